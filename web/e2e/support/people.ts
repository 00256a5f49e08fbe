import type { Browser, BrowserContext, Page } from '@playwright/test';
import { place } from './place';

/** Who works here in the journeys. */
export const people = {
  admin: { login: 'admin', name: '管理员', roles: [] as string[] },
  clerk: { login: 'wangfang', name: '王芳', roles: ['sales'] },
  director: { login: 'lijianguo', name: '李建国', roles: ['sales_director'] },
  warehouse: { login: 'zhangwei', name: '张伟', roles: ['warehouse'] },
  boss: { login: 'chenzong', name: '陈总', roles: ['management'] },
  accountant: { login: 'zhoumin', name: '周敏', roles: ['finance'] },
} as const;

export type PersonName = keyof typeof people;

interface Look {
  phone?: boolean;
  dark?: boolean;
  language?: 'zh' | 'en';
}

/** A browser in which somebody is signed in, on a desk or in the hand. */
export async function as(
  browser: Browser,
  who: PersonName,
  look: Look = {},
): Promise<{ page: Page; context: BrowserContext }> {
  const context = await browser.newContext({
    baseURL: place.address,
    storageState: place.session(people[who].login),
    locale: look.language === 'en' ? 'en-GB' : 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    colorScheme: look.dark ? 'dark' : 'light',
    viewport: look.phone ? { width: 390, height: 844 } : { width: 1440, height: 900 },
    hasTouch: look.phone ?? false,
    isMobile: look.phone ?? false,
  });
  return { page: await context.newPage(), context };
}
