import { expect, test } from '@playwright/test';
import { Api } from '../support/api';
import { choose, placed, publish } from '../support/designer';
import { field } from '../support/form';
import { as } from '../support/people';
import { select } from '../support/select';

/** A form with what a discount needs, as a draft. */
async function draft(api: Api, key: string): Promise<void> {
  await api.send('PUT', `/artifacts/form/${key}/draft`, {
    basedOn: 0,
    seen: null,
    document: {
      kind: 'form',
      key,
      label: { zh: '报价', en: 'Quotes' },
      title: 'name',
      fields: [
        { key: 'name', type: 'text', label: { zh: '品名', en: 'Name' } },
        { key: 'price', type: 'money', scale: 2, label: { zh: '单价', en: 'Price' } },
        { key: 'quantity', type: 'number', scale: 0, label: { zh: '数量', en: 'Quantity' } },
        {
          key: 'level',
          type: 'select',
          label: { zh: '客户级别', en: 'Level' },
          options: [
            { key: 'normal', label: { zh: '普通', en: 'Normal' } },
            { key: 'vip', label: { zh: '贵宾', en: 'VIP' } },
          ],
        },
        { key: 'reason', type: 'text', label: { zh: '优惠原因', en: 'Reason' } },
        { key: 'amount', type: 'money', scale: 2, label: { zh: '金额', en: 'Amount' } },
      ],
    },
  });
}

test('a discount formula is written by completion, tried on sample values, and computes', async ({ browser }) => {
  test.setTimeout(120_000);
  const key = `quotes_${Date.now() % 1_000_000}`;
  const { page, context } = await as(browser, 'admin');
  await page.goto('/build/forms');
  const api = await Api.of(context);
  await draft(api, key);
  await page.goto(`/build/forms/${key}`);
  await placed(page, 'amount')
    .getByRole('button', { name: /（金额）/ })
    .click();
  const properties = page.getByRole('complementary', { name: '属性' });
  const editor = properties.getByRole('textbox', { name: '计算公式' });
  const chips = editor.locator('.formula-chip');
  const offer = (name: RegExp | string) => page.getByRole('option', { name });
  await editor.click();

  // By pinyin initials, by a function's name, by Chinese punctuation; options come after the sign of comparison.
  await page.keyboard.type('dj');
  await expect(offer(/^单价/)).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Tab');
  await page.keyboard.type(' * sl');
  await expect(offer(/^数量/)).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Tab');
  await page.keyboard.type(' * if');
  await expect(offer(/^IF(?!S|EMPTY)/)).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Enter');
  await page.keyboard.type('khjb');
  await expect(offer(/^客户级别/)).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Enter');
  await page.keyboard.type(' = ');
  await expect(offer(/^贵宾/)).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await expect(offer(/^贵宾/)).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Enter');
  await page.keyboard.type('，0.9，1）');
  await expect(chips).toHaveText(['单价', '数量', '客户级别', '贵宾']);
  await expect(editor).toHaveText('单价 * 数量 * IF(客户级别 = 贵宾,0.9,1)');

  const sample = properties.getByRole('region', { name: '试算' });
  await sample.getByLabel('单价').fill('100');
  await sample.getByLabel('数量').fill('3');
  await expect(sample.getByRole('status', { name: '结果' })).toHaveText('300.00');
  await select(sample.getByRole('combobox', { name: '客户级别' }), /贵宾/);
  await expect(sample.getByRole('status', { name: '结果' })).toHaveText('270.00');

  // A chip goes as one; what is left is wrong, and says where. Escape leaves the designer alone.
  await editor.click();
  await page.keyboard.press('Control+Home');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Backspace');
  await expect(chips).toHaveText(['数量', '客户级别', '贵宾']);
  await expect(properties.getByText('此处不应出现 *。')).toBeVisible();
  await page.keyboard.press('Control+z');
  await expect(chips).toHaveCount(4);
  await page.keyboard.press('Control+Space');
  await expect(page.getByRole('listbox')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('listbox')).toBeHidden();
  await expect(editor).toBeFocused();

  // What an input method leaves is what people call the field; it becomes the field.
  await placed(page, 'reason')
    .getByRole('button', { name: /（单行文本）/ })
    .click();
  await choose(page, '显示', '按条件');
  const condition = properties.getByRole('textbox', { name: '“显示”的条件' });
  await condition.click();
  const input = await context.newCDPSession(page);
  await input.send('Input.imeSetComposition', { text: 'khjb', selectionStart: 4, selectionEnd: 4 });
  await expect(condition).toContainText('khjb');
  await input.send('Input.insertText', { text: '客户级别' });
  await page.keyboard.press('Escape');
  await page.keyboard.type('="vip"');
  await page.keyboard.press('Tab');
  await expect(condition.locator('.formula-chip')).toHaveText(['客户级别', '贵宾']);
  await expect(page.getByText('草稿已保存')).toBeVisible();
  await publish(page);

  const form = await api.get<{
    published: { document: { fields: { key: string; formula?: string; visible?: string }[] } };
  }>(`/artifacts/form/${key}`);
  const stored = (name: string) => form.published.document.fields.find((each) => each.key === name);
  expect(stored('amount')?.formula).toBe('price * quantity * IF(level = "vip",0.9,1)');
  expect(stored('reason')?.visible).toBe('level="vip"');

  await page.goto(`/forms/${key}/new`);
  await expect(field(page, 'reason')).toHaveCount(0);
  await field(page, 'price').getByRole('textbox').fill('19.9');
  await field(page, 'quantity').getByRole('textbox').fill('5');
  await expect(field(page, 'amount')).toContainText('99.50');
  await select(field(page, 'level').getByRole('combobox'), /贵宾/);
  await expect(field(page, 'amount')).toContainText('89.55');
  await expect(field(page, 'reason')).toBeVisible();
  await context.close();
});
