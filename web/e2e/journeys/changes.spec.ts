import { expect, test } from '@playwright/test';
import { Api, type Stored } from '../support/api';
import { findings } from '../support/axe';
import { cell } from '../support/form';
import { as } from '../support/people';

test('change order: a clerk raises a quantity, sees what it does, the director agrees, and stock and amount follow', async ({
  browser,
}) => {
  test.setTimeout(90_000);
  const admin = await as(browser, 'admin');
  const api = await Api.of(admin.context);
  const mark = Date.now().toString().slice(-6);
  const warehouse = await api.create('warehouses', { code: `G${mark}`, name: `改单仓${mark}` });
  const product = await api.create('products', {
    code: `G${mark}`,
    name: `改单纸${mark}`,
    price: '1000',
    product_line: 'stationery',
    warehouse: warehouse.id,
  });
  const customer = await api.create('customers', { name: `改单客户${mark}`, region: 'south' });
  await api.create('stock_moves', {
    kind: 'receipt',
    warehouse: warehouse.id,
    lines: [{ product: product.id, quantity: 8 }],
  });
  const clerk = await as(browser, 'clerk');
  const order = await (await Api.of(clerk.context)).create('orders', {
    customer: customer.id,
    lines: [{ product: product.id, quantity: 3, price: '1000' }],
  });

  await clerk.page.goto(`/forms/orders/${order.id}/edit`);
  await expect(clerk.page.getByText('这里只能改其余的内容')).toBeVisible();
  await clerk.page.goto(`/forms/orders/${order.id}`);
  await clerk.page.getByRole('main').getByRole('link', { name: '改单', exact: true }).click();
  await expect(clerk.page.getByText('这里随即显示影响')).toBeVisible();
  const quantity = cell(clerk.page, 1, 'quantity');
  await quantity.click();
  await clerk.page.keyboard.type('9');
  await clerk.page.keyboard.press('Tab');
  await expect(clerk.page.getByRole('alert').filter({ hasText: '可用 5，需要 6' })).toBeVisible();
  await quantity.click();
  await clerk.page.keyboard.type('6');
  await clerk.page.keyboard.press('Tab');
  await expect(clerk.page.getByText('+3,000.00')).toBeVisible();
  await expect(clerk.page.getByText(/销售总监审批差额：/)).toBeVisible();
  await expect(clerk.page.getByRole('row', { name: /^预占 3 → 6$/ })).toBeVisible();
  expect(await findings(clerk.page)).toEqual([]);
  await clerk.page.getByRole('button', { name: '提交', exact: true }).click();
  await expect(clerk.page.getByText('请写明原因')).toBeVisible();
  await clerk.page.getByLabel('修改原因').fill('客户来电加 3 箱');
  await clerk.page.getByRole('button', { name: '提交', exact: true }).click();
  await expect(clerk.page).toHaveURL(new RegExp(`/forms/orders/${order.id}$`));
  await clerk.page.getByRole('tab', { name: '改单' }).click();
  await expect(clerk.page.getByText('客户来电加 3 箱')).toBeVisible();
  await expect(clerk.page.getByText('待审批', { exact: true })).toBeVisible();
  const amount = async () => (await api.get<Stored>(`/forms/orders/records/${order.id}`)).values.amount;
  expect(await amount()).toBe('3000.00');
  const { items } = await api.get<{ items: { id: string }[] }>(`/forms/orders/records/${order.id}/amendments`);
  const proposal = items[0]?.id ?? '';

  const director = await as(browser, 'director', { phone: true });
  await director.page.goto(`/forms/order_changes/${proposal}`);
  await expect(director.page.getByText('+3,000.00')).toBeVisible();
  expect(await findings(director.page)).toEqual([]);
  await director.page.getByRole('button', { name: '同意并生效' }).tap();
  await director.page.getByRole('dialog').getByRole('button', { name: '同意并生效' }).tap();
  await expect(director.page.getByText('已生效').first()).toBeVisible();
  expect(await amount()).toBe('6000.00');

  await clerk.page.reload();
  await expect(clerk.page.getByText('6,000.00').first()).toBeVisible();
  await clerk.page.getByRole('tab', { name: '修改历史' }).click();
  await expect(clerk.page.getByText('改单', { exact: true }).last()).toBeVisible();
  const stock = await api.get<{ rows: { figures: Record<string, string> }[] }>(
    `/ledgers/stock/balances?at.product=${product.id}`,
  );
  expect(stock.rows[0]?.figures).toMatchObject({ on_hand: '8', reserved: '6', free: '2' });
  await Promise.all([admin, clerk, director].map(({ context }) => context.close()));
});
