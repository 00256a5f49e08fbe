import { readFileSync } from 'node:fs';
import { expect, type Page, test } from '@playwright/test';
import { Api } from '../support/api';
import { changedBook } from '../support/book';
import { as } from '../support/people';

/** Takes a sheet through the wizard as it proposes to, and waits until it is over. */
async function bringIn(page: Page, name: string, content: string): Promise<void> {
  await page.goto('/imports/new?form=customers');
  await page.getByLabel('表格文件').setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(content, 'utf8') });
  await expect(page.getByRole('rowheader', { name: '客户名称' })).toBeVisible();
  await page.getByRole('button', { name: '下一步：检查' }).click();
}

test('a sheet is mapped and tried, what is refused is downloaded, mended and brought in', async ({ browser }) => {
  const { page, context } = await as(browser, 'admin');
  const api = await Api.of(context);
  const sheet =
    '客户名称,联系人,电话,区域\n向导甲,赵一,13800138001,华南\n向导乙,钱二,12,华东\n向导丙,孙三,13800138003,火星\n';
  await bringIn(page, '向导客户.csv', sheet);
  await expect(page.getByRole('status').filter({ hasText: '前 3 行里有 2 行有问题' })).toBeVisible();
  await expect(page.getByRole('row', { name: /向导乙/ })).toContainText('12');
  await expect(page.getByRole('row', { name: /向导丙/ })).toContainText('火星');
  await page.getByRole('button', { name: /开始导入/ }).click();
  const job = page.getByRole('article').filter({ hasText: '向导客户.csv' });
  await expect(job.getByText('已完成')).toBeVisible({ timeout: 30_000 });
  expect(await api.find('customers', 'STARTSWITH(name, "向导")')).toHaveLength(1);

  const coming = page.waitForEvent('download');
  await job.getByRole('link', { name: /下载未导入的 2 行/ }).click();
  const refused = readFileSync(await (await coming).path(), 'utf8');
  expect(refused).toContain('向导乙');
  await bringIn(page, '向导客户-改好.csv', refused.replace(',12,', ',13800138002,').replace(',火星,', ',华北,'));
  await expect(page.getByText('前 2 行没有发现问题。')).toBeVisible();
  await page.getByRole('button', { name: /开始导入/ }).click();
  const again = page.getByRole('article').filter({ hasText: '向导客户-改好.csv' });
  await expect(again.getByText('已完成')).toBeVisible({ timeout: 30_000 });
  const all = await api.find('customers', 'STARTSWITH(name, "向导")');
  expect(all.map((each) => each.values.phone).sort()).toEqual(['13800138001', '13800138002', '13800138003']);
  await context.close();
});

test('a list goes out to be filled in, comes back, is compared, taken over and put back', async ({ browser }) => {
  const { page, context } = await as(browser, 'admin');
  const api = await Api.of(context);
  const first = await api.create('customers', { name: '回填甲', contact: 'before one', region: 'south' });
  const second = await api.create('customers', { name: '回填乙', contact: 'before two', region: 'south' });
  await page.goto(`/forms/customers?search=${encodeURIComponent('回填')}`);
  await expect(page.getByRole('grid').getByText('回填乙')).toBeVisible();
  await page.getByRole('button', { name: '导出', exact: true }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('全部可见的列').check();
  await dialog.getByLabel(/可回填/).check();
  const coming = page.waitForEvent('download');
  await dialog.getByRole('button', { name: '开始导出' }).click();
  await expect(dialog.getByText('导出完成')).toBeVisible({ timeout: 30_000 });
  const book = readFileSync(await (await coming).path());

  // Meanwhile somebody else changes one of the two cells.
  await api.send('PATCH', `/forms/customers/records/${second.id}`, {
    rev: second.rev,
    values: { contact: 'theirs' },
  });
  const mine = changedBook(changedBook(book, 'before one', 'after one'), 'before two', 'after two');
  await page.goto('/forms/customers/returned');
  await page.getByLabel('改好的表格').setInputFiles({
    name: '回填.xlsx',
    mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    buffer: mine,
  });
  await expect(page.getByText('2 条有改动')).toBeVisible();
  await expect(page.getByText('1 格冲突')).toBeVisible();
  for (const text of ['before one', 'after one', 'before two', 'after two', 'theirs']) {
    await expect(page.getByRole('cell', { name: text, exact: false }).first()).toBeVisible();
  }
  const contact = async (id: string) =>
    (await api.get<{ values: { contact: string } }>(`/forms/customers/records/${id}`)).values.contact;
  expect(await contact(first.id)).toBe('before one');
  await page.getByRole('button', { name: '更新这些记录' }).click();
  await expect(page.getByRole('button', { name: '撤销这次更新' })).toBeVisible({ timeout: 30_000 });
  expect(await contact(first.id)).toBe('after one');
  expect(await contact(second.id)).toBe('theirs');
  await page.getByRole('button', { name: '撤销这次更新' }).click();
  await page.getByRole('dialog').getByRole('button').last().click();
  await expect(page.getByText('1 条已撤销')).toBeVisible({ timeout: 30_000 });
  expect(await contact(first.id)).toBe('before one');
  expect(await contact(second.id)).toBe('theirs');
  await context.close();
});
