import { expect, test } from '@playwright/test';
import { Api } from '../support/api';
import { findings } from '../support/axe';
import { as } from '../support/people';

interface Promised {
  today: string;
  earliest: string | null;
}

test('what is short is planned, bought and received, and the promise improves with each step', async ({ browser }) => {
  const { page, context } = await as(browser, 'admin');
  const api = await Api.of(context);
  const mark = Date.now().toString(36);
  const warehouse = await api.create('warehouses', { code: `P${mark}`, name: `计划仓${mark}` });
  const supplier = await api.create('suppliers', { name: `计划供应商${mark}` });
  const product = await api.create('products', {
    code: `PL${mark}`,
    name: `计划礼盒${mark}`,
    product_line: 'gifts',
    price: '100',
    warehouse: warehouse.id,
    supplier: supplier.id,
    lead_days: '3',
    lot_multiple: '50',
  });
  const customer = await api.create('customers', { name: `计划客户${mark}` });
  const soon = new Date(Date.now() + 20 * 86_400_000).toISOString().slice(0, 10);
  const order = await api.create('orders', {
    customer: customer.id,
    promised_date: soon,
    lines: [{ product: product.id, quantity: '60', price: '100' }],
  });
  const promise = () =>
    api.get<Promised>(
      `/ledgers/stock/promise?quantity=60&safety=0&at.product=${product.id}&at.warehouse=${warehouse.id}`,
    );
  expect((await promise()).earliest).toBeNull();

  await page.goto('/planning');
  await page.getByRole('button', { name: /计算计划|重新计算/ }).click();
  await expect(page.getByRole('button', { name: product.title })).toBeVisible({ timeout: 30_000 });
  expect(await findings(page)).toEqual([]);
  await page.getByRole('button', { name: product.title }).click();
  const drawer = page.getByRole('dialog');
  await expect(drawer.getByRole('table').first()).toContainText(soon);
  await drawer.getByRole('button', { name: /close|关闭/i }).click();

  await page.getByRole('tab', { name: '拼采板' }).click();
  await page.getByRole('button', { name: product.title }).click();
  await expect(page.getByRole('dialog').getByRole('link', { name: order.title })).toBeVisible();
  await page.getByRole('spinbutton', { name: '如果晚' }).fill('5');
  await expect(page.getByRole('status').filter({ hasText: '1 张订单会推迟' })).toBeVisible();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /close|关闭/i })
    .click();
  await page.getByRole('checkbox', { name: `选择 ${product.title}` }).check();
  await expect(page.getByText('将生成 1 张采购单')).toBeVisible();
  await page.getByRole('button', { name: '生成单据' }).click();
  await expect(page.getByText('已生成').first()).toBeVisible();

  const [purchase] = await api.find('purchases', `supplier.id = "${supplier.id}"`);
  if (!purchase) throw new Error('nothing was bought');
  expect((await promise()).earliest).not.toBeNull();
  await api.create('stock_moves', {
    kind: 'receipt',
    warehouse: warehouse.id,
    purchase: purchase.id,
    lines: [{ product: product.id, quantity: '100' }],
  });
  expect(Number((await promise()).today)).toBe(100);

  await page.getByRole('button', { name: '重新计算' }).click();
  await page.getByRole('tab', { name: '物料' }).click();
  await expect(page.getByRole('button', { name: product.title })).toHaveCount(0, { timeout: 30_000 });
});

test('the board can be used with one hand', async ({ browser }) => {
  const { page } = await as(browser, 'admin', { phone: true });
  await page.goto('/planning?tab=board');
  await expect(page.getByRole('tab', { name: '拼采板' })).toBeVisible();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  expect(await findings(page)).toEqual([]);
});
