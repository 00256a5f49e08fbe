import { expect, test } from '@playwright/test';
import { Api } from '../support/api';
import { findings } from '../support/axe';
import { choose, dropField, place, properties, widget } from '../support/boards';
import { publish } from '../support/designer';
import { as } from '../support/people';
import { select } from '../support/select';

test('a manager puts what the stock ledger says on a board, and it follows a receipt', async ({ browser }) => {
  test.setTimeout(90_000);
  const { page, context } = await as(browser, 'admin');
  const mark = Date.now().toString().slice(-6);
  const key = `goods_${mark}`;
  await page.goto('/build/dashboards');
  const api = await Api.of(context);
  const warehouse = await api.create('warehouses', { code: `B${mark}`, name: `看板仓${mark}` });
  const product = await api.create('products', {
    code: `B${mark}`,
    name: `看板货${mark}`,
    price: '2',
    product_line: 'stationery',
  });
  const receive = (quantity: number) =>
    api.create('stock_moves', {
      kind: 'receipt',
      warehouse: warehouse.id,
      lines: [{ product: product.id, quantity }],
    });
  await receive(30);

  await page.getByRole('button', { name: '新建看板' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('名称', { exact: true }).fill('库存一览');
  await dialog.getByRole('textbox', { name: '字段标识' }).fill(key);
  await dialog.getByRole('button', { name: '创建' }).click();

  // What is on hand in each warehouse, out of the balances of the ledger.
  await place(page, '排行榜', '各仓在库', { x: 40, y: 40 });
  await select(properties(page).getByRole('combobox', { name: '统计什么', exact: true }), '库存：余额', {
    typed: '库存：余额',
  });
  await dropField(page, 'warehouse.name', 'dimensions');
  await dropField(page, 'on_hand', 'measures');
  await choose(page, '排序', '在库');
  const row = widget(page, '各仓在库')
    .getByRole('listitem')
    .filter({ hasText: `看板仓${mark}` });
  await expect(row).toContainText('30');
  expect(await findings(page)).toEqual([]);
  await publish(page);

  await page.goto(`/dashboards/${key}`);
  await expect(row).toContainText('30');
  await receive(12);
  await expect(row).toContainText('42');
  await context.close();
});
