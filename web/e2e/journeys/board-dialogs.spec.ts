import { readFileSync } from 'node:fs';
import { type Download, expect, type Page, test } from '@playwright/test';
import { Api } from '../support/api';
import { findings } from '../support/axe';
import { widget } from '../support/boards';
import { mailsTo } from '../support/mailbox';
import { as } from '../support/people';
import { until } from '../support/product';
import { select } from '../support/select';

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

test('a board is clicked through, taken home, talked about, shared, subscribed to and watched', async ({ browser }) => {
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
  await select(alert.getByRole('combobox', { name: '条件' }), '大于');
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
  await select(share.getByLabel('按哪个角色的权限'), `大屏${key}`, { typed: key });
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
  await expect(stranger.getByText('这个链接不存在或已失效')).toBeVisible();
  await outside.close();
  await close(page);

  await more(page, '邮件订阅');
  const mail = page.getByRole('dialog', { name: '邮件订阅' });
  const to = `${key}@example.com`;
  await mail.getByLabel('发给其他邮箱').fill(`${to},`);
  expect(await findings(page)).toEqual([]);
  await mail.getByRole('button', { name: '订阅', exact: true }).click();
  await mail.getByRole('listitem').filter({ hasText: to }).getByRole('button', { name: '现在发送' }).click();
  const received = await until(() => mailsTo(to)[0], 20_000);
  expect(received.subject).toContain('晨会看板');
  await close(page);

  // As of a moment before everything there is nothing; then back to now.
  await more(page, '查看过去某一时刻');
  const past = page.getByRole('dialog', { name: '查看过去某一时刻' });
  await past.getByLabel('时刻').fill('2020-01-01 08:00');
  await past.getByLabel('时刻').press('Enter');
  await past.getByRole('button', { name: '查看', exact: true }).click();
  await expect(page.getByText('历史数据，截至')).toBeVisible();
  await expect(widget(page, '有效订单').getByText('0', { exact: true })).toBeVisible();
  await page.getByRole('button', { name: '回到现在' }).click();
  await expect(count).toHaveText(String(all + 1));

  // The whole screen turns from tab to tab by itself.
  await page.getByRole('button', { name: '全屏显示' }).click();
  await expect(page.getByRole('button', { name: '退出全屏' })).toBeVisible();
  await expect(widget(page, '每月订单')).toBeVisible({ timeout: 8_000 });
  await page.getByRole('button', { name: '退出全屏' }).click();
  await expect(page.getByRole('button', { name: '全屏显示' })).toBeVisible();

  await expect
    .poll(async () => (await api.get<{ items: { title: string }[] }>('/notices')).items.map((each) => each.title), {
      timeout: 30_000,
    })
    .toContain('有效订单 越过了提醒线');
  await more(page, '预警');
  await expect(page.getByRole('dialog', { name: '预警' }).getByText('预警中')).toBeVisible();
  await context.close();

  // In the hand: one widget under the other, and the dialogs within the screen.
  const phone = await as(browser, 'admin', { phone: true });
  await phone.page.goto(`/dashboards/${key}`);
  const box = await widget(phone.page, '区域排行').boundingBox();
  expect(box?.width).toBeGreaterThan(320);
  for (const entry of ['分享看板', '邮件订阅', '预警']) {
    await more(phone.page, entry);
    const dialog = await phone.page.getByRole('dialog', { name: entry }).boundingBox();
    expect((dialog?.x ?? -1) >= 0 && (dialog?.x ?? 0) + (dialog?.width ?? 999) <= 390).toBe(true);
    await close(phone.page);
  }
  await phone.context.close();
});
