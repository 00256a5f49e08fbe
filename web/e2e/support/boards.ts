import { expect, type Locator, type Page } from '@playwright/test';
import { select } from './select';

/** Steps that journeys take in the designer of dashboards. */

export function properties(page: Page): Locator {
  return page.getByRole('complementary', { name: '属性' });
}

/** A widget on the canvas or on a dashboard, by its title. */
export function widget(page: Page, title: string): Locator {
  return page.getByRole('region', { name: title, exact: true });
}

/** Drags a kind of widget from the palette onto the canvas, and names it. */
export async function place(page: Page, kind: string, title: string, at: { x: number; y: number }): Promise<void> {
  const source = page.getByRole('complementary', { name: '组件' }).getByRole('button', { name: kind, exact: true });
  await source.dragTo(page.locator('.react-grid-layout'), { targetPosition: at });
  const name = properties(page).getByLabel('标题', { exact: true });
  await expect(name).toHaveValue(kind);
  await name.fill(title);
}

/** The field of a path in the list of fields; the references on the way are opened. */
async function fieldAt(page: Page, path: string): Promise<Locator> {
  const steps = path.split('.');
  for (let length = 1; length < steps.length; length += 1) {
    const opener = properties(page)
      .locator(`[data-field="${steps.slice(0, length).join('.')}"]`)
      .getByRole('button', { name: /^展开/ });
    if ((await opener.getAttribute('aria-expanded')) === 'false') await opener.click();
  }
  return properties(page).locator(`[data-field="${path}"]`);
}

/** Drags a field onto a shelf with the mouse, as a person does: the panel may move on the way. */
export async function dropField(page: Page, path: string, shelf: 'dimensions' | 'measures'): Promise<void> {
  const row = await fieldAt(page, path);
  const handle = row.locator('button.ellipsis');
  await handle.scrollIntoViewIfNeeded();
  const from = await handle.boundingBox();
  if (!from) throw new Error(`no field ${path}`);
  const target = properties(page).locator(`[data-shelf="shelf/${shelf}"]`);
  await page.mouse.move(from.x + 20, from.y + from.height / 2);
  await page.mouse.down();
  await page.mouse.move(from.x + 32, from.y + from.height / 2 + 10, { steps: 4 });
  await expect
    .poll(async () => {
      const to = await target.boundingBox();
      if (!to) return false;
      await page.mouse.move(to.x + to.width / 2, to.y + to.height / 2, { steps: 6 });
      return (await target.getAttribute('data-over')) !== null;
    })
    .toBe(true);
  await page.mouse.up();
}

/** Chooses in a box of the panel. */
export async function choose(page: Page, box: string | RegExp, option: string): Promise<void> {
  const name = typeof box === 'string' ? { name: box, exact: true } : { name: box };
  await select(properties(page).getByRole('combobox', name), option);
}
