import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { as } from '../support/people';
import { place } from '../support/place';

test('a file is imported, what is wrong is listed, and the account adds up', async ({ browser }) => {
  const { page, context } = await as(browser, 'admin');
  const file = join(place.folder, '交易明细.csv');
  const lines = [
    'InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country',
    '536365,85123A,WHITE HANGING HEART T-LIGHT HOLDER,6,2010-12-01 08:26:00,2.55,17850,United Kingdom',
    '536365,71053,WHITE METAL LANTERN,6,2010-12-01 08:26:00,3.39,17850,United Kingdom',
    '536366,22633,HAND WARMER UNION JACK,many,2010-12-01 08:28:00,1.85,17850,United Kingdom',
  ];
  writeFileSync(file, `${lines.join('\n')}\n`);
  await page.goto('/imports');
  await page.getByRole('button', { name: '按方案导入', exact: true }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('文件').setInputFiles(file);
  await expect(dialog.getByText('批发网店交易明细')).toBeVisible();
  await dialog.getByRole('button', { name: '按方案导入', exact: true }).click();
  const job = page.getByRole('article').filter({ hasText: '交易明细.csv' });
  await expect(job.getByText('已完成')).toBeVisible({ timeout: 30_000 });
  await expect(job.getByRole('term').filter({ hasText: '读取行数' })).toBeVisible();
  const sums = (await job.getByRole('definition').allTextContents()).map((text) => Number(text.replace(/[^\d]/g, '')));
  const [read = 0, ...parts] = sums;
  expect(read).toBe(3);
  expect(parts.reduce((sum, part) => sum + part, 0)).toBe(read);
  const download = page.waitForEvent('download');
  await job.getByRole('link', { name: /下载未导入的 1 行/ }).click();
  expect((await download).suggestedFilename()).toContain('refused');
  await context.close();
});
