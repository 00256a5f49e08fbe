import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { Api } from '../support/api';
import { findings } from '../support/axe';
import { people } from '../support/people';
import { place } from '../support/place';

test('the administrator chooses a password at the one-time link, adds people, and they sign in', async ({
  browser,
  page,
}) => {
  const link = readFileSync(place.setupLink, 'utf8');
  await page.goto(link);
  await page.getByLabel('密码', { exact: true }).fill(place.password);
  await page.getByLabel('再输一次密码').fill('something else');
  await page.getByRole('button', { name: '完成设置' }).click();
  await expect(page.getByRole('alert')).toContainText('不一致');
  await page.getByLabel('再输一次密码').fill(place.password);
  await page.getByRole('button', { name: '完成设置' }).click();
  await expect(page.getByRole('heading', { name: '管理员，您好' })).toBeVisible();
  await page.context().storageState({ path: place.session('admin') });
  const steps = page.getByRole('list', { name: '开始使用' });
  await expect(steps.getByRole('listitem').filter({ hasText: '录第一张订单' })).toBeVisible();
  const colleagues = steps.getByRole('listitem').filter({ hasText: '添加同事' });
  expect(await findings(page)).toEqual([]);

  await page.goto(link);
  await expect(page.getByRole('heading', { name: '链接已失效' })).toBeVisible();

  await page.goto('/');
  await colleagues.getByRole('link', { name: '去设置' }).click();
  await expect(page).toHaveURL(/\/people$/);
  await page.getByRole('button', { name: '添加人员' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('姓名').fill(people.clerk.name);
  await dialog.getByLabel('登录名').fill(people.clerk.login);
  await dialog.getByText('现在设置一个密码').click();
  await dialog.getByLabel('初始密码').fill(place.password);
  await dialog.getByRole('checkbox', { name: '销售', exact: true }).check();
  await dialog.getByRole('button', { name: '保存' }).click();
  await expect(page.getByRole('listitem').filter({ hasText: people.clerk.login })).toContainText('销售');
  await page.goto('/');
  await expect(colleagues.getByLabel('已完成')).toBeVisible();

  const api = await Api.of(page.context());
  for (const person of [people.director, people.warehouse, people.boss, people.accountant]) {
    await api.send('POST', '/people', { ...person, password: place.password });
  }
  for (const { login, name } of [people.clerk, people.director, people.warehouse, people.boss, people.accountant]) {
    const context = await browser.newContext({ baseURL: place.address, locale: 'zh-CN' });
    const own = await context.newPage();
    await own.goto('/forms/orders');
    await expect(own).toHaveURL(/\/signin\?next=/);
    await own.getByLabel('登录名').fill(login);
    await own
      .getByLabel('密码', { exact: true })
      .fill(login === people.clerk.login ? 'wrong password' : place.password);
    await own.getByRole('button', { name: '登录' }).click();
    if (login === people.clerk.login) {
      await expect(own.getByRole('alert')).toContainText('登录名或密码不对');
      await own.getByLabel('密码', { exact: true }).fill(place.password);
      await own.getByRole('button', { name: '登录' }).click();
    }
    await expect(own).toHaveURL(/\/forms\/orders$/);
    await expect(own.getByRole('button', { name })).toBeVisible();
    await context.storageState({ path: place.session(login) });
    await context.close();
  }

  await api.create('customers', {
    name: '东莞华强电子有限公司',
    region: 'south',
    contact: '陈静',
    phone: '13800001111',
    email: 'chenjing@example.com',
  });
  await api.create('customers', {
    name: '上海锦程办公用品',
    region: 'east',
    contact: '黄强',
    email: 'huang@example.com',
  });
  const products: [string, string, string][] = [
    ['P-1', '样机 A', '4999.99'],
    ['P-2', '样机 B', '5000'],
    ['A4-70', 'A4 复印纸 70g', '128.5'],
    ['A4-80', 'A4 复印纸 80g', '145'],
    ['TN-26', '硒鼓 TN-26', '199.99'],
  ];
  for (const [code, name, price] of products) {
    await api.create('products', { code, name, price, unit: '件', product_line: 'stationery' });
  }
});
