import { expect, test } from '@playwright/test';
import { Api, reportPayment } from '../support/api';
import { findings } from '../support/axe';
import { publish } from '../support/designer';
import { mailsTo } from '../support/mailbox';
import { as } from '../support/people';
import { add, newRule, pick } from '../support/rules';
import { select } from '../support/select';

test('payment succeeded leads to a to-do and a mail, built from nothing; three reports of it make one of each', async ({
  browser,
}) => {
  test.setTimeout(120_000);
  const key = `paid_${Date.now() % 1_000_000}`;
  const { page, context } = await as(browser, 'admin');
  await page.goto('/build/rules');
  const api = await Api.of(context);
  const address = `${key}@example.com`;
  const buyer = { name: `付款客户${key}`, region: 'south', phone: '13800138000', email: address };
  const customer = await api.create('customers', buyer);
  const product = await api.create('products', {
    code: key,
    name: `付款产品${key}`,
    product_line: 'gifts',
    price: '1',
  });
  const { title } = await api.create('orders', {
    customer: customer.id,
    lines: [{ product: product.id, quantity: '1', price: '1' }],
  });
  const paid = (no: string, status: string) => ({ paymentNo: no, orderNo: title, amount: '1.00', status });
  const first = `${key}_try`;
  expect((await reportPayment({ ...paid(first, 'failed'), channel: 'wechat' })).status).toBe(200);
  const [failed] = await api.find('payments', `channel_no = "${first}"`);

  // When the payment has succeeded …
  await newRule(page, '收款', key);
  const panel = page.getByRole('complementary', { name: '属性' });
  await page.getByRole('button', { name: /^当/ }).click();
  await panel.getByRole('checkbox', { name: '修改' }).check();
  await pick(page, '只在这些字段变化时', '支付状态');
  await page.keyboard.press('Escape');
  await pick(page, '变成', '已成功');

  // … a to-do and a mail at the same time.
  await add(page, '添加第一个步骤', '派一个待办');
  await panel.getByRole('textbox', { name: '标题' }).fill(`备货${key} {order.order_no}`);
  await pick(page, '角色', '仓库');
  await page.keyboard.press('Escape');
  await add(page, '同时做另一件事', '发邮件');
  await pick(page, '发给哪个邮箱', '客户 · 邮箱');
  await panel.getByRole('textbox', { name: '主题' }).fill(`已付款${key}`);
  await panel.getByRole('textbox', { name: '内容' }).fill('您的订单{order.order_no}已付款成功，正在准备发货');
  await expect(page.getByText('草稿已保存')).toBeVisible();
  expect(await findings(page)).toEqual([]);

  // Tried on a payment that failed: it says what is not so, and does nothing.
  await page.getByRole('button', { name: '试一试' }).click();
  const trial = page.getByRole('dialog', { name: '试一试这条规则' });
  await select(trial.getByRole('combobox'), new RegExp(failed?.title ?? first), { typed: failed?.title ?? first });
  await expect(trial.getByText('支付状态变成“已成功”')).toBeVisible();
  await expect(trial.getByText('现在是“失败”')).toBeVisible();
  await trial
    .getByRole('button', { name: /Close|关闭/ })
    .first()
    .click();
  await expect(trial).toBeHidden();
  await publish(page);

  const payment = { ...paid(key, 'succeeded'), channel: 'wechat' };
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
