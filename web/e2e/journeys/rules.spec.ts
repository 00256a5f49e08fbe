import { expect, type Page, test } from '@playwright/test';
import { Api } from '../support/api';
import { publish } from '../support/designer';
import { as } from '../support/people';
import { select } from '../support/select';

/** Adds a step through the plus of that name, and waits for its panel. */
async function add(page: Page, plus: string, action: string): Promise<void> {
  await page.getByRole('button', { name: plus, exact: true }).last().click();
  await page.getByRole('menuitem', { name: action }).click();
  await expect(page.getByRole('complementary', { name: '属性' }).getByRole('heading', { level: 2 })).toHaveText(action);
}

async function pick(page: Page, label: string, option: string): Promise<void> {
  const panel = page.getByRole('complementary', { name: '属性' });
  await select(panel.getByRole('combobox', { name: label, exact: true }), option);
}

test('a rule is built in words, tried without effects, published, and pressed on a record', async ({ browser }) => {
  test.setTimeout(180_000);
  const key = `press_${Date.now() % 1_000_000}`;
  const { page, context } = await as(browser, 'admin');
  await page.goto('/build/rules');
  const api = await Api.of(context);
  const customer = await api.create('customers', { name: `规则客户${key}`, region: 'south', phone: '13800138000' });

  await page.getByRole('button', { name: '新建规则' }).click();
  const dialog = page.getByRole('dialog');
  await select(dialog.getByRole('combobox', { name: '表单' }), '客户');
  await dialog.getByRole('textbox', { name: '字段标识' }).fill(key);
  await dialog
    .getByRole('button', { name: '创 建' })
    .or(dialog.getByRole('button', { name: '创建' }))
    .click();

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
