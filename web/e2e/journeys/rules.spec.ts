import { expect, type Page, test } from '@playwright/test';
import { Api, reportPayment } from '../support/api';
import { publish } from '../support/designer';
import { mailsTo } from '../support/mailbox';
import { as } from '../support/people';

/** Adds a step through the plus of that name, and waits for its panel. */
async function add(page: Page, plus: string, action: string): Promise<void> {
  await page.getByRole('button', { name: plus, exact: true }).last().click();
  await page.getByRole('menuitem', { name: action }).click();
  await expect(page.getByRole('complementary', { name: '属性' }).getByRole('heading', { level: 2 })).toHaveText(action);
}

async function pick(page: Page, label: string, option: string): Promise<void> {
  const panel = page.getByRole('complementary', { name: '属性' });
  await panel.getByRole('combobox', { name: label, exact: true }).click();
  await page.locator('.ant-select-dropdown:visible').getByTitle(option, { exact: true }).click();
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
  await dialog.getByRole('combobox', { name: '表单' }).click();
  await page.locator('.ant-select-dropdown:visible').getByTitle('客户', { exact: true }).click();
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
  await trial.getByRole('combobox').click();
  await page.keyboard.type(`规则客户${key}`);
  await page.locator('.ant-select-dropdown:visible').getByText(`规则客户${key}`).first().click();
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

test('the standard example is built from nothing, and three reports of one payment make one to-do and one mail', async ({
  browser,
}) => {
  test.setTimeout(120_000);
  const key = `paid_${Date.now() % 1_000_000}`;
  const { page, context } = await as(browser, 'admin');
  await page.goto('/build/rules');
  const api = await Api.of(context);
  const address = `${key}@example.com`;
  const customer = await api.create('customers', {
    name: `付款客户${key}`,
    region: 'south',
    phone: '13800138000',
    email: address,
  });
  const order = await api.create('orders', { customer: customer.id });

  await page.getByRole('button', { name: '新建规则' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('combobox', { name: '表单' }).click();
  await page.locator('.ant-select-dropdown:visible').getByTitle('收款', { exact: true }).click();
  await dialog.getByRole('textbox', { name: '字段标识' }).fill(key);
  await dialog.getByRole('button', { name: /创\s*建/ }).click();

  // When the payment has succeeded …
  const panel = page.getByRole('complementary', { name: '属性' });
  await page.getByRole('button', { name: /^当/ }).click();
  await panel.getByRole('checkbox', { name: '修改' }).check();
  await pick(page, '只在这些字段变化时', '支付状态');
  await pick(page, '变成', '已成功');

  // … a to-do and a mail at the same time.
  await add(page, '添加第一个步骤', '派一个待办');
  await panel.getByRole('textbox', { name: '标题' }).fill(`备货${key} {order.order_no}`);
  await pick(page, '角色', '仓库');
  await page.keyboard.press('Escape');
  await add(page, '同时做另一件事', '发邮件');
  await pick(page, '发给哪个邮箱', '订单 · 客户 · 邮箱');
  await panel.getByRole('textbox', { name: '主题' }).fill(`已付款${key}`);
  await panel.getByRole('textbox', { name: '内容' }).fill('您的订单{order.order_no}已付款成功，正在准备发货');
  await expect(page.getByText('草稿已保存')).toBeVisible();
  await publish(page);

  const { title } = await api.get<{ title: string }>(`/forms/orders/records/${order.id}`);
  const payment = { paymentNo: key, orderNo: title, amount: '1.00', status: 'succeeded', channel: 'wechat' };
  const answers = await Promise.all([reportPayment(payment), reportPayment(payment), reportPayment(payment)]);
  expect(answers.map((answer) => answer.status)).toEqual([200, 200, 200]);
  const runs = async () => (await api.get<{ items: { state: string }[] }>(`/rules/runs?rule=${key}`)).items;
  await expect.poll(async () => (await runs()).map((run) => run.state), { timeout: 30_000 }).toEqual(['done']);
  const mails = mailsTo(address).filter((mail) => mail.subject === `已付款${key}`);
  expect(mails).toHaveLength(1);
  expect(mails[0]?.text).toContain(`您的订单${title}已付款成功，正在准备发货`);
  await context.close();
  const warehouse = await as(browser, 'warehouse');
  await warehouse.page.goto('/tasks');
  await expect(warehouse.page.getByText(`备货${key} ${title}`)).toHaveCount(1);
  await warehouse.context.close();
});
