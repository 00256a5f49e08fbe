import { defineConfig } from '@playwright/test';
import { chromium } from './support/chromium';
import { place } from './support/place';

/** Journeys through the real product: its own server and database, a real browser, a real mail server. */
export default defineConfig({
  testDir: './journeys',
  outputDir: '../test-results',
  globalSetup: './support/start.ts',
  fullyParallel: false,
  workers: 1,
  retries: 0,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [['list']],
  use: {
    baseURL: place.address,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    viewport: { width: 1440, height: 900 },
    // A trace of every step takes a third of the time: ask for one with --trace on.
    trace: 'off',
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: chromium(),
      // Files with Chinese names are found whatever language the shell speaks.
      env: { ...(process.env as Record<string, string>), LANG: 'C.UTF-8' },
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
  projects: [
    { name: 'setup', testMatch: /first-start\.ts/ },
    { name: 'journeys', testMatch: /\.spec\.ts/, dependencies: ['setup'] },
  ],
});
