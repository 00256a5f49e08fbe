import { expect, type Locator } from '@playwright/test';

/** What is typed to find the option, where the list is long or comes from the server. */
interface Search {
  typed?: string;
}

/**
 * Chooses in a box that opens a list: the option of that name, or the first whose words match. Only the list of this
 * box counts, whatever else is open or still closing, and a list that closes under the hand is opened again.
 */
export async function select(box: Locator, option: string | RegExp, { typed }: Search = {}): Promise<void> {
  await expect(async () => {
    const wanted = await offered(box, option);
    if (!(await wanted.isVisible())) {
      await box.click({ timeout: 2_000 });
      if (typed !== undefined) await box.fill(typed, { timeout: 2_000 });
    }
    await wanted.click({ timeout: 2_000 });
  }).toPass({ timeout: 20_000 });
}

/** The option in the list of this box, shown or not; a list is found by the name its box gives it. */
async function offered(box: Locator, option: string | RegExp): Promise<Locator> {
  const id = await box.getAttribute('id', { timeout: 5_000 });
  if (!id) throw new Error('a box whose list cannot be told from others');
  const page = box.page();
  const list = page.locator('.ant-select-dropdown').filter({ has: page.locator(`[id="${id}_list"]`) });
  const options = list.locator('.ant-select-item-option');
  if (typeof option !== 'string') return options.filter({ hasText: option }).first();
  return options
    .and(page.getByTitle(option, { exact: true }))
    .or(options.getByText(option, { exact: true }))
    .first();
}
