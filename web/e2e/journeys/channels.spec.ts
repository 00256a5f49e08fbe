import { createHmac } from 'node:crypto';
import { expect, type Page, test } from '@playwright/test';
import { Api } from '../support/api';
import { mailsTo } from '../support/mailbox';
import { as } from '../support/people';
import { place } from '../support/place';
import { select } from '../support/select';

const row = (page: Page, name: string) => page.getByRole('listitem').filter({ hasText: name });
const save = (page: Page) => page.getByRole('dialog').getByRole('button', { name: /保\s?存/ });

async function tryMail(page: Page, recipient: string): Promise<void> {
  await row(page, '邮件服务器').getByRole('button', { name: '发送测试' }).click();
  const dialog = page.getByRole('dialog', { name: '测试邮件服务器' });
  await dialog.getByLabel('收件邮箱').fill(recipient);
  await dialog.getByRole('button', { name: /发\s?送/ }).click();
}

test('a mail server is set up on the screen: a wrong port says why, the right one delivers, the log tells both', async ({
  browser,
}) => {
  test.setTimeout(180_000);
  const recipient = `probe${Date.now()}@example.com`;
  const { page, context } = await as(browser, 'admin');
  await page.goto('/channels');
  await row(page, '邮件服务器')
    .getByRole('button', { name: /设\s?置/ })
    .click();
  await page.getByLabel('SMTP 服务器').fill('127.0.0.1');
  await page.getByLabel('端口').fill('1');
  await select(page.getByRole('combobox', { name: '加密' }), /不加密/);
  await save(page).click();
  await expect(row(page, '邮件服务器').getByText('已设置')).toBeVisible();

  await tryMail(page, recipient);
  await expect(page.getByRole('alert').filter({ hasText: '无法连接' })).toBeVisible();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /关\s?闭/ })
    .last()
    .click();

  await row(page, '邮件服务器').getByRole('button', { name: '邮件服务器', exact: true }).click();
  await page.getByLabel('端口').fill(String(place.mailPort));
  await save(page).click();
  await tryMail(page, recipient);
  await expect(page.getByText('已发出，请查收')).toBeVisible();
  await expect.poll(() => mailsTo(recipient).length).toBe(1);

  // What failed is tried again from the log.
  await page.goto(`/deliveries?text=${recipient}`);
  await expect(page.getByText('已发出', { exact: true })).toBeVisible();
  await row(page, recipient).filter({ hasText: '无法连接' }).getByRole('button', { name: '再发一次' }).click();
  await expect.poll(() => mailsTo(recipient).length).toBe(2);
  await expect(page.getByRole('button', { name: '再发一次' })).toHaveCount(0);

  // An address within the own network is refused with the reason.
  await page.goto('/channels');
  await page.getByRole('button', { name: '新建通道' }).click();
  await page.getByRole('menuitem', { name: '其他系统' }).click();
  await page.getByLabel('接收地址').fill('http://127.0.0.1:9/hook');
  await save(page).click();
  await expect(page.getByText('在内部网络里，不允许访问')).toBeVisible();
  await page.keyboard.press('Escape');

  await row(page, '邮件服务器').getByRole('button', { name: '更多操作' }).click();
  await page.getByRole('menuitem', { name: '删除' }).click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /删\s?除/ })
    .click();
  await expect(row(page, '邮件服务器').getByText('由安装配置提供')).toBeVisible();
  await context.close();
});

test('another system writes through an address: mapped by an example, signed, three times the same is once', async ({
  browser,
}) => {
  test.setTimeout(180_000);
  const mark = `来信${Date.now()}`;
  const { page, context } = await as(browser, 'admin');
  const api = await Api.of(context);
  await page.goto('/hooks');
  await page.getByRole('button', { name: '新建接收地址' }).click();
  const drawer = page.getByRole('dialog');
  await drawer.getByLabel('名称').fill(mark);
  await select(drawer.getByRole('combobox', { name: '写入哪张表单' }), '客户');
  const secret = await drawer.getByLabel('密钥', { exact: true }).inputValue();
  await drawer.getByLabel('对方发来的样例').fill('{"id": "e1", "lead": {"name": "张三公司", "area": "SOUTH"}}');
  const add = async (field: string, from: RegExp) => {
    await select(drawer.getByRole('combobox', { name: '添加字段' }), field);
    await select(drawer.getByRole('combobox', { name: field, exact: true }), from);
  };
  await add('客户名称', /lead \/ name/);
  await add('区域', /lead \/ area/);
  await drawer.getByText('对方的叫法与选项对应').click();
  await drawer.getByLabel('对方怎么叫“华南”').fill('SOUTH');
  await select(drawer.getByRole('combobox', { name: '凭什么认定是同一条' }), /^id（e1）/);
  await save(page).click();
  await expect(row(page, mark).getByText('开放')).toBeVisible();

  const hook = (await api.get<{ items: { label: string; path: string }[] }>('/hooks')).items.find(
    ({ label }) => label === mark,
  );
  const body = JSON.stringify({ id: mark, lead: { name: mark, area: 'SOUTH' } });
  const call = (key: string) => {
    const time = Math.floor(Date.now() / 1000);
    const signature = createHmac('sha256', key).update(`${time}.${body}`).digest('hex');
    return fetch(place.address + hook?.path, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'X-Xiaodan-Signature': `t=${time},v1=${signature}` },
      body,
    });
  };
  const answers = await Promise.all([call(secret), call(secret), call(secret)]);
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
  expect((await call('wrong-secret')).status).toBe(401);
  const made = await api.find('customers', `name = "${mark}"`);
  expect(made.map(({ values }) => values.region)).toEqual(['south']);

  await row(page, mark).getByRole('button', { name: '来信记录' }).click();
  const calls = page.getByRole('dialog', { name: `${mark}：来信记录` });
  await expect(calls.getByText('已写入', { exact: true })).toHaveCount(1);
  await expect(calls.getByText('重复，未再写', { exact: true })).toHaveCount(2);
  await expect(calls.getByText('签名缺失或不正确')).toBeVisible();
  await context.close();
});

test('two rules that set each other off without end are refused, and the circle is shown', async ({ browser }) => {
  const mark = Date.now() % 1_000_000;
  const { page, context } = await as(browser, 'admin');
  const api = await Api.of(context);
  const rule = (key: string, from: string, to: string, label: string) => ({
    kind: 'rule',
    key,
    label,
    form: from,
    trigger: { on: ['create'] },
    steps: [{ key: 'make', action: 'create_record', form: to, values: { name: 'name' } }],
  });
  const form = (key: string) => ({
    kind: 'form',
    key,
    label: key,
    title: 'name',
    fields: [{ key: 'name', type: 'text', label: '名称' }],
  });
  for (const key of [`la${mark}`, `lb${mark}`]) {
    await api.send('PUT', `/artifacts/form/${key}/draft`, { basedOn: 0, document: form(key) });
    await api.send('POST', `/artifacts/form/${key}/publish`, {});
  }
  const first = rule(`ra${mark}`, `la${mark}`, `lb${mark}`, `甲规则${mark}`);
  const second = rule(`rb${mark}`, `lb${mark}`, `la${mark}`, `乙规则${mark}`);
  await api.send('PUT', `/artifacts/rule/${first.key}/draft`, { basedOn: 0, document: first });
  await api.send('POST', `/artifacts/rule/${first.key}/publish`, {});
  await api.send('PUT', `/artifacts/rule/${second.key}/draft`, { basedOn: 0, document: second });
  await page.goto(`/build/rules/${second.key}`);
  await page
    .getByRole('button', { name: /发\s?布/ })
    .first()
    .click();
  await expect(
    page
      .getByRole('dialog')
      .getByText(/甲规则\d+ → 乙规则\d+ → 甲规则|乙规则\d+ → 甲规则\d+ → 乙规则/)
      .first(),
  ).toBeVisible();
  await context.close();
});
