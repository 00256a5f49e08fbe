import { expect, test } from '@playwright/test';
import { Api } from '../support/api';
import { as } from '../support/people';

interface Order {
  id: string;
  rev: number;
  values: Record<string, unknown>;
}

const inDays = (days: number) => new Date(Date.now() + days * 86_400_000 + 8 * 3_600_000).toISOString().slice(0, 10);

test('stock follows an order from its confirmation to a partial delivery', async ({ browser }) => {
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
  const customer = await api.create('customers', { name: `台账客户${mark}`, region: 'south' });
  await api.create('stock_moves', {
    kind: 'receipt',
    warehouse: warehouse.id,
    lines: [{ product: product.id, quantity: 10 }],
  });
  const order: Order = await api.create('orders', {
    customer: customer.id,
    lines: [{ product: product.id, quantity: 4, price: '2' }],
  });
  await expect(
    api.create('orders', { customer: customer.id, lines: [{ product: product.id, quantity: 7, price: '2' }] }),
  ).rejects.toThrow(/可用 6，需要 7/);

  await page.goto('/ledgers/stock?sort=-on_hand');
  const row = page.getByRole('row').filter({ hasText: `台账纸${mark}` });
  await expect(row).toContainText(`一号仓${mark}`);
  await expect(row.getByRole('cell').nth(2)).toHaveText('10');
  await expect(row.getByRole('cell').nth(3)).toHaveText('4');
  await expect(row.getByRole('cell').nth(5)).toHaveText('6');

  await api.create('purchases', {
    supplier: '义乌恒达',
    expected_date: inDays(3),
    lines: [{ product: product.id, quantity: 20 }],
  });
  await row.getByRole('button', { name: `台账纸${mark}` }).click();
  const drawer = page.getByRole('dialog');
  await drawer.getByRole('textbox', { name: '需要多少' }).fill('15');
  await expect(drawer.getByText(`最早 ${inDays(3)} 可以满足`)).toBeVisible();
  await expect(drawer.getByText('来自台账“订单履约”')).toBeVisible();
  await expect(drawer.getByRole('link', { name: /^KC/ })).toBeVisible();

  await api.create('deliveries', {
    order: order.id,
    status: 'shipped',
    lines: [{ product: product.id, quantity: 3 }],
  });
  await expect
    .poll(async () => (await api.get<Order>(`/forms/orders/records/${order.id}`)).values['fulfilment_status'])
    .toBe('partial');
  await page.goto('/ledgers/stock?sort=-on_hand');
  await expect(row.getByRole('cell').nth(2)).toHaveText('7');
  await expect(row.getByRole('cell').nth(3)).toHaveText('1');

  await page.goto('/checks');
  await page.getByRole('button', { name: '立即核对' }).click();
  await expect(page.getByText('一致').first()).toBeVisible();
  await expect(page.getByText(/处不一致/)).toHaveCount(0);
  await context.close();
});
