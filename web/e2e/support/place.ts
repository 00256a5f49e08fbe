import { mkdtempSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * Where this run lives: a folder and two ports of its own. The first process to ask decides; its children, which read
 * the same environment, agree.
 */
function decide(name: string, make: () => string): string {
  const known = process.env[name];
  if (known !== undefined) return known;
  const made = make();
  process.env[name] = made;
  return made;
}

const folder = decide('XIAODAN_E2E_FOLDER', () => mkdtempSync(join(tmpdir(), 'xiaodan-e2e-')));
const port = Number(decide('XIAODAN_E2E_PORT', () => String(20_000 + (process.pid % 10_000))));
const mailPort = Number(decide('XIAODAN_E2E_MAIL_PORT', () => String(31_000 + (process.pid % 10_000))));

export const place = {
  folder,
  port,
  mailPort,
  address: `http://127.0.0.1:${port}`,
  data: join(folder, 'data'),
  mail: join(folder, 'mail'),
  setupLink: join(folder, 'setup-link'),
  /** Says how far the product's clock runs ahead. */
  clock: join(folder, 'clock-ahead'),
  password: 'Correct-Horse-9',
  paymentSecret: 'shared-with-the-payment-service',
  session: (login: string) => join(folder, `${login}.json`),
};

/** Fails early and clearly when something else answers there. */
export async function mustBeFree(wanted: number): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const probe = createServer();
    probe.once('error', () => reject(new Error(`port ${wanted} is taken`)));
    probe.listen(wanted, '127.0.0.1', () => probe.close(() => resolve()));
  });
}
