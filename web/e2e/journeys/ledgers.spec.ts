import { expect, test } from '@playwright/test';
import { Api, type Stored } from '../support/api';
import { pick, typeLine } from '../support/form';
import { as } from '../support/people';
import { select } from '../support/select';

const inDays = (days: number) => new Date(Date.now() + days * 86_400_000 + 8 * 3_600_000).toISOString().slice(0, 10);

test('stock and dates stand beside the product while an order is typed, and follow it to its delivery', async ({
  browser,
}) => {
  const { page, context } = await as(browser, 'admin');
  const api = await Api.of(context);
  const mark = Date.now().toString().slice(-6);
  const warehouse = await api.create('warehouses', { code: `W${mark}`, name: `一号仓${mark}` });
  const product = await api.create('products', {
    code: `K${mark}`,
    name: `台账纸${mark}`,
    price: '2',
    product_line: 'stationery',
    warehouse: warehouse.id,
  });
  const customer = await api.create('customers', {
    name: `台账客户${mark}`,
    region: 'south',
    credit_limit: '1000',
    credit_action: 'block',
  });
  await api.create('stock_moves', {
    kind: 'receipt',
    warehouse: warehouse.id,
    lines: [{ product: product.id, quantity: 10 }],
  });
  const order = await api.create('orders', {
    customer: customer.id,
    lines: [{ product: product.id, quantity: 4, price: '2' }],
  });
  await expect(
    api.create('orders', { customer: customer.id, lines: [{ product: product.id, quantity: 7, price: '2' }] }),
  ).rejects.toThrow(/可用 6，需要 7/);
  await expect(
    api.create('orders', { customer: customer.id, lines: [{ product: product.id, quantity: 1, price: '999' }] }),
  ).rejects.toThrow(/剩余信用额度 992，需要 999（信用额度 1000，未收货款 8）/);
  const supplier = await api.create('suppliers', { name: `义乌恒达${mark}` });
  await api.create('purchases', {
    supplier: supplier.id,
    status: 'ordered',
    expected_date: inDays(3),
    lines: [{ product: product.id, quantity: 20 }],
  });

  await page.goto('/forms/orders/new');
  await pick(page, 'customer', `台账客户${mark}`);
  await typeLine(page, 1, `台账纸${mark}`, '15');
  const notes = page.getByRole('region', { name: '交期' });
  await expect(notes).toContainText('现在可承诺 6');
  await expect(notes).toContainText('等在途到货');
  await expect(notes).toContainText(`${order.title} 占用 4`);
  await expect(page.locator('[data-column="free"]').first()).toHaveText('6');
  await notes.getByRole('button', { name: '申请让货' }).click();
  await expect(notes.getByRole('link', { name: '已提交让货申请' })).toBeVisible();

  await api.create('deliveries', {
    order: order.id,
    status: 'shipped',
    lines: [{ product: product.id, quantity: 3 }],
  });
  await expect
    .poll(async () => (await api.get<Stored>(`/forms/orders/records/${order.id}`)).values.fulfilment_status)
    .toBe('partial');
  await page.goto('/ledgers/stock?sort=-on_hand');
  const row = page.getByRole('row').filter({ hasText: `台账纸${mark}` });
  await expect(row.getByRole('cell').nth(2)).toHaveText('7');
  await expect(row.getByRole('cell').nth(3)).toHaveText('1');
  await context.close();
});

test('a ledger is tried on an order before it is published, and the data proves itself', async ({ browser }) => {
  const { page, context } = await as(browser, 'admin');
  await page.goto('/build/ledgers');
  await page.getByRole('main').getByRole('link', { name: '订单履约' }).click();
  await expect(page.getByRole('button', { name: /已审核未完结的订单待执行/ })).toContainText('单据状态 是 已审核');
  await page.getByRole('button', { name: '试算' }).click();
  const drawer = page.getByRole('dialog');
  await select(drawer.getByRole('combobox', { name: /拿哪一条订单来试/ }), /./);
  await expect(drawer.getByRole('heading', { name: '会记的账' })).toBeVisible();
  await drawer.getByRole('button', { name: /关闭|Close/ }).click();

  await page.goto('/checks');
  await page.getByRole('button', { name: '立即核对' }).click();
  await expect(page.getByText('没有孤立的待办')).toBeVisible();
  await expect(page.getByText('一致').first()).toBeVisible();
  await page.getByRole('button', { name: '测一次' }).click();
  await expect(page.getByText(/中位 [\d.]+ 毫秒/).first()).toBeVisible();
  await context.close();
});
