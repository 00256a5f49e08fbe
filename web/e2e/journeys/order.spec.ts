import { expect, test } from '@playwright/test';
import { Api, reportPayment } from '../support/api';
import { pick, save, typeLine } from '../support/form';
import { mailsTo } from '../support/mailbox';
import { as } from '../support/people';
import { pause, until } from '../support/product';

test('an order comes in, finds its way, is paid and shipped, and the board shows it', async ({ browser }) => {
  test.setTimeout(120_000);
  const clerk = await as(browser, 'clerk');
  const boss = await as(browser, 'boss');
  const clerkApi = await Api.of(clerk.context);

  await boss.page.goto('/dashboards/war_room');
  const today = boss.page.getByRole('region', { name: '今日订单' }).locator('dd').first();
  await expect(today).toHaveText(/^\d+$/);
  const before = Number(await today.textContent());

  const enter = async (product: string, total: string): Promise<string> => {
    await clerk.page.goto('/forms/orders/new');
    await pick(clerk.page, 'customer', '华强');
    await typeLine(clerk.page, 1, product, '1');
    await expect(clerk.page.getByRole('region', { name: '合计与保存' })).toContainText(total);
    return save(clerk.page);
  };
  const small = await enter('样机 A', '4,999.99');
  await expect(clerk.page.getByText('仓库备货').first()).toBeVisible();
  const saved = Date.now();
  await expect(today).toHaveText(String(before + 1), { timeout: 2_000 });
  const large = await enter('样机 B', '5,000.00');
  await expect(clerk.page.getByText('销售总监审批').first()).toBeVisible();
  expect(Date.now() - saved).toBeLessThan(30_000);
  const number = async (id: string) => (await clerkApi.get<{ title: string }>(`/forms/orders/records/${id}`)).title;
  const [smallNo, largeNo] = [await number(small), await number(large)];

  const director = await as(browser, 'director', { phone: true });
  await director.page.goto('/tasks');
  const approval = director.page.getByRole('article').filter({ hasText: largeNo });
  await expect(approval).toBeVisible();
  await expect(director.page.getByRole('article').filter({ hasText: smallNo })).toHaveCount(0);
  await approval.getByRole('button', { name: '同意' }).tap();
  await director.page.getByLabel('意见').fill('价格已确认');
  await director.page.getByRole('dialog').getByRole('button', { name: '同意' }).tap();
  await expect(approval).toHaveCount(0);

  const warehouse = await as(browser, 'warehouse');
  await warehouse.page.goto('/tasks');
  await expect(warehouse.page.getByRole('article').filter({ hasText: smallNo })).toBeVisible();
  await expect(warehouse.page.getByRole('article').filter({ hasText: largeNo })).toBeVisible();

  await clerk.page.reload();
  await expect(clerk.page.getByText('价格已确认')).toBeVisible();

  const payment = { paymentNo: 'WX-1', orderNo: largeNo, amount: '5000.00', status: 'succeeded', channel: 'wechat' };
  const answers = await Promise.all([reportPayment(payment), reportPayment(payment), reportPayment(payment)]);
  expect(answers.map((answer) => answer.status)).toEqual([200, 200, 200]);
  const heading = warehouse.page.getByRole('heading', { name: `发货：${largeNo}` });
  const shipping = warehouse.page.getByRole('article').filter({ has: heading });
  await expect(shipping).toHaveCount(1);
  const [mail] = await until(() => {
    const mails = mailsTo('chenjing@example.com');
    return mails.length > 0 ? mails : undefined;
  }, 15_000);
  expect(mail?.text).toContain(`您的订单${largeNo}已付款成功，正在准备发货`);

  const shipped = shipping.getByRole('button').first();
  const outcome = (await shipped.innerText()).replace(/\s/g, '');
  await shipped.click();
  await warehouse.page.getByRole('dialog').getByRole('button', { name: outcome }).click();
  await expect(shipping).toHaveCount(0);
  await pause(500);
  expect(mailsTo('chenjing@example.com')).toHaveLength(1);
  await expect(today).toHaveText(String(before + 2));

  for (const { context } of [clerk, boss, director, warehouse]) await context.close();
});

test('an order refused by the director comes back to the clerk with the reason', async ({ browser }) => {
  const clerk = await as(browser, 'clerk');
  await clerk.page.goto('/forms/orders/new');
  await pick(clerk.page, 'customer', '锦程');
  await typeLine(clerk.page, 1, '样机 B', '2');
  const id = await save(clerk.page);
  const { title: no } = await (await Api.of(clerk.context)).get<{ title: string }>(`/forms/orders/records/${id}`);

  const director = await as(browser, 'director');
  await director.page.goto('/forms/orders');
  await director.page.getByRole('link', { name: no }).click();
  await director.page.getByRole('button', { name: '驳回' }).click();
  const dialog = director.page.getByRole('dialog').filter({ hasText: '意见' });
  await dialog.getByRole('button', { name: '驳回' }).click();
  await expect(dialog.getByRole('alert')).toHaveText('请填写原因。');
  await dialog.getByLabel('意见').fill('折扣超过权限');
  await dialog.getByRole('button', { name: '驳回' }).click();
  await expect(dialog).toHaveCount(0);

  await clerk.page.goto('/tasks');
  const returned = clerk.page.getByRole('article').filter({ hasText: no });
  await expect(returned).toBeVisible();
  await returned
    .getByRole('link', { name: new RegExp(no) })
    .first()
    .click();
  await expect(clerk.page.getByText('折扣超过权限')).toBeVisible();
  await director.context.close();
  await clerk.context.close();
});
