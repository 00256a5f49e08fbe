const SEPARATED = /^(\d{2,4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/;
const COMPACT = /^(\d{4})(\d{2})(\d{2})$/;
const SHORT = /^(\d{1,2})[-/.月](\d{1,2})日?$/;

/** The plain date a person typed: 2026-3-1, 2026/03/01, 20260301, 3-1, 3月1日. Undefined when it is none. */
export function parseDate(text: string, today: string): string | undefined {
  const plain = text.trim().replace(/[\uFF01-\uFF5E]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0));
  const day = plain.split(/[ T]/)[0] ?? '';
  const full = SEPARATED.exec(day) ?? COMPACT.exec(day);
  if (full) return plainDate(Number(full[1]), Number(full[2]), Number(full[3]));
  const short = SHORT.exec(day);
  if (short) return plainDate(Number(today.slice(0, 4)), Number(short[1]), Number(short[2]));
  return undefined;
}

function plainDate(year: number, month: number, day: number): string | undefined {
  const full = year < 100 ? 2000 + year : year;
  const date = new Date(Date.UTC(full, month - 1, day));
  if (date.getUTCFullYear() !== full || date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return undefined;
  return `${String(full).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

/** Minutes that the time zone is ahead of UTC at that instant. */
export function zoneOffset(instant: Date, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  }).formatToParts(instant);
  const part = (type: string) => Number(parts.find((p) => p.type === type)?.value);
  const local = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'));
  return Math.round((local - Math.floor(instant.getTime() / 1000) * 1000) / 60_000);
}

/** An instant as wall-clock text of a time zone: 2026-03-01 16:05:00. */
export function toWallClock(instant: string, timeZone: string): string {
  const date = new Date(instant);
  if (Number.isNaN(date.getTime())) return instant;
  const shifted = new Date(date.getTime() + zoneOffset(date, timeZone) * 60_000);
  return shifted.toISOString().slice(0, 19).replace('T', ' ');
}

/** The instant of a wall-clock time in a time zone; across a clock change the offset that holds afterwards. */
export function fromWallClock(wallClock: string, timeZone: string): string | undefined {
  const guess = new Date(`${wallClock.replace(' ', 'T')}Z`);
  if (Number.isNaN(guess.getTime())) return undefined;
  const first = new Date(guess.getTime() - zoneOffset(guess, timeZone) * 60_000);
  const exact = new Date(guess.getTime() - zoneOffset(first, timeZone) * 60_000);
  return exact.toISOString().replace('.000Z', 'Z');
}

export function todayIn(timeZone: string, now = new Date()): string {
  return toWallClock(now.toISOString(), timeZone).slice(0, 10);
}
