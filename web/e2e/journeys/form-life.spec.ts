import { expect, test } from '@playwright/test';
import { Api, type Stored } from '../support/api';
import { choose, name, placed, publish } from '../support/designer';
import { field } from '../support/form';
import { as } from '../support/people';
import { select } from '../support/select';

test('a form made from a spreadsheet learns a discount, is filled in on a phone, and changes without losing anything', async ({
  browser,
}) => {
  test.setTimeout(180_000);
  const number = Date.now() % 1_000_000;
  const form = `sheet_orders_${number}`;
  const { page, context } = await as(browser, 'admin');

  // From the spreadsheet the sales people have.
  await page.goto('/build/forms/from-file');
  const sheet =
    '单号,客户名称,级别,单价,数量,下单日期,备注\n' +
    'S-1,东莞甲,普通,100,2,2026-03-01,3\n' +
    'S-2,东莞乙,贵宾,19.9,10,2026-03-02,5\n' +
    'S-3,东莞丙,普通,7,1,2026-03-05,加急\n' +
    'S-4,东莞丁,贵宾,8,4,2026-03-06,12\n';
  await page
    .locator('input[type="file"]')
    .setInputFiles({ name: '订单登记.csv', mimeType: 'text/csv', buffer: Buffer.from(sheet, 'utf8') });
  await expect(page.getByRole('listitem', { name: '客户名称' })).toBeVisible();
  for (const [column, key] of [
    ['单号', 'code'],
    ['客户名称', 'customer'],
    ['级别', 'level'],
    ['单价', 'price'],
    ['数量', 'quantity'],
    ['下单日期', 'day'],
    ['备注', 'remark'],
  ] as const) {
    await page.getByRole('textbox', { name: `“${column}”的字段标识` }).fill(key);
  }
  await page.getByRole('button', { name: '下一步：命名与权限' }).click();
  const making = page.getByRole('dialog');
  await making.getByLabel('表单名称', { exact: true }).fill('登记单');
  await making.getByLabel('字段标识').fill(form);
  await making.getByRole('button', { name: '建立', exact: true }).click();
  await expect(page.getByRole('region', { name: /登记单/ })).toContainText('4', { timeout: 30_000 });
  const api = await Api.of(context);
  await expect.poll(async () => (await api.find(form, 'quantity > 0')).length).toBe(4);

  // A discount and a rule of visibility; the preview follows.
  await page.goto(`/build/forms/${form}`);
  const palette = page.getByRole('complementary', { name: '字段类型' });
  const properties = page.getByRole('complementary', { name: '属性' });
  await placed(page, 'quantity').getByRole('button').first().click();
  await palette.getByRole('button', { name: '金额' }).click();
  await name(page, '折后金额');
  await properties.getByRole('textbox', { name: '计算公式' }).click();
  await page.keyboard.insertText('ROUND(单价*数量*IF(级别="贵宾",0.9,1),2)');
  await page.keyboard.press('Escape');
  await placed(page, 'day').getByRole('button').first().click();
  await palette.getByRole('button', { name: '单行文本' }).click();
  await name(page, '优惠原因');
  await choose(page, '显示', '按条件');
  await properties.getByRole('textbox', { name: '“显示”的条件' }).click();
  await page.keyboard.insertText('级别="贵宾"');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: '预览' }).click();
  await page.getByText('手机', { exact: true }).click();
  const preview = page.frameLocator('iframe');
  await expect(preview.getByRole('heading', { name: '新建登记单' })).toBeVisible();
  await expect(preview.getByText('优惠原因')).toHaveCount(0);
  await preview.getByLabel('级别').fill('贵宾');
  await preview.getByLabel('单价').fill('10');
  await preview.getByLabel('数量').fill('3');
  await expect(preview.getByText('27.00')).toBeVisible();
  await expect(preview.getByText('优惠原因')).toBeVisible();
  await page.getByRole('button', { name: '预览' }).click();
  await expect(page.getByText('草稿已保存')).toBeVisible();
  await publish(page);

  await placed(page, 'level').getByRole('button').first().click();
  await page.getByRole('button', { name: '查找使用的地方' }).click();
  await expect(page.getByRole('region', { name: '用在哪里' })).toContainText('折后金额 › 计算公式');
  await expect(page.getByRole('region', { name: '用在哪里' })).toContainText('优惠原因 › 显示条件');

  // On a phone.
  const phone = await as(browser, 'admin', { phone: true });
  await phone.page.goto(`/forms/${form}/new`);
  await field(phone.page, 'code').getByRole('textbox').fill('S-5');
  await field(phone.page, 'customer').getByRole('textbox').fill('手机上的客户');
  await field(phone.page, 'level').getByRole('textbox').fill('贵宾');
  await field(phone.page, 'price').getByRole('textbox').fill('19.9');
  await field(phone.page, 'quantity').getByRole('textbox').fill('10');
  await expect(phone.page.getByText('179.10')).toBeVisible();
  await expect(phone.page.getByText('优惠原因')).toBeVisible();
  await phone.page.getByRole('button', { name: '保存', exact: true }).click();
  await expect(phone.page).toHaveURL(new RegExp(`/forms/${form}/[\\w-]{36}$`));
  await expect(phone.page.getByText('179.10')).toBeVisible();
  await phone.context.close();

  // Another type: one value does not fit, and is listed before anything happens.
  await page.goto(`/build/forms/${form}`);
  await placed(page, 'remark').getByRole('button').first().click();
  await select(properties.getByLabel('类型'), '数字');
  await expect(page.getByText('草稿已保存')).toBeVisible();
  await page.getByRole('button', { name: '发布', exact: true }).click();
  const check = page.getByRole('dialog', { name: '发布前检查' });
  await expect(check).toContainText('加急');
  await check.getByRole('checkbox').check();
  await check.getByRole('button', { name: '发布', exact: true }).click();
  await expect(check).toBeHidden();
  const remarks = async () =>
    Object.fromEntries((await api.find(form, 'quantity > 0')).map(({ values }) => [values.code, values.remark]));
  expect(await remarks()).toMatchObject({ 'S-1': '3.00', 'S-3': null, 'S-4': '12.00' });

  // Going back brings back what did not fit; a field taken off and put back has its data.
  await page.getByRole('button', { name: '更多' }).click();
  await page.getByRole('menuitem', { name: '历史版本' }).click();
  const versions = page.getByRole('dialog', { name: '历史版本' });
  await versions.getByRole('button', { name: '恢复到这一版' }).first().click();
  await page
    .getByRole('dialog', { name: /恢复到第/ })
    .getByRole('button', { name: '恢复到这一版' })
    .click();
  await expect(versions).toBeHidden();
  await expect.poll(remarks).toMatchObject({ 'S-1': '3', 'S-3': '加急', 'S-4': '12' });
  // Forward again: what stands in the way is named, and nothing happens unless somebody says so.
  await page.getByRole('button', { name: '更多' }).click();
  await page.getByRole('menuitem', { name: '历史版本' }).click();
  await versions.getByRole('button', { name: '恢复到这一版' }).first().click();
  await page
    .getByRole('dialog', { name: /恢复到第/ })
    .getByRole('button', { name: '恢复到这一版' })
    .click();
  const refused = page.getByRole('dialog', { name: /不能恢复到第/ });
  await expect(refused).toContainText('加急');
  await refused.getByRole('button', { name: '取消' }).click();
  expect(await remarks()).toMatchObject({ 'S-3': '加急' });
  await page.reload();
  await placed(page, 'remark').getByRole('button').first().click();
  await page.keyboard.press('Delete');
  await expect(placed(page, 'remark')).toHaveCount(0);
  await publish(page);
  expect((await api.find(form, 'code = "S-3"'))[0]?.values).not.toHaveProperty('remark');
  await page.getByRole('button', { name: '更多' }).click();
  await page.getByRole('menuitem', { name: '找回移除的字段' }).click();
  await page.getByRole('button', { name: '找回 备注' }).click();
  await page.keyboard.press('Escape');
  await expect(placed(page, 'remark')).toBeVisible();
  await publish(page);
  const back = (await api.find(form, 'code = "S-3"'))[0] as Stored;
  expect(back.values.remark).toBe('加急');
  await context.close();
});
