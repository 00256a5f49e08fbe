import { expect, test } from '@playwright/test';
import { Api } from '../support/api';
import { findings } from '../support/axe';
import { choose, dropField, place, properties, widget } from '../support/boards';
import { publish } from '../support/designer';
import { as } from '../support/people';
import { select } from '../support/select';

test('a manager builds the five boards by drag and drop, filters, drills, and sees them move', async ({ browser }) => {
  test.setTimeout(300_000);
  const { page, context } = await as(browser, 'admin');
  const api = await Api.of(context);
  const key = `five_${Date.now() % 1_000_000}`;
  const customer = await api.create('customers', { name: `看板客户${key}`, region: 'south', phone: '13800138000' });
  const [product] = await api.find('products', 'price > 1');
  const order = (quantity: string) =>
    api.create('orders', { customer: customer.id, lines: [{ product: product?.id, quantity }] });
  await order('2');

  await page.goto('/build/dashboards');
  await page.getByRole('button', { name: '新建看板' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('名称', { exact: true }).fill('老板看板');
  await dialog.getByRole('textbox', { name: '字段标识' }).fill(key);
  await dialog.getByRole('button', { name: '创建' }).click();
  await expect(page.getByText('从左边拖一个组件到这里')).toBeVisible();

  // Sales by region, live.
  await place(page, '排行榜', '各区域销售额', { x: 40, y: 40 });
  await dropField(page, 'customer.region', 'dimensions');
  await dropField(page, 'amount', 'measures');
  await choose(page, '排序', '订单金额');
  await expect(widget(page, '各区域销售额').getByText('华南')).toBeVisible();

  // Orders by product line: each order once, whatever its lines.
  await place(page, '柱状图', '各产品线订单数', { x: 700, y: 60 });
  await choose(page, '统计什么', '订单 / 订单明细');
  await dropField(page, 'product.product_line', 'dimensions');
  await dropField(page, 'parent.order_no', 'measures');
  await expect(widget(page, '各产品线订单数').locator('svg').first()).toBeVisible();

  // New and returning customers.
  await place(page, '环形图', '新老客户订单', { x: 40, y: 420 });
  await choose(page, '统计什么', '订单');
  await properties(page).getByRole('button', { name: '添加相邻单据的数值' }).click();
  const neighbours = page.getByRole('dialog', { name: '添加相邻单据的数值' });
  const pickIn = async (box: string, option: string) => {
    await select(neighbours.getByRole('combobox', { name: box }), option);
  };
  await pickIn('谁的单据', '客户');
  await pickIn('按哪个日期先后', '下单日期');
  await neighbours.getByRole('button', { name: '添加', exact: true }).click();
  await expect(widget(page, '新老客户订单').getByText('新客户').first()).toBeAttached();

  // The repurchase cycle.
  await place(page, '数字', '平均复购周期', { x: 700, y: 420 });
  await properties(page).getByRole('button', { name: '添加相邻单据的数值' }).click();
  await neighbours.getByText('间隔天数', { exact: true }).click();
  await pickIn('谁的单据', '客户');
  await pickIn('按哪个日期先后', '下单日期');
  await neighbours.getByRole('button', { name: '添加', exact: true }).click();
  await expect(widget(page, '平均复购周期').getByText('平均间隔天数')).toBeVisible();

  // Orders by status.
  await place(page, '漏斗图', '订单状态分布', { x: 700, y: 620 });
  await dropField(page, 'status', 'dimensions');
  await expect(widget(page, '订单状态分布').locator('svg').first()).toBeVisible();

  // The keyboard moves and undoes, too.
  await page.locator('[data-board-item="ranking"]').focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Shift+ArrowDown');
  await expect(
    properties(page)
      .getByText(/各区域销售额/)
      .first(),
  ).toBeVisible();
  await page.keyboard.press('Control+z');

  // A click on a region filters the others.
  await properties(page).getByText('点击', { exact: true }).click();
  await properties(page).getByText('筛选其他', { exact: true }).click();
  await expect(page.getByText('草稿已保存')).toBeVisible();
  expect(await findings(page)).toEqual([]);
  await publish(page);

  // It is looked at, and moves while orders come in.
  await page.goto(`/dashboards/${key}`);
  const ranking = widget(page, '各区域销售额');
  const south = ranking.getByRole('button').filter({ hasText: '华南' });
  await expect(south).toBeVisible();
  const before = await south.textContent();
  await order('3');
  await expect(south).not.toHaveText(before ?? '', { timeout: 5_000 });
  await south.click();
  await expect(page.getByRole('button', { name: /^取消“华南”/ })).toBeVisible();
  await page.getByRole('button', { name: /^取消“华南”/ }).click();

  // Behind a number stand its rows, and where it comes from.
  await page.getByRole('button', { name: '“各区域销售额”的更多操作' }).click();
  await page.getByRole('menuitem', { name: '查看明细' }).click();
  const rows = page.getByRole('dialog', { name: '各区域销售额' });
  await expect(rows.getByText(/^共 .* 行$/)).toBeVisible();
  await rows.getByRole('button', { name: '数字溯源' }).click();
  await expect(page.getByText('为什么变了')).toBeVisible();
  await page.keyboard.press('Escape');
  expect(await findings(page)).toEqual([]);
  await context.close();

  // In the hand the same widgets stand one under the other.
  const phone = await as(browser, 'admin', { phone: true });
  await phone.page.goto(`/dashboards/${key}`);
  const boxes = await Promise.all(
    ['各区域销售额', '各产品线订单数'].map(async (title) => {
      await expect(widget(phone.page, title)).toBeVisible();
      return widget(phone.page, title).boundingBox();
    }),
  );
  expect(boxes[0]?.width).toBeGreaterThan(320);
  expect(boxes[0]?.x).toBe(boxes[1]?.x);
  await phone.context.close();
});
