import { expect, type Locator, type Page, test } from '@playwright/test';
import { Api, type Stored } from '../support/api';
import { as } from '../support/people';
import { select } from '../support/select';

/** A cell of the list by the number of its row, from 1, and the key of its column. */
function cell(page: Page, row: number, column: string): Locator {
  return page.locator(`[role="grid"] [aria-rowindex="${row + 1}"] [data-column="${column}"]`);
}

/** Pastes as from a spreadsheet, at the cursor. */
async function paste(page: Page, text: string): Promise<void> {
  await page.evaluate((content) => {
    const data = new DataTransfer();
    data.setData('text/plain', content);
    document.activeElement?.dispatchEvent(
      new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
    );
  }, text);
}

async function column(page: Page, key: string, rows: number): Promise<(string | null)[]> {
  return Promise.all(Array.from({ length: rows }, (_, index) => cell(page, index + 1, key).textContent()));
}

const FORM = `grid_${Date.now() % 1_000_000}`;

/** A price list of its own, so that nothing but the grid is at work. */
test.beforeAll(async ({ browser }) => {
  const { page, context } = await as(browser, 'admin');
  await page.goto('/');
  const api = await Api.of(context);
  const field = (key: string, zh: string, type = 'text', more = {}) => ({ key, type, label: { zh }, ...more });
  const fields = [
    field('code', '编码', 'text', { unique: true, required: true }),
    field('name', '名称'),
    field('price', '单价', 'money'),
    field('unit', '单位'),
  ];
  const list = { columns: ['code', 'name', 'price'], sort: 'code' };
  const document = { kind: 'form', key: FORM, label: { zh: '价目' }, title: 'code', fields, list };
  await api.send('PUT', `/artifacts/form/${FORM}/draft`, { basedOn: 0, document });
  await api.send('POST', `/artifacts/form/${FORM}/publish`, {});
  await context.close();
});

/** Three products whose codes begin alike, and the list of them. */
async function three(page: Page, api: Api, prefix: string): Promise<Stored[]> {
  const made: Stored[] = [];
  for (const [index, price] of ['1.5', '2.5', '3.5'].entries()) {
    made.push(await api.create(FORM, { code: `${prefix}-${index + 1}`, name: `${prefix} 号 ${index + 1}`, price }));
  }
  await page.goto(`/forms/${FORM}?sort=code&filter=${encodeURIComponent(`STARTSWITH(code, "${prefix}-")`)}`);
  await expect(cell(page, 3, 'code')).toHaveText(`${prefix}-3`);
  return made;
}

test('a table from a spreadsheet is shown before it changes and adds rows; fill, undo and redo work as there', async ({
  browser,
}) => {
  const { page, context } = await as(browser, 'admin');
  const prefix = `GA${Date.now() % 1_000_000}`;
  await page.goto(`/forms/${FORM}`);
  const api = await Api.of(context);
  await three(page, api, prefix);

  await cell(page, 3, 'name').click();
  await paste(page, `改名\t4\n添加一\t5\n添加二\tabc\n`);
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('改名');
  await expect(dialog.getByText(/新增/).first()).toBeVisible();
  await expect(cell(page, 3, 'name')).toHaveText(`${prefix} 号 3`);
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  expect(await api.find(FORM, `STARTSWITH(code, "${prefix}-")`)).toHaveLength(3);

  await cell(page, 3, 'code').click();
  await paste(page, `${prefix}-3\t改名\n${prefix}-4\t添加一\n${prefix}-5\t添加二\n`);
  await page.getByRole('dialog').getByRole('button', { name: '确认粘贴' }).click();
  await expect(cell(page, 5, 'name')).toHaveText('添加二');
  await expect(cell(page, 3, 'name')).toHaveText('改名');
  await expect
    .poll(async () => (await api.find(FORM, `STARTSWITH(code, "${prefix}-")`)).map((each) => each.values.name))
    .toEqual(expect.arrayContaining(['改名', '添加一', '添加二']));

  // Pulled down from one cell, as one does with a price.
  await cell(page, 1, 'price').click();
  const handle = cell(page, 1, 'price').locator('[data-fill]');
  const from = await handle.boundingBox();
  const to = await cell(page, 3, 'price').boundingBox();
  if (!from || !to) throw new Error('nothing to pull');
  await page.mouse.move(from.x + from.width / 2, from.y + from.height / 2);
  await page.mouse.down();
  await page.mouse.move(to.x + to.width / 2, to.y + to.height / 2, { steps: 8 });
  await page.mouse.up();
  await expect.poll(() => column(page, 'price', 3)).toEqual(['1.50', '1.50', '1.50']);
  await page.keyboard.press('Control+z');
  await expect.poll(() => column(page, 'price', 3)).toEqual(['1.50', '2.50', '3.50']);
  await page.keyboard.press('Control+y');
  await expect.poll(() => column(page, 'price', 3)).toEqual(['1.50', '1.50', '1.50']);
  await expect.poll(async () => (await api.find(FORM, `code = "${prefix}-3"`))[0]?.values.price).toMatch(/^1\.50*$/);
  await context.close();
});

test('two people type into one cell: both values are shown; what somebody else deleted is said', async ({
  browser,
}) => {
  const { page, context } = await as(browser, 'admin');
  const prefix = `GB${Date.now() % 1_000_000}`;
  await page.goto(`/forms/${FORM}`);
  const api = await Api.of(context);
  const [first, second, third] = await three(page, api, prefix);
  if (!first || !second || !third) throw new Error('three were made');
  // A page that nobody tells of changes: what it shows is old when it saves.
  await page.route('**/api/feed**', (route) => route.abort());
  await page.reload();
  await expect(cell(page, 3, 'code')).toHaveText(`${prefix}-3`);
  const path = (record: Stored) => `/forms/${FORM}/records/${record.id}`;
  await api.send('PATCH', path(first), { rev: first.rev, values: { name: '他写的' } });
  await api.send('PATCH', path(second), { rev: second.rev, values: { unit: '箱' } });
  await api.send('DELETE', `${path(third)}?rev=${third.rev}`, undefined);

  for (const [row, text] of [
    [1, '我写的'],
    [2, '互不相干'],
    [3, '已经没有了'],
  ] as const) {
    await cell(page, row, 'name').click();
    await page.keyboard.type(text);
    await page.keyboard.press('Enter');
  }
  // Another cell of the same record is no conflict.
  await expect
    .poll(async () => (await api.get<Stored>(path(second))).values)
    .toMatchObject({ name: '互不相干', unit: '箱' });
  await expect(cell(page, 1, 'name')).toHaveAttribute('aria-invalid', 'true');
  expect((await api.get<Stored>(path(first))).values.name).toBe('他写的');
  await cell(page, 1, 'name').click();
  await expect(page.getByText('他写的').first()).toBeVisible();
  await expect(page.getByText('这条记录在回收站里').first()).toBeVisible();
  await expect(cell(page, 3, 'code')).toHaveCount(0);
  await context.close();
});

test('two hundred order numbers from a spreadsheet find exactly these orders', async ({ browser }) => {
  test.setTimeout(90_000);
  const { page, context } = await as(browser, 'admin');
  const prefix = `GC${Date.now() % 1_000_000}`;
  await page.goto(`/forms/${FORM}`);
  const api = await Api.of(context);
  const codes = Array.from({ length: 12 }, (_, index) => `${prefix}-${index + 1}`);
  for (const code of codes) await api.create(FORM, { code, name: code, price: '1' });
  const wanted = [...codes.slice(0, 9), ...Array.from({ length: 191 }, (_, index) => `${prefix}-none-${index}`)];
  await page.getByRole('button', { name: '筛选' }).click();
  await page.getByRole('button', { name: '添加条件', exact: true }).click();
  await select(page.getByRole('combobox', { name: '字段' }), /编码/);
  await select(page.getByRole('combobox', { name: '条件' }), /是其中之一/);
  await page.getByRole('combobox', { name: '值' }).click();
  // From the clipboard itself: an input of one line makes its own of the ends of lines.
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.evaluate((text) => navigator.clipboard.writeText(text), `${wanted.join('\r\n')}\r\n`);
  await page.keyboard.press('Control+v');
  await expect(page.getByText('共 9 条')).toBeVisible();
  await page.keyboard.press('Escape');
  await page.reload();
  await expect(page.getByText('共 9 条')).toBeVisible();
  await context.close();
});
