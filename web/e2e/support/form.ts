import { expect, type Locator, type Page } from '@playwright/test';

/** Steps that many journeys take on a form. */

export function field(page: Page, key: string): Locator {
  return page.locator(`[data-field="${key}"]`);
}

/** Picks a record in a field of the head by typing part of its name. */
export async function pick(page: Page, key: string, text: string): Promise<void> {
  const input = field(page, key).getByRole('combobox');
  await input.click();
  await input.fill(text);
  await page.locator('.ant-select-item-option').filter({ hasText: text }).first().waitFor();
  await page.keyboard.press('Enter');
}

/** A cell of the grid by the number of its line, from 1, and the key of its column. */
export function cell(page: Page, row: number, column: string): Locator {
  return page.locator(`[role="grid"] [aria-rowindex="${row + 1}"] [data-column="${column}"]`);
}

/** Types a line of the grid: the product by part of its name, then the quantity. */
export async function typeLine(page: Page, row: number, product: string, quantity: string): Promise<void> {
  await cell(page, row, 'product').click();
  await page.keyboard.type(product);
  await page.getByRole('option').filter({ hasText: product }).first().waitFor();
  await page.keyboard.press('Enter');
  await cell(page, row, 'quantity').click();
  await page.keyboard.type(quantity);
  await page.keyboard.press('Tab');
}

export async function save(page: Page): Promise<string> {
  await page.getByRole('button', { name: '保存', exact: true }).click();
  await expect(page).toHaveURL(/\/forms\/\w+\/[\w-]{36}$/);
  return page.url().split('/').at(-1) ?? '';
}
