import { expect, type Page } from '@playwright/test';
import { select } from './select';

/** Steps that journeys take in the rule designer. */

/** Starts a rule of its own on a form, and opens its designer. */
export async function newRule(page: Page, form: string, key: string): Promise<void> {
  await page.getByRole('button', { name: '新建规则' }).click();
  const dialog = page.getByRole('dialog');
  await select(dialog.getByRole('combobox', { name: '表单' }), form);
  await dialog.getByRole('textbox', { name: '字段标识' }).fill(key);
  await dialog.getByRole('button', { name: /创\s*建/ }).click();
  await expect(page).toHaveURL(new RegExp(`/build/rules/${key}$`));
}

/** Adds a step through the plus of that name, and waits for its panel. */
export async function add(page: Page, plus: string, action: string): Promise<void> {
  await page.getByRole('button', { name: plus, exact: true }).last().click();
  const entry = page.getByRole('menuitem', { name: action });
  await entry.click();
  await expect(entry, 'the list closes before the next one opens').toBeHidden();
  await expect(page.getByRole('complementary', { name: '属性' }).getByRole('heading', { level: 2 })).toHaveText(action);
}

/** Chooses in a box of the panel. */
export async function pick(page: Page, label: string, option: string): Promise<void> {
  const panel = page.getByRole('complementary', { name: '属性' });
  await select(panel.getByRole('combobox', { name: label, exact: true }), option);
}
