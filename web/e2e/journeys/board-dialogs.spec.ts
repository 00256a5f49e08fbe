import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { type Download, expect, type Page, test } from '@playwright/test';
import { Api } from '../support/api';
import { widget } from '../support/boards';
import { as } from '../support/people';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

async function findings(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  return page.evaluate(async () => {
    const run = (window as unknown as { axe: { run(): Promise<{ violations: { id: string; help: string }[] }> } }).axe;
    return (await run.run()).violations.map((each) => `${each.id}: ${each.help}`);
  });
}

const valid = 'document_status <> "cancelled"';

function board(key: string) {
  const layout = (x: number, y: number, w: number, h: number) => ({ x, y, w, h });
  return {
    kind: 'dashboard',
    key,
    label: { zh: '晨会看板', en: 'Morning board' },
    rotation: { seconds: 5 },
    tabs: [
      { key: 'sales', label: { zh: '销售', en: 'Sales' } },
      { key: 'work', label: { zh: '进度', en: 'Progress' } },
    ],
    filters: [
      { key: 'region', label: { zh: '区域', en: 'Region' }, type: 'choice', fields: { orders: 'customer.region' } },
    ],
    widgets: [
      {
        key: 'count',
        chart: 'number',
        tab: 'sales',
        title: { zh: '有效订单', en: 'Orders' },
        layout: layout(0, 0, 3, 3),
        question: {
          source: 'orders',
          filter: valid,
          measures: [{ key: 'n', aggregate: 'count', label: { zh: '订单数', en: 'Orders' } }],
        },
        drill: { dashboard: 'war_room' },
      },
      {
        key: 'regions',
        chart: 'ranking',
        tab: 'sales',
        title: { zh: '区域排行', en: 'Regions' },
        layout: layout(3, 0, 5, 8),
        click: true,
        question: {
          source: 'orders',
          filter: valid,
          dimensions: [{ key: 'region', formula: 'customer.region', label: { zh: '区域', en: 'Region' } }],
          measures: [{ key: 's', aggregate: 'sum', formula: 'amount', label: { zh: '金额', en: 'Amount' } }],
        },
      },
      {
        key: 'months',
        chart: 'bar',
        tab: 'work',
        title: { zh: '每月订单', en: 'By month' },
        layout: layout(0, 0, 12, 8),
        question: {
          source: 'orders',
          filter: valid,
          dimensions: [{ key: 'm', formula: 'order_date', bucket: 'month', label: { zh: '月', en: 'Month' } }],
          measures: [{ key: 'n', aggregate: 'count', label: { zh: '订单数', en: 'Orders' } }],
        },
      },
    ],
  };
}

/** What the file begins with, after the click that asks for it. */
async function beginning(page: Page, click: () => Promise<void>): Promise<string> {
  const [download] = await Promise.all([page.waitForEvent('download'), click()]);
  return readFileSync(await (download as Download).path())
    .subarray(0, 400)
    .toString('utf8');
}

async function more(page: Page, entry: string): Promise<void> {
  await page.getByRole('button', { name: '更多操作', exact: true }).click();
  await page.getByRole('menuitem', { name: entry, exact: true }).click();
}

async function close(page: Page): Promise<void> {
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
}

test('a board is clicked through, taken home, watched, talked about and shared', async ({ browser }) => {
  test.setTimeout(120_000);
  const { page, context } = await as(browser, 'admin');
  const api = await Api.of(context);
  const key = `morning_${Date.now() % 1_000_000}`;
  await api.send('PUT', `/artifacts/dashboard/${key}/draft`, { basedOn: 0, document: board(key) });
  await api.send('POST', `/artifacts/dashboard/${key}/publish`, {});
  const wall = `wall_${Date.now() % 1_000_000}`;
  const seen = { view: 'all' };
  await api.send('PUT', `/artifacts/role/${wall}/draft`, {
    basedOn: 0,
    document: {
      kind: 'role',
      key: wall,
      label: { zh: `大屏${key}`, en: 'Wall' },
      dashboards: [key],
      forms: { orders: seen, customers: seen, products: seen },
    },
  });
  await api.send('POST', `/artifacts/role/${wall}/publish`, {});
  const [other] = await api.find('customers', 'region = "south"');
  const [first] = await api.find('products', 'price > 1');
  await api.create('orders', { customer: other?.id, lines: [{ product: first?.id, quantity: '1' }] });
  const customer = await api.create('customers', { name: `晨会客户${key}`, region: 'north', phone: '13800138000' });
  const order = () => api.create('orders', { customer: customer.id, lines: [{ product: first?.id, quantity: '1' }] });
  await order();

  // A click on a region filters what stands beside it; a click on a number leads to another board.
  await page.goto(`/dashboards/${key}`);
  const count = widget(page, '有效订单')
    .getByRole('button')
    .filter({ hasText: /^[\d,]+$/ });
  const all = Number((await count.textContent())?.replaceAll(',', ''));
  await widget(page, '区域排行').getByRole('button').filter({ hasText: '华北' }).click();
  await expect(page.getByRole('button', { name: '取消“华北”' })).toBeVisible();
  await expect(count).not.toHaveText(String(all));
  await page.getByRole('button', { name: '取消“华北”' }).click();
  await count.click();
  await expect(page).toHaveURL(/\/dashboards\/war_room/);
  await page.goBack();

  // Every file, from the widget and from the board.
  const file = (entry: string) =>
    beginning(page, async () => {
      await page.getByRole('button', { name: '“区域排行”的更多操作' }).click();
      await page.getByRole('menuitem', { name: entry, exact: true }).click();
    });
  expect(await file('Excel')).toMatch(/^PK/);
  expect(await file('CSV')).toContain('华北');
  expect(await file('图片 PNG')).toContain('PNG');
  expect(await file('图片 SVG')).toContain('<svg');
  expect(await beginning(page, () => more(page, '导出 PDF'))).toMatch(/^%PDF/);
  expect(await beginning(page, () => more(page, '图片 PNG'))).toContain('PNG');

  // A line is drawn, and crossed while the rest goes on.
  await page.getByRole('button', { name: '“有效订单”的更多操作' }).click();
  await page.getByRole('menuitem', { name: '设置预警' }).click();
  const alert = page.getByRole('dialog', { name: '设置预警' });
  await alert.getByRole('combobox', { name: '条件' }).click();
  await page.locator('.ant-select-dropdown:visible').getByTitle('大于', { exact: true }).click();
  await expect(page.locator('.ant-select-dropdown:visible')).toHaveCount(0);
  await alert.getByRole('textbox', { name: '界线', exact: true }).fill(String(all));
  expect(await findings(page)).toEqual([]);
  await alert.getByRole('button', { name: '保存' }).click();
  await expect(alert).toBeHidden();
  await order();

  await page.getByRole('button', { name: '看板评论' }).click();
  const talk = page.getByRole('dialog', { name: '看板评论' });
  await talk.getByRole('textbox').fill('华北这周要盯紧');
  await talk.getByRole('button', { name: '发送' }).click();
  await expect(talk.getByRole('listitem').filter({ hasText: '华北这周要盯紧' })).toContainText('管理员');
  await close(page);

  // Whoever knows the address looks without signing in, until the link is revoked.
  await more(page, '分享看板');
  const share = page.getByRole('dialog', { name: '分享看板' });
  await share.getByLabel('给谁用').fill('会议室大屏');
  await share.getByLabel('按哪个角色的权限').click();
  await page.locator('.ant-select-dropdown:visible').getByTitle(`大屏${key}`, { exact: true }).click();
  await expect(page.locator('.ant-select-dropdown:visible')).toHaveCount(0);
  expect(await findings(page)).toEqual([]);
  await share.getByRole('button', { name: '生成链接' }).click();
  const address = await share.getByRole('textbox', { name: '链接地址' }).inputValue();
  const outside = await browser.newContext({ locale: 'zh-CN' });
  const stranger = await outside.newPage();
  await stranger.goto(address);
  await expect(widget(stranger, '区域排行').getByText('华北')).toBeVisible();
  expect(await findings(stranger)).toEqual([]);
  await share.getByRole('listitem').filter({ hasText: '会议室大屏' }).getByRole('button', { name: '停用' }).click();
  await expect(share.getByRole('listitem').filter({ hasText: '会议室大屏' })).toBeHidden();
  await stranger.reload();
  await expect(widget(stranger, '区域排行')).toBeHidden();
  await outside.close();
  await context.close();
});
