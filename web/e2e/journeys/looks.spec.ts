import { expect, type Page, test } from '@playwright/test';
import { Api } from '../support/api';
import { findings } from '../support/axe';
import { as, people } from '../support/people';
import { place } from '../support/place';

async function screens(page: Page): Promise<string[]> {
  const api = await Api.of(page.context());
  const [customer] = await api.find('customers', 'NOT(ISEMPTY(name))');
  const [product] = await api.find('products', 'price > 100');
  const me = await api.get<{ person: { id: string } }>('/session');
  const order = await api.create('orders', {
    customer: customer?.id,
    lines: [{ product: product?.id, quantity: '2' }],
  });
  return [
    '/',
    '/tasks',
    '/tasks?tab=done',
    '/tasks?tab=started',
    '/proxies',
    '/service',
    '/reconcile',
    '/reconcile?tab=ageing',
    '/forms/orders',
    `/forms/orders?open=${order.id}`,
    '/forms/products?filter=price%20%3E%203',
    `/forms/orders/${order.id}`,
    '/forms/orders/new',
    `/forms/orders/${order.id}/edit`,
    '/dashboards/war_room',
    '/messages',
    '/channels',
    '/deliveries',
    '/hooks',
    '/runs',
    '/imports',
    '/people',
    '/people/import',
    `/people/${me.person.id}`,
    '/build/forms',
    '/build/forms/orders',
    '/build/flows',
    '/build/flows/order_approval',
    '/build/rules',
    '/build/rules/payment_succeeded',
    '/build/dashboards',
    '/build/dashboards/war_room',
    '/build/forms/from-file',
    '/build/roles',
    '/build/roles/sales',
    '/build/links',
    '/build/prints',
    '/build/prints/delivery_note',
    '/reveals',
    `/explain?form=orders&record=${order.id}&person=${me.person.id}`,
    '/nothing-here',
  ];
}

for (const look of [
  { name: 'on a desk, light, Chinese', phone: false, dark: false, language: 'zh' as const },
  { name: 'on a phone, dark, English', phone: true, dark: true, language: 'en' as const },
]) {
  for (const part of ['work', 'build'] as const) {
    test(`every page of ${part} is accessible ${look.name}`, async ({ browser }) => {
      test.setTimeout(120_000);
      const { page, context } = await as(browser, 'admin', look);
      await page.goto('/');
      const bad: string[] = [];
      const all = await screens(page);
      for (const screen of all.filter((each) => each.startsWith('/build') === (part === 'build'))) {
        await page.goto(screen);
        await page.locator('h1, [role="main"] p, main p').first().waitFor();
        await page.waitForLoadState('networkidle', { timeout: 3_000 }).catch(() => undefined);
        await page.waitForTimeout(300);
        bad.push(...(await findings(page)).map((finding) => `${screen} ${finding}`));
        const wide = await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        );
        if (wide > 0) bad.push(`${screen} scrolls sideways by ${wide} px`);
      }
      expect(bad).toEqual([]);
      await context.close();
    });
  }
}

test('the pages before the door are accessible', async ({ browser }) => {
  const context = await browser.newContext({ baseURL: place.address, locale: 'zh-CN' });
  const page = await context.newPage();
  for (const screen of ['/signin', '/setup?token=used']) {
    await page.goto(screen);
    await page.getByRole('heading', { level: 1 }).waitFor();
    expect(await findings(page)).toEqual([]);
  }
  await context.close();
});

test('language and theme change at once and stay', async ({ browser }) => {
  // A session of its own: signing out must not end the one the other journeys use.
  const context = await browser.newContext({ baseURL: place.address, locale: 'zh-CN' });
  const page = await context.newPage();
  await page.goto('/signin?next=/forms/orders');
  await page.getByLabel('登录名').fill(people.clerk.login);
  await page.getByLabel('密码', { exact: true }).fill(place.password);
  await page.getByRole('button', { name: '登录' }).click();
  await page.getByRole('button', { name: '王芳' }).click();
  await page.getByText('English').click();
  await expect(page.getByRole('heading', { name: 'Orders', level: 1 })).toBeVisible();
  await expect(page.getByRole('link', { name: 'To-dos' })).toBeVisible();
  await page.getByText('Dark').click();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await page.reload();
  await expect(page.getByRole('heading', { name: 'Orders', level: 1 })).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox').fill('board');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/dashboards\//);
  await page.getByRole('button', { name: '王芳' }).click();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page).toHaveURL(/\/signin$/);
  await context.close();
});
