import { type Browser, expect, test } from '@playwright/test';
import { Api, type Stored } from '../support/api';
import { cell, field, pick, save, typeLine } from '../support/form';
import { as } from '../support/people';
import { place } from '../support/place';
import { select } from '../support/select';

async function signOnPhone(browser: Browser, address: string, order: string): Promise<void> {
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
  await expect(hand.getByRole('heading', { name: `订单 ${order}` })).toBeVisible();
  for (let left = await hand.getByRole('button', { name: '签收', exact: true }).count(); left > 0; left -= 1) {
    await hand.getByRole('button', { name: '签收', exact: true }).first().click();
    await hand.getByLabel('签收人姓名').fill('吴老板');
    const pad = hand.getByRole('img', { name: '签名框' });
    await pad.scrollIntoViewIfNeeded();
    const box = await pad.boundingBox();
    if (!box) throw new Error('nowhere to sign');
    await hand.mouse.move(box.x + 40, box.y + 60);
    await hand.mouse.down();
    await hand.mouse.move(box.x + 180, box.y + 110, { steps: 5 });
    await hand.mouse.up();
    await hand.getByRole('button', { name: '确认签收' }).click();
    await expect(hand.getByText(/吴老板 于 .* 签收/).first()).toBeVisible();
  }
  await phone.close();
}

test('an order lives its whole life: promised, picked, sent in parts, signed for, invoiced, paid, closed, returned', async ({
  browser,
}) => {
  test.setTimeout(180_000);
  const admin = await as(browser, 'admin');
  const api = await Api.of(admin.context);
  const mark = Date.now().toString().slice(-6);
  const warehouse = await api.create('warehouses', { code: `Q${mark}`, name: `全程仓${mark}` });
  const product = await api.create('products', {
    code: `Q${mark}`,
    name: `全程纸${mark}`,
    price: '2',
    product_line: 'stationery',
    warehouse: warehouse.id,
  });
  await api.create('customers', { name: `全程客户${mark}`, region: 'south', contact: '吴老板' });
  await api.create('stock_moves', {
    kind: 'receipt',
    warehouse: warehouse.id,
    lines: [{ product: product.id, quantity: 10 }],
  });
  const track = async (order: string) => {
    const { values } = await api.get<Stored>(`/forms/orders/records/${order}`);
    return [values.document_status, values.fulfilment_status, values.invoice_status, values.payment_status].join(' ');
  };

  // The clerk sees what can be promised, and confirming reserves it.
  const clerk = await as(browser, 'clerk');
  await clerk.page.goto('/forms/orders/new');
  await pick(clerk.page, 'customer', `全程客户${mark}`);
  await typeLine(clerk.page, 1, `全程纸${mark}`, '8');
  await expect(clerk.page.locator('[data-column="free"]').first()).toHaveText('10');
  const order = await save(clerk.page);
  const { title } = await api.get<Stored>(`/forms/orders/records/${order}`);
  expect(await track(order)).toBe('approved reserved none unpaid');

  // The stock board shows it, and follows while the warehouse works.
  const boss = await as(browser, 'boss');
  await boss.page.goto('/dashboards/stock_analysis');
  const row = boss.page
    .getByRole('region', { name: '可用最少的产品' })
    .getByRole('row')
    .filter({ hasText: `全程纸${mark}` });
  await expect(row).toContainText(/2\s*10\s*8/);

  const keeper = await as(browser, 'warehouse');
  await keeper.page.goto(`/forms/orders/${order}`);
  await keeper.page.getByRole('button', { name: '备货完成' }).first().click();
  await keeper.page.getByRole('dialog').getByRole('button', { name: '备货完成' }).click();
  await expect.poll(() => track(order)).toBe('approved preparing none unpaid');
  const deliver = async (quantity: string) => {
    await keeper.page.goto('/forms/deliveries/new');
    await pick(keeper.page, 'order', title);
    await select(field(keeper.page, 'status').getByRole('combobox'), '已发货');
    await select(field(keeper.page, 'carrier').getByRole('combobox'), '顺丰');
    await typeLine(keeper.page, 1, `全程纸${mark}`, quantity);
    return save(keeper.page);
  };
  const first = await deliver('5');
  await expect.poll(() => track(order)).toBe('approved partial none unpaid');
  await expect(row).toContainText(/2\s*5\s*3/);
  await expect
    .poll(async () => (await api.get<Stored>(`/forms/deliveries/records/${first}`)).values.shipped_at)
    .toBeTruthy();
  await deliver('3');
  await expect.poll(() => track(order)).toBe('approved shipped none unpaid');
  await expect(row).toHaveCount(0);

  // The customer signs for both on a phone.
  await clerk.page.goto(`/forms/orders/${order}`);
  await clerk.page.getByRole('button', { name: '客户跟踪链接' }).click();
  await clerk.page.getByRole('button', { name: '生成链接' }).click();
  await signOnPhone(browser, await clerk.page.getByRole('textbox', { name: '给客户的链接' }).inputValue(), title);
  await expect.poll(() => track(order)).toBe('approved signed none unpaid');

  // Finance invoices it, brings the bank's file in and accepts the match.
  const accountant = await as(browser, 'accountant');
  const invoice = async (no: string, prepare: () => Promise<void>) => {
    await accountant.page.goto('/forms/invoices/new');
    await field(accountant.page, 'invoice_no').getByRole('textbox').fill(no);
    await pick(accountant.page, 'order', title);
    await prepare();
    return save(accountant.page);
  };
  await invoice(`QA${mark}`, () => field(accountant.page, 'amount').getByRole('textbox').fill('16'));
  await expect.poll(() => track(order)).toBe('approved signed invoiced unpaid');
  const bill = [
    '交易流水号,交易日期,收入,支出,对方户名,对方账号,摘要',
    `QL${mark},2026-11-30,16.00,,全程客户${mark},62220000,货款 ${title}`,
  ].join('\n');
  await accountant.page.goto('/reconcile');
  await accountant.page
    .locator('input[type=file]')
    .setInputFiles({ name: '流水.csv', mimeType: 'text/csv', buffer: Buffer.from(`\uFEFF${bill}\n`, 'utf8') });
  const line = accountant.page.getByRole('listitem').filter({ hasText: `全程客户${mark}` });
  await line.getByRole('button', { name: '入账' }).click();
  await expect(line).toBeHidden();
  await expect.poll(() => track(order)).toBe('closed signed invoiced settled');

  // All of it comes back: the stock, and the invoice is reversed.
  await keeper.page.goto(`/forms/deliveries/${first}/edit`);
  await cell(keeper.page, 1, 'returned').click();
  await keeper.page.keyboard.type('5');
  await keeper.page.keyboard.press('Tab');
  await keeper.page.getByRole('button', { name: '保存', exact: true }).click();
  await expect
    .poll(async () => (await api.get<Stored>(`/forms/orders/records/${order}`)).values.returned_quantity)
    .toBe('5.000');
  const red = await invoice(`QR${mark}`, async () => {
    await select(field(accountant.page, 'direction').getByRole('combobox'), '红字');
    await pick(accountant.page, 'reverses', `QA${mark}`);
    await field(accountant.page, 'red_reason').getByRole('textbox').fill('退货');
    await field(accountant.page, 'amount').getByRole('textbox').fill('-10');
  });
  await expect.poll(() => track(order)).toBe('closed signed partial settled');
  expect((await api.get<Stored>(`/forms/invoices/records/${red}`)).values.gross).toBe('-10.00');
  await boss.page.goto(`/ledgers/stock?at.product=${product.id}`);
  const balance = boss.page.getByRole('row').filter({ hasText: `全程纸${mark}` });
  await expect(balance.getByRole('cell').nth(2)).toHaveText('7');
  for (const { context } of [admin, clerk, boss, keeper, accountant]) await context.close();
});
