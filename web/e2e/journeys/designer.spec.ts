import { expect, test } from '@playwright/test';
import { Api } from '../support/api';
import { choose, dragTo, name, placed, publish } from '../support/designer';
import { field } from '../support/form';
import { as } from '../support/people';
import { select } from '../support/select';

test('a form with line items is built by hand, published, and filled in on a phone', async ({ browser }) => {
  test.setTimeout(120_000);
  const number = Date.now() % 100_000;
  const key = `samples_${number}`;
  const { page, context } = await as(browser, 'admin');
  await page.goto('/build/forms');
  const api = await Api.of(context);
  await api.create('customers', { name: `寄样 ${number}`, region: 'south' });
  await page.getByRole('button', { name: '新建表单' }).click();
  const dialog = page.getByRole('dialog', { name: '新建表单' });
  await dialog.getByLabel('表单名称', { exact: true }).fill('样品单');
  await dialog.getByLabel('表单名称（英文）').fill(`Samples ${number}`);
  await expect(dialog.getByLabel('字段标识')).toHaveValue(key);
  await dialog.getByRole('button', { name: '创建' }).click();
  await expect(page).toHaveURL(new RegExp(`/build/forms/${key}$`));

  // By mouse: from the palette to its place, and about on the form.
  const palette = page.getByRole('complementary', { name: '字段类型' });
  await dragTo(page, palette.getByRole('button', { name: '关联记录' }), placed(page, 'number'), { x: 0.9, y: 0.5 });
  await expect(placed(page, 'reference')).toBeVisible();
  const properties = page.getByRole('complementary', { name: '属性' });
  await select(properties.getByLabel('关联到'), /客户/);
  await name(page, '客户');
  await choose(page, '必填', '是');
  await palette.getByRole('button', { name: '明细' }).click();
  await name(page, '样品明细');
  await dragTo(page, palette.getByRole('button', { name: '数字' }), placed(page, 'lines.text'), { x: 0.9, y: 0.5 });
  await name(page, '数量');
  await placed(page, 'lines.text')
    .getByRole('button', { name: /（单行文本）/ })
    .click();
  await name(page, '品名');
  await expect(placed(page, 'lines.number')).toBeVisible();
  await dragTo(page, placed(page, 'lines.number'), placed(page, 'lines.text'), { x: 0.1, y: 0.5 });
  await expect(page.locator('[data-field^="lines."]').first()).toHaveAttribute('data-field', 'lines.number');
  await page.keyboard.press('Control+z');
  await expect(page.locator('[data-field^="lines."]').first()).toHaveAttribute('data-field', 'lines.text');

  // By keyboard: added, named, picked up and put down, moved.
  await page.getByRole('button', { name: '样品明细（明细）' }).focus();
  await page.keyboard.press('Enter');
  await palette.getByRole('button', { name: '多行文本' }).focus();
  await page.keyboard.press('Enter');
  await name(page, '说明');
  const remark = placed(page, 'remark');
  const handle = remark.getByRole('button', { name: '移动 说明' });
  await handle.focus();
  await page.keyboard.press('Space');
  await page.waitForTimeout(200);
  await page.keyboard.press('ArrowUp');
  await page.waitForTimeout(200);
  await page.keyboard.press('Space');
  const order = () =>
    page
      .locator('[data-field]:not([data-field*="."])')
      .evaluateAll((all) => all.map((each) => each.getAttribute('data-field')));
  await expect.poll(order).toEqual(['number', 'reference', 'remark', 'lines']);
  await remark.getByRole('button', { name: '说明（多行文本）' }).focus();
  await page.keyboard.press('Alt+ArrowDown');
  await expect.poll(order).toEqual(['number', 'reference', 'lines', 'remark']);
  await expect(page.getByText('草稿已保存')).toBeVisible();
  await page.reload();
  await expect.poll(order).toEqual(['number', 'reference', 'lines', 'remark']);
  await publish(page);
  await context.close();

  const phone = await as(browser, 'admin', { phone: true });
  await phone.page.goto(`/forms/${key}/new`);
  const sample = `寄样 ${number}`;
  await select(field(phone.page, 'reference').getByRole('combobox'), new RegExp(sample), { typed: sample });
  await phone.page.getByRole('textbox', { name: '品名' }).first().fill('连接器');
  await phone.page.getByRole('button', { name: '保存', exact: true }).click();
  await expect(phone.page).toHaveURL(new RegExp(`/forms/${key}/[\\w-]{36}$`));
  await expect(phone.page.getByText('连接器')).toBeVisible();
  await phone.context.close();
});

test('two people change one form: both are told, and neither loses anything', async ({ browser }) => {
  const number = Date.now() % 100_000;
  const first = await as(browser, 'admin');
  const second = await as(browser, 'admin');
  await first.page.goto('/build/forms/products');
  await second.page.goto('/build/forms/products');
  await expect(placed(second.page, 'name')).toBeVisible();
  await placed(first.page, 'name')
    .getByRole('button', { name: /（单行文本）/ })
    .click();
  await name(first.page, `品名 ${number}`);
  await publish(first.page);
  await placed(second.page, 'code').getByRole('button', { name: /（/ }).first().click();
  await name(second.page, `货号 ${number}`);
  const dialog = second.page.getByRole('dialog', { name: '这个表单有两份修改' });
  await expect(dialog.getByRole('region', { name: '对方的修改' })).toContainText(`品名 ${number}`);
  await expect(dialog.getByRole('region', { name: '我的修改' })).toContainText(`货号 ${number}`);
  await dialog.getByRole('button', { name: '合并两人的修改' }).click();
  await expect(placed(second.page, 'name')).toContainText(`品名 ${number}`);
  await expect(placed(second.page, 'code')).toContainText(`货号 ${number}`);
  await publish(second.page);
  await second.page.getByRole('button', { name: '更多' }).click();
  await second.page.getByRole('menuitem', { name: '历史版本' }).click();
  const versions = second.page.getByRole('dialog', { name: '历史版本' });
  await expect(versions.getByRole('listitem').filter({ hasText: '使用中' }).first()).toContainText(`货号 ${number}`);
  await first.context.close();
  await second.context.close();
});

test('a field that was removed comes back with its data', async ({ browser }) => {
  const number = Date.now() % 100_000;
  const { page, context } = await as(browser, 'admin');
  await page.goto('/build/forms/customers');
  const api = await Api.of(context);
  const label = `税号 ${number}`;
  await page.getByRole('complementary', { name: '字段类型' }).getByRole('button', { name: '单行文本' }).click();
  await name(page, label);
  const key =
    (await page.locator('[data-field]').filter({ hasText: label }).getAttribute('data-field')) ?? 'nothing was added';
  await publish(page);
  const customer = await api.create('customers', { name: `有税号 ${number}`, region: 'south', [key]: 'TAX-1' });

  await placed(page, key)
    .getByRole('button', { name: `${label}（单行文本）` })
    .click();
  await page.keyboard.press('Delete');
  await expect(placed(page, key)).toHaveCount(0);
  await publish(page);
  // A new field never falls onto the data of the old one.
  await page.getByRole('complementary', { name: '字段类型' }).getByRole('button', { name: '单行文本' }).click();
  await expect(placed(page, key)).toHaveCount(0);
  await page.keyboard.press('Control+z');

  await page.getByRole('button', { name: '更多' }).click();
  await page.getByRole('menuitem', { name: '找回移除的字段' }).click();
  await page.getByRole('button', { name: `找回 ${label}` }).click();
  await page
    .getByRole('dialog', { name: '找回移除的字段' })
    .getByRole('button', { name: /关闭|Close/ })
    .click();
  await expect(placed(page, key)).toBeVisible();
  await publish(page);
  await page.goto(`/forms/customers/${customer.id}`);
  await expect(page.getByText('TAX-1')).toBeVisible();
  await context.close();
});
