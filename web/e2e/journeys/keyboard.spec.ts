import { expect, test } from '@playwright/test';
import { cell, field } from '../support/form';
import { as } from '../support/people';

test('an order is typed, corrected and saved without the mouse', async ({ browser }) => {
  const { page, context } = await as(browser, 'clerk');
  await page.goto('/forms/orders/new');
  const keys = page.keyboard;
  await expect(field(page, 'customer').getByRole('combobox')).toBeFocused();
  await keys.type('华强');
  await page.locator('.ant-select-item-option').first().waitFor();
  await keys.press('Enter');
  await expect(field(page, 'contact').getByRole('textbox')).toHaveValue('陈静');

  for (let i = 0; i < 25 && !(await inGrid(page)); i++) await keys.press('Tab');
  await keys.type('A4');
  await page.getByRole('option').nth(1).waitFor();
  await keys.press('ArrowDown');
  await keys.press('Tab');
  await expect(cell(page, 1, 'product')).toHaveText('A4 复印纸 80g');
  await keys.press('Tab');
  await keys.press('Tab');
  await keys.type('12');
  await expect(cell(page, 1, 'amount')).toHaveText('1,740.00');
  await keys.press('Enter');
  await expect(cell(page, 2, 'product').getByRole('combobox')).toBeFocused();

  // Faster than the list: the text waits in its cell until its record is found.
  await keys.type('硒鼓');
  await keys.press('Tab');
  await expect(cell(page, 2, 'price')).toHaveText('199.99');
  await keys.press('Tab');
  await keys.press('Tab');
  await keys.type('x');
  await expect(page.getByText('“x”不是数字')).toBeVisible();
  await keys.press('Backspace');
  await keys.type('5');
  await keys.press('Control+Enter');
  await expect(cell(page, 3, 'product').getByRole('combobox')).toBeFocused();
  await keys.press('Control+Delete');
  await expect(cell(page, 3, 'product')).toHaveCount(0);
  await keys.press('Control+Delete');
  await expect(page.getByRole('region', { name: '合计与保存' })).toContainText('1,740.00');
  await keys.press('Control+z');
  await expect(page.getByRole('region', { name: '合计与保存' })).toContainText('2,739.95');
  await keys.press('Control+s');
  await expect(page).toHaveURL(/\/forms\/orders\/[\w-]{36}$/);
  await expect(page.getByRole('table', { name: '订单明细' }).getByRole('row')).toHaveCount(3);
  await context.close();
});

test('rows pasted from a spreadsheet become lines, and what does not fit is said', async ({ browser }) => {
  const { page, context } = await as(browser, 'clerk');
  await page.goto('/forms/orders/new');
  await cell(page, 1, 'product').click();
  await page.evaluate(() => {
    const data = new DataTransfer();
    data.setData('text/plain', 'A4 复印纸 70g\t\t\t2\r\n硒鼓 TN-26\t\t\t３\r\n没有这个产品\t\t\tabc\r\n');
    document.activeElement?.dispatchEvent(
      new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
    );
  });
  await expect(cell(page, 1, 'amount')).toHaveText('257.00');
  await expect(cell(page, 2, 'amount')).toHaveText('599.97');
  await expect(page.getByText('1 格没有找到对应的记录')).toBeVisible();
  await expect(cell(page, 3, 'quantity')).toHaveAttribute('aria-invalid', 'true');
  await page.getByRole('button', { name: '保存', exact: true }).click();
  await expect(page.getByRole('region', { name: '合计与保存' }).getByRole('alert')).toContainText('第 3 行 产品');
  await context.close();
});

test('what was typed survives a reload, and leaving asks first', async ({ browser }) => {
  const { page, context } = await as(browser, 'clerk');
  await page.goto('/forms/orders/new');
  await field(page, 'address').getByRole('textbox').fill('东莞市南城街道 1 号');
  await page.waitForTimeout(700);
  page.once('dialog', (dialog) => void dialog.accept());
  await page.reload();
  await expect(page.getByText('已恢复您上次未保存的内容')).toBeVisible();
  await expect(field(page, 'address').getByRole('textbox')).toHaveValue('东莞市南城街道 1 号');
  await page.getByRole('link', { name: '工作台' }).click();
  await expect(page.getByRole('dialog', { name: '要离开吗？' })).toBeVisible();
  await page.getByRole('button', { name: '继续填写' }).click();
  await expect(page).toHaveURL(/\/new$/);
  await page.getByRole('button', { name: '放弃' }).click();
  await expect(field(page, 'address').getByRole('textbox')).toHaveValue('');
  await context.close();
});

async function inGrid(page: import('@playwright/test').Page): Promise<boolean> {
  return page.evaluate(() => document.activeElement?.closest('[role="grid"]') !== null);
}
