import { expect, test } from '@playwright/test';
import { Api } from '../support/api';
import { publish } from '../support/designer';
import { as } from '../support/people';
import { add, newRule, pick } from '../support/rules';
import { select } from '../support/select';

test('a rule is built in words, tried without effects, published, and pressed on a record', async ({ browser }) => {
  test.setTimeout(180_000);
  const key = `press_${Date.now() % 1_000_000}`;
  const { page, context } = await as(browser, 'admin');
  await page.goto('/build/rules');
  const api = await Api.of(context);
  const customer = await api.create('customers', { name: `规则客户${key}`, region: 'south', phone: '13800138000' });

  await newRule(page, '客户', key);

  // When somebody presses a button …
  await page.getByRole('button', { name: /^当/ }).click();
  await pick(page, '触发方式', '有人按下按钮');
  await page
    .getByRole('complementary', { name: '属性' })
    .getByRole('textbox', { name: '按钮名称', exact: true })
    .fill('安排回访');

  // … then a to-do, and a notice beside it.
  await add(page, '添加第一个步骤', '派一个待办');
  const panel = page.getByRole('complementary', { name: '属性' });
  await panel.getByRole('textbox', { name: '标题' }).fill('回访 {name}');
  await expect(panel.locator('mark')).toHaveText('客户名称');
  await pick(page, '角色', '仓库');
  await page.keyboard.press('Escape');
  await add(page, '同时做另一件事', '发站内消息');
  await panel.getByRole('textbox', { name: '标题' }).fill('已安排回访');
  await panel.getByRole('switch', { name: '提交人' }).click();

  // The trial says what would happen, and nothing happens.
  await expect(page.getByText('草稿已保存')).toBeVisible();
  await page.getByRole('button', { name: '试一试' }).click();
  const trial = page.getByRole('dialog', { name: '试一试这条规则' });
  await select(trial.getByRole('combobox'), new RegExp(`规则客户${key}`), { typed: `规则客户${key}` });
  await expect(trial.getByText('条件满足，会执行')).toBeVisible();
  await expect(trial.getByText(`回访 规则客户${key}`)).toBeVisible();
  const runs = async () => (await api.get<{ items: { state: string }[] }>(`/rules/runs?rule=${key}`)).items;
  expect(await runs()).toEqual([]);
  await trial
    .getByRole('button', { name: 'Close' })
    .or(trial.getByRole('button', { name: '关闭' }))
    .first()
    .click();

  await publish(page);

  // The button is on the record, and does both.
  await page.goto(`/forms/customers/${customer.id}`);
  await page.getByRole('button', { name: '安排回访' }).click();
  await expect(page.getByText('已执行“安排回访”')).toBeVisible();
  await expect.poll(async () => (await runs()).map((run) => run.state), { timeout: 30_000 }).toEqual(['done']);
  await context.close();
  const warehouse = await as(browser, 'warehouse');
  await warehouse.page.goto('/tasks');
  await expect(warehouse.page.getByText(`回访 规则客户${key}`)).toBeVisible();
  await warehouse.context.close();
});

test('a rule runs another one, and the log leads from one to the other', async ({ browser }) => {
  const number = Date.now() % 1_000_000;
  const [caller, called] = [`calls_${number}`, `called_${number}`];
  const { page, context } = await as(browser, 'admin');
  await page.goto('/runs');
  const api = await Api.of(context);
  const put = async (rule: { key: string }, basedOn: number, published: boolean) => {
    await api.send('PUT', `/artifacts/rule/${rule.key}/draft`, { basedOn, document: rule });
    if (published) await api.send('POST', `/artifacts/rule/${rule.key}/publish`, {});
  };
  const customer = await api.create('customers', {
    name: `子规则客户${number}`,
    region: 'south',
    phone: '13800138000',
  });
  const common = { kind: 'rule', form: 'customers' };
  const todo = { key: 'todo', action: 'create_task', title: '登门 {name}', who: { roles: ['warehouse'] } };
  const trigger = { button: { label: '安排登门', roles: ['administrator'] } };
  await put(
    { ...common, key: called, label: `登门${number}`, trigger: { called: true }, steps: [todo] } as never,
    0,
    true,
  );
  await put({ ...common, key: caller, label: `按钮${number}`, trigger, steps: [] } as never, 0, false);

  await page.goto(`/build/rules/${caller}`);
  await add(page, '添加第一个步骤', '运行子规则');
  const panel = page.getByRole('complementary', { name: '属性' });
  await select(panel.getByRole('combobox', { name: '哪条规则', exact: true }), `登门${number}`);
  await expect(page.getByText('草稿已保存')).toBeVisible();
  await publish(page);
  await page.goto(`/build/rules/${called}`);
  await expect(panel.getByRole('link', { name: `按钮${number}` })).toBeVisible();

  await page.goto(`/forms/customers/${customer.id}`);
  await page.getByRole('button', { name: '安排登门' }).click();
  const ended = async () => (await api.get<{ items: { state: string }[] }>(`/rules/runs?rule=${called}`)).items;
  await expect.poll(async () => (await ended()).map((run) => run.state), { timeout: 30_000 }).toEqual(['done']);
  await page.goto(`/runs?rule=${caller}`);
  await page.getByRole('button', { name: new RegExp(`按钮${number}`) }).click();
  const drawer = page.getByRole('dialog');
  await drawer.getByRole('button', { name: `子规则“登门${number}”` }).click();
  await expect(drawer.getByText('派一个待办')).toBeVisible();
  await drawer.getByRole('button', { name: `规则“按钮${number}”的步骤 rule` }).click();
  await expect(drawer.getByText('运行子规则')).toBeVisible();
  await put(
    {
      ...common,
      key: caller,
      label: `按钮${number}`,
      enabled: false,
      trigger,
      steps: [{ key: 'rule', action: 'call_rule', rule: called }],
    } as never,
    1,
    true,
  );
  await context.close();
});
