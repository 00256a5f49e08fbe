import { expect, test } from '@playwright/test';
import { Api, type Stored } from '../support/api';
import { findings } from '../support/axe';
import { as } from '../support/people';
import { place } from '../support/place';

async function order(api: Api, name: string, price: string): Promise<Stored> {
  const customer = await api.create('customers', { name, phone: '13800139000', contact: '周客户' });
  const [product] = await api.find('products', 'active = TRUE');
  const made =
    product ??
    (await api.create('products', { code: `M${name}`, name: '收款的纸', product_line: 'stationery', price }));
  return api.create('orders', {
    customer: customer.id,
    lines: [{ product: made.id, quantity: '1', price }],
  });
}

test('a customer follows an order by its link, signs for it on a phone and writes to service', async ({ browser }) => {
  const { page, context } = await as(browser, 'admin');
  const api = await Api.of(context);
  const made = await order(api, '跟踪客户', '50');
  await api.create('deliveries', {
    order: made.id,
    status: 'shipped',
    carrier: 'sf',
    tracking_no: 'SF7788990011',
    lines: [],
  });
  await page.goto(`/forms/orders/${made.id}`);
  await page.getByRole('button', { name: '客户跟踪链接' }).click();
  await page.getByRole('button', { name: '生成链接' }).click();
  const address = await page.getByRole('textbox', { name: '给客户的链接' }).inputValue();

  const phone = await browser.newContext({
    baseURL: place.address,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    viewport: { width: 390, height: 844 },
    hasTouch: true,
    isMobile: true,
  });
  const hand = await phone.newPage();
  await hand.goto(address);
  await expect(hand.getByRole('heading', { name: `订单 ${made.title}` })).toBeVisible();
  await expect(hand.getByText('SF7788990011')).toBeVisible();
  expect(await findings(hand)).toEqual([]);
  expect(await hand.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  await hand.getByRole('button', { name: '签收' }).click();
  await hand.getByRole('button', { name: '确认签收' }).click();
  await expect(hand.getByText('请写签收人姓名')).toBeVisible();
  await hand.getByLabel('签收人姓名').fill('周客户');
  const box = await hand.getByRole('img', { name: '签名框' }).boundingBox();
  if (!box) throw new Error('nowhere to sign');
  await hand.mouse.move(box.x + 40, box.y + 60);
  await hand.mouse.down();
  await hand.mouse.move(box.x + 160, box.y + 120, { steps: 6 });
  await hand.mouse.move(box.x + 220, box.y + 50, { steps: 6 });
  await hand.mouse.up();
  await hand.getByRole('button', { name: '确认签收' }).click();
  await expect(hand.getByText(/周客户 于 .* 签收/)).toBeVisible();
  await hand.getByLabel('给客服留言').fill('请补一张送货单');
  await hand.getByRole('button', { name: '发送' }).click();
  await expect(hand.getByText('请补一张送货单')).toBeVisible();

  // Service finds the order by the carrier's number and answers.
  await page.goto('/service');
  await page.getByLabel('查单', { exact: true }).fill('SF77889900');
  await expect(page.getByRole('list').getByText('周客户 签收了')).toBeVisible();
  await page.getByLabel('回复客户').fill('明天补寄');
  await page.getByRole('button', { name: '回复', exact: true }).click();
  await expect(page.getByText('明天补寄')).toBeVisible();
  await hand.reload();
  await expect(hand.getByText('明天补寄')).toBeVisible();
  await expect(hand.getByText('已签收').first()).toBeVisible();
  await phone.close();
  await context.close();
});

test('a bank file is imported, matched and accepted, and the statement is disputed by its link', async ({
  browser,
}) => {
  const { page, context } = await as(browser, 'admin');
  const api = await Api.of(context);
  const made = await order(api, '流水客户', '66.6');
  const bill = [
    '微信支付账单明细,,,,,,,,',
    '----------------------微信支付账单明细列表--------------------,,,,,,,,',
    '交易时间,交易类型,交易对方,商品,收/支,金额(元),支付方式,当前状态,交易单号,商户单号,备注',
    `2026-11-20 10:00:00,转账,流水老板,"转账备注:${made.title}",收入,¥66.60,/,已存入零钱,"4200001",/,/`,
  ].join('\n');
  await page.goto('/reconcile');
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: '微信账单.csv', mimeType: 'text/csv', buffer: Buffer.from(`\uFEFF${bill}\n`, 'utf8') });
  await expect(page.getByText(/微信支付账单：新增 1 条/)).toBeVisible();
  const line = page.getByRole('listitem').filter({ hasText: '流水老板' });
  await expect(line).toContainText(`摘要写明单号 ${made.title}`);
  await line.getByRole('checkbox', { name: '记住这个户名' }).check();
  await line.getByRole('button', { name: '入账' }).click();
  await expect(line).toBeHidden();
  const look = () => api.get<Stored>(`/forms/orders/records/${made.id}`);
  await expect.poll(async () => (await look()).values.payment_status).toBe('settled');
  const stored = await look();
  expect(await findings(page)).toEqual([]);

  const customer = (stored.values.customer as { id: string }).id;
  await page.goto(`/reconcile?tab=statement&customer=${customer}&from=2026-01-01&to=2099-12-31`);
  await page.getByRole('button', { name: '发给客户确认' }).click();
  await expect(page.getByText('链接已生成', { exact: false })).toBeVisible();
  const view = await api.get<{ link: { path: string } }>(
    `/reconcile/statement?customer=${customer}&from=2026-01-01&to=2099-12-31`,
  );
  const visitor = await browser.newContext({
    baseURL: place.address,
    locale: 'zh-CN',
    viewport: { width: 390, height: 844 },
  });
  const theirs = await visitor.newPage();
  await theirs.goto(view.link.path);
  await expect(theirs.getByText('流水客户')).toBeVisible();
  await theirs.getByRole('button', { name: '不对' }).first().click();
  await theirs.getByLabel('哪里不对？').fill('价格说好 60');
  await theirs.getByRole('button', { name: '提交' }).click();
  await expect(theirs.getByText('价格说好 60', { exact: false })).toBeVisible();
  expect(await findings(theirs)).toEqual([]);
  await page.reload();
  await expect(page.getByText('客户异议：价格说好 60')).toBeVisible();
  const accountant = await as(browser, 'accountant');
  await accountant.page.goto('/tasks');
  await expect(accountant.page.getByText('对账异议：流水客户', { exact: false }).first()).toBeVisible();
  await accountant.context.close();
  await visitor.close();
  await context.close();
});
