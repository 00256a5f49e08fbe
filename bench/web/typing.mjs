// Types into a quantity cell of a long order in a real browser; prints how long each key took until it was painted.
// Called by TypingBench with the address of the order, a token, and the number of keys.
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

const { chromium } = createRequire(fileURLToPath(new URL('../../web/package.json', import.meta.url)))('playwright-core');
const [address, token, keys] = process.argv.slice(2);
const executablePath = [process.env.CHROMIUM ?? '', '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(
  (path) => path !== '' && existsSync(path),
);
if (!executablePath) throw new Error('no Chromium found: say where it is with CHROMIUM=/path/to/chromium');

const browser = await chromium.launch({
  executablePath,
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'],
});
try {
  const context = await browser.newContext({
    locale: 'zh-CN',
    viewport: { width: 1440, height: 900 },
    extraHTTPHeaders: { Authorization: `Bearer ${token}` },
  });
  const page = await context.newPage();
  await page.goto(address);
  const cell = page.locator('[role="gridcell"][data-column="quantity"]').first();
  await cell.waitFor({ timeout: 60_000 });
  await cell.click();
  // From the key to the frame that shows what it did: what follows that frame is told by a message after it.
  await page.evaluate(() => {
    const times = [];
    window.typed = times;
    const channel = new MessageChannel();
    const waiting = [];
    channel.port1.onmessage = () => {
      const now = performance.now();
      for (const start of waiting.splice(0)) times.push(now - start);
    };
    document.addEventListener(
      'keydown',
      (event) => {
        waiting.push(event.timeStamp);
        requestAnimationFrame(() => channel.port2.postMessage(0));
      },
      { capture: true },
    );
  });
  const digits = '1234567890';
  for (let at = 0; at < Number(keys); at += 1) {
    // Five digits, then they are taken back: each changes the line, the sums of the order and what is checked.
    await page.keyboard.press(at % 10 < 5 ? digits[at % 10] : 'Backspace');
    await page.waitForTimeout(40 + (at % 7) * 3);
  }
  await page.waitForTimeout(300);
  const times = await page.evaluate(() => window.typed);
  console.log(JSON.stringify(times.slice(10)));
} finally {
  await browser.close();
}
