import { type ChildProcess, spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { place } from './place';

const root = resolve(import.meta.dirname, '../../..');
/** A first start may build the server. */
const PATIENCE_MS = 10 * 60_000;

interface Product {
  /** The one-time address at which the administrator chooses a password. */
  setupLink: string;
  stop: () => Promise<void>;
}

export async function startProduct(): Promise<Product> {
  // An empty external database may stand in for the embedded one.
  const external = process.env.JOURNEYS_DATABASE_URL;
  const options = ['--data', place.data, '--port', String(place.port)];
  if (external) options.push('--database-url', external);
  const process_ = spawn(resolve(root, 'xiaodan'), ['run', ...options], {
    cwd: root,
    env: environment(),
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  let said = '';
  const listen = (chunk: Buffer) => {
    said += chunk.toString();
  };
  process_.stdout.on('data', listen);
  process_.stderr.on('data', listen);
  await untilHealthy(process_, () => said);
  const setupLink = await until(
    () => /\/setup\?token=[\w-]+/.exec(said)?.[0],
    10_000,
    () => said,
  );
  return { setupLink, stop: () => stop(process_) };
}

function environment(): NodeJS.ProcessEnv {
  const { XIAODAN_ADMIN_PASSWORD: _, ...inherited } = process.env;
  return {
    ...inherited,
    XIAODAN_CLASS_CACHE: 'off',
    XIAODAN_MAIL_HOST: '127.0.0.1',
    XIAODAN_MAIL_PORT: String(place.mailPort),
    XIAODAN_MAIL_TLS: 'none',
    XIAODAN_MAIL_FROM: 'orders@example.com',
    XIAODAN_PAYMENT_SECRET: place.paymentSecret,
    XIAODAN_TEST_CLOCKAHEAD: place.clock,
  };
}

async function untilHealthy(child: ChildProcess, said: () => string): Promise<void> {
  const deadline = Date.now() + PATIENCE_MS;
  while (Date.now() < deadline) {
    if (child.exitCode !== null) throw new Error(`the product ended at once:\n${said()}`);
    const answer = await fetch(`${place.address}/actuator/health`).catch(() => undefined);
    if (answer?.ok) return;
    await pause(250);
  }
  throw new Error(`the product did not start:\n${said()}`);
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.pid === undefined) return;
  const ended = new Promise<void>((done) => child.once('exit', () => done()));
  // The script and the server it started are one group; both are asked to end in good order.
  process.kill(-child.pid, 'SIGTERM');
  await Promise.race([ended, pause(30_000)]);
  if (child.exitCode === null) process.kill(-child.pid, 'SIGKILL');
}

export function pause(ms: number): Promise<void> {
  return new Promise((done) => setTimeout(done, ms));
}

/** Asks again and again until there is an answer. */
export async function until<T>(
  ask: () => T | undefined | Promise<T | undefined>,
  ms: number,
  context = () => '',
): Promise<T> {
  const deadline = Date.now() + ms;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    if (Date.now() > deadline) throw new Error(`nothing came within ${ms} ms ${context()}`);
    await pause(50);
  }
}
