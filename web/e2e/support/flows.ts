import { expect, type Locator, type Page } from '@playwright/test';
import type { Api } from './api';
import { select } from './select';

/** Steps that journeys take in the flow designer. */

/** A node on the canvas by its key, or `key/branches.branch_1` for the card of a branch. */
export function drawn(page: Page, id: string): Locator {
  return page.locator(`[data-flow-node="${id}"]`);
}

export function panel(page: Page): Locator {
  return page.getByRole('complementary', { name: '属性' });
}

/** Puts a node on the way between two others, by the plus that stands there. */
export async function addBetween(page: Page, from: string, to: string, kind: string): Promise<void> {
  await page.getByRole('button', { name: `在“${from}”和“${to}”之间添加` }).click();
  await page.getByRole('menuitem', { name: kind, exact: true }).click();
}

export async function nameNode(page: Page, name: string): Promise<void> {
  await panel(page).getByLabel('名称', { exact: true }).fill(name);
}

/** Asks one thing of the branch that is open: a field, an operator, a value. */
export async function ask(page: Page, branch: string, field: string, operator: string, value: string): Promise<void> {
  const builder = panel(page).getByRole('region', { name: `“${branch}”的条件` });
  await select(builder.getByRole('combobox', { name: '添加条件' }), field);
  await select(builder.getByRole('combobox', { name: '条件', exact: true }), operator);
  await builder.getByLabel('值', { exact: true }).fill(value);
}

/** A form with a number, an amount and a person, published; journeys draw flows of their own on it. */
export async function publishForm(api: Api, key: string, label: string): Promise<void> {
  const document = {
    kind: 'form',
    key,
    label: { zh: label },
    title: 'number',
    fields: [
      { key: 'number', type: 'auto_number', label: { zh: '单号' }, pattern: 'JF{yyyyMMdd}-{0000}' },
      { key: 'amount', type: 'money', label: { zh: '金额' }, required: true },
      { key: 'decided', type: 'switch', label: { zh: '已同意' } },
    ],
  };
  await api.send('PUT', `/artifacts/form/${key}/draft`, { basedOn: 0, document });
  await api.send('POST', `/artifacts/form/${key}/publish`, {});
}

/** Publishes from the bar; fails when the check finds an error. */
export async function publishFlow(page: Page): Promise<void> {
  await page.getByRole('button', { name: '发布', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: '发布前检查' });
  await dialog.getByRole('button', { name: '发布', exact: true }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByText('与发布的版本相同')).toBeVisible();
}
