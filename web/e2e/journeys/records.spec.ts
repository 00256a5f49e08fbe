import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { Api } from '../support/api';
import { field, save } from '../support/form';
import { as } from '../support/people';
import { place } from '../support/place';
import { select } from '../support/select';

const MANY = 130;

test.describe('the list', () => {
  test.beforeAll(async ({ browser }) => {
    const { context } = await as(browser, 'admin');
    const api = await Api.of(context);
    for (let from = 0; from < MANY; from += 10) {
      await Promise.all(
        Array.from({ length: 10 }, (_, index) => {
          const number = String(from + index + 1).padStart(3, '0');
          return api.create('products', {
            code: `N-${number}`,
            name: `螺丝 ${number}`,
            price: String((from + index + 1) / 4),
            unit: '盒',
            product_line: 'hardware',
          });
        }),
      );
    }
    await context.close();
  });

  test('finds, filters, sorts, and keeps all of it in the address', async ({ browser }) => {
    const { page, context } = await as(browser, 'clerk');
    await page.goto('/forms/products');
    await page.getByRole('textbox', { name: '搜索' }).fill('硒鼓');
    await expect(page.getByRole('link', { name: 'TN-26' })).toBeVisible();
    await expect(page.getByText('共 1 条')).toBeVisible();
    await expect(page).toHaveURL(/search=/);
    await page.reload();
    await expect(page.getByText('共 1 条')).toBeVisible();
    await page.getByRole('button', { name: '清除条件' }).click();

    await page.getByRole('button', { name: '筛选' }).click();
    await page.getByRole('button', { name: '添加条件', exact: true }).click();
    await select(page.getByRole('combobox', { name: '字段' }), /单价/);
    await select(page.getByRole('combobox', { name: '条件' }), /介于/);
    await page.getByRole('textbox', { name: '从' }).fill('1,000'.replace(',', ''));
    await page.getByRole('textbox', { name: '到', exact: true }).fill('5000');
    const between = (await (await Api.of(context)).find('products', 'price >= 1000 and price <= 5000')).length;
    expect(between).toBeGreaterThan(1);
    await expect(page.getByText(`共 ${between} 条`)).toBeVisible();
    await expect(page).toHaveURL(/filter=.*between/);
    await page.keyboard.press('Escape');
    await page.getByRole('heading', { name: '产品', level: 1 }).click();
    const prices = page.getByRole('row').filter({ hasText: '样机' });
    await page.getByRole('button', { name: '单价' }).click();
    await expect(prices.first()).toContainText('4,999.99');
    await page.getByRole('button', { name: '单价' }).click();
    await expect(prices.first()).toContainText('5,000.00');
    await page.reload();
    await expect(prices.first()).toContainText('5,000.00');
    await expect(page.getByText(`共 ${between} 条`)).toBeVisible();
    await page.goto('/forms/products?search=没有这样的东西');
    await expect(page.getByText('没有符合条件的记录')).toBeVisible();
    await context.close();
  });

  test('loads on as one scrolls, and counts only when asked', async ({ browser }) => {
    const { page, context } = await as(browser, 'clerk');
    await page.goto('/forms/products?sort=code');
    await expect(page.getByRole('button', { name: '统计总数' })).toBeVisible();
    await page.getByRole('button', { name: '统计总数' }).click();
    const { count } = await (await Api.of(context)).get<{ count: number }>('/forms/products/records/count');
    expect(count).toBeGreaterThan(MANY);
    await expect(page.getByText(`共 ${count} 条`)).toBeVisible();
    const table = page.getByRole('grid');
    await table.hover();
    for (let i = 0; i < 30 && (await page.getByRole('link', { name: 'TN-26' }).count()) === 0; i++) {
      await page.mouse.wheel(0, 1500);
      await page.waitForTimeout(100);
    }
    await expect(page.getByRole('link', { name: 'TN-26' })).toBeVisible();
    expect(await page.getByRole('row').count()).toBeLessThan(80);
    await context.close();
  });
});

test('two people change one record: both values are shown, and each field is chosen', async ({ browser }) => {
  const mine = await as(browser, 'admin');
  const api = await Api.of(mine.context);
  const customer = await api.create('customers', {
    name: '苏州姑苏纸业',
    contact: '甲',
    phone: '13800002222',
    address: '旧址',
  });
  await mine.page.goto(`/forms/customers/${customer.id}/edit`);
  await field(mine.page, 'contact').getByRole('textbox').fill('我的联系人');
  await field(mine.page, 'address').getByRole('textbox').fill('我的地址');
  await api.send('PATCH', `/forms/customers/records/${customer.id}`, {
    rev: customer.rev,
    values: { contact: '他的联系人', address: '他的地址', remark: '他写的备注' },
  });
  await mine.page.getByRole('button', { name: '保存', exact: true }).click();
  const dialog = mine.page.getByRole('dialog');
  await expect(dialog).toContainText('这张单据已被他人修改');
  await expect(dialog).toContainText('他的联系人');
  await expect(dialog).toContainText('我的地址');
  await dialog
    .getByRole('listitem')
    .filter({ hasText: '联系人' })
    .getByRole('radio', { name: /对方的/ })
    .check();
  await dialog.getByRole('button', { name: '按此合并' }).click();
  await expect(field(mine.page, 'contact').getByRole('textbox')).toHaveValue('他的联系人');
  await save(mine.page);
  const stored = await api.get<{ values: Record<string, string> }>(`/forms/customers/records/${customer.id}`);
  expect(stored.values).toMatchObject({ contact: '他的联系人', address: '我的地址', remark: '他写的备注' });
  await mine.page.getByRole('tab', { name: '修改历史' }).click();
  await expect(mine.page.getByText('旧址')).toBeVisible();
  await mine.context.close();
});

test('files go up, come down, and the record goes to the bin and back', async ({ browser }) => {
  const { page, context } = await as(browser, 'admin');
  const api = await Api.of(context);
  const [customer] = await api.find('customers', 'name = "上海锦程办公用品"');
  const [product] = await api.find('products', 'code = "TN-26"');
  const order = await api.create('orders', {
    customer: customer?.id,
    lines: [{ product: product?.id, quantity: '1' }],
  });
  await page.goto(`/forms/orders?open=${order.id}`);
  const panel = page.getByRole('dialog');
  await expect(panel.getByRole('heading', { name: order.title })).toBeVisible();

  const contract = join(place.folder, '采购合同.txt');
  writeFileSync(contract, '合同内容');
  await panel.locator('input[type="file"]').setInputFiles(contract);
  const link = panel.getByRole('link', { name: '采购合同.txt' });
  await expect(link).toBeVisible();
  const download = page.waitForEvent('download');
  await link.click();
  expect((await download).suggestedFilename()).toBe('采购合同.txt');

  await panel.getByRole('button', { name: '删除', exact: true }).click();
  const question = page.getByRole('dialog', { name: `删除“${order.title}”？` });
  await expect(question).toContainText('连同 1 行明细');
  await question.getByRole('button', { name: '删除' }).click();
  await expect(page.getByText('已移到回收站')).toBeVisible();
  await page.goto('/forms/orders?deleted=true');
  await page.getByRole('link', { name: order.title }).click();
  await page.getByRole('dialog').getByRole('button', { name: '恢复' }).click();
  await expect(page.getByText('已恢复', { exact: true })).toBeVisible();
  await page.goto(`/forms/orders/${order.id}`);
  await expect(page.getByRole('heading', { name: order.title })).toBeVisible();
  await context.close();
});
