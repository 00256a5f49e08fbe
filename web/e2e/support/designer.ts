import { expect, type Locator, type Page } from '@playwright/test';

/** Steps that many journeys take in the form designer. */

/** A field on the canvas by its key, or `lines.key` for a column. */
export function placed(page: Page, path: string): Locator {
  return page.locator(`[data-field="${path}"]`);
}

/** Drags with the mouse as a person does, in several moves, to a point inside the target. */
export async function dragTo(page: Page, from: Locator, to: Locator, at: { x: number; y: number }): Promise<void> {
  await from.scrollIntoViewIfNeeded();
  await to.scrollIntoViewIfNeeded();
  const start = await from.boundingBox();
  if (!start) throw new Error('nothing to drag');
  await page.mouse.move(start.x + start.width / 2, start.y + start.height / 2);
  await page.mouse.down();
  await page.mouse.move(start.x + start.width / 2 + 12, start.y + start.height / 2 + 12, { steps: 3 });
  const target = await to.boundingBox();
  if (!target) throw new Error('nowhere to drop');
  await page.mouse.move(target.x + target.width * at.x, target.y + target.height * at.y, { steps: 10 });
  await page.mouse.up();
}

/** Names what is selected, once that is what was called `was` until now. */
export async function name(page: Page, text: string, was: string | RegExp): Promise<void> {
  const label = labelOf(page);
  await expect(label).toHaveValue(was);
  await label.fill(text);
}

/** Opens the properties of a field on the canvas by the keyboard; what still settles after a drop may take the focus. */
export async function open(page: Page, label: string, type: string): Promise<void> {
  await expect(async () => {
    await page.getByRole('button', { name: `${label}（${type}）` }).focus();
    await page.keyboard.press('Enter');
    await expect(labelOf(page)).toHaveValue(label, { timeout: 2_000 });
  }).toPass({ timeout: 20_000 });
}

function labelOf(page: Page): Locator {
  return page.getByRole('complementary', { name: '属性' }).getByLabel('名称', { exact: true });
}

/** A setting of what is selected that is yes, no or a condition. */
export async function choose(page: Page, setting: string, word: string): Promise<void> {
  const properties = page.getByRole('complementary', { name: '属性' });
  const group = properties.getByRole('radiogroup', { name: setting, exact: true });
  await group.getByText(word, { exact: true }).click();
}

export async function publish(page: Page): Promise<void> {
  await page.getByRole('button', { name: '发布', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: '发布前检查' });
  await dialog.getByRole('button', { name: '发布', exact: true }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByText('与发布的版本相同')).toBeVisible();
}
