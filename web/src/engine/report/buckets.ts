import type { Language } from '../blueprint';

/** Stretches of days that dates are gathered by; a stretch is named by its first day, `2026-01-01`. */
export const BUCKETS = ['day', 'week', 'month', 'quarter', 'year'] as const;

export type Bucket = (typeof BUCKETS)[number];

export function isBucket(text: string): text is Bucket {
  return (BUCKETS as readonly string[]).includes(text);
}

const DAY_MS = 86_400_000;
const DATE = /^(\d{4,})-(\d{2})-(\d{2})/;

interface DayParts {
  year: number;
  /** 1 to 12. */
  month: number;
  day: number;
}

function partsOf(day: string): DayParts | undefined {
  const found = DATE.exec(day);
  return found ? { year: Number(found[1]), month: Number(found[2]), day: Number(found[3]) } : undefined;
}

function textOf(moment: number): string {
  return new Date(moment).toISOString().slice(0, 10);
}

/** Monday is 0. */
export function weekday(day: string): number {
  return (new Date(`${day.slice(0, 10)}T00:00:00Z`).getUTCDay() + 6) % 7;
}

/** The week of the year after ISO 8601, and the year it belongs to. */
export function isoWeek(monday: string): { year: number; week: number } {
  const thursday = Date.parse(`${monday.slice(0, 10)}T00:00:00Z`) + 3 * DAY_MS;
  const year = new Date(thursday).getUTCFullYear();
  return { year, week: 1 + Math.floor((thursday - Date.UTC(year, 0, 1)) / (7 * DAY_MS)) };
}

const WEEKDAYS: Record<Language, readonly string[]> = {
  zh: ['周一', '周二', '周三', '周四', '周五', '周六', '周日'],
  en: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'],
};

/** 2026年3月, 2026年第12周, 2026年一季度, 周一; days stay as they are. */
export function bucketText(
  { bucket = 'day', yearBegins = 1 }: { bucket?: string; yearBegins?: number },
  value: string,
  language: Language,
): string {
  const zh = language === 'zh';
  switch (bucket) {
    case 'weekday':
      return WEEKDAYS[language][Number(value) - 1] ?? value;
    case 'month_of_year':
      return zh ? `${value}月` : value;
    case 'day_of_month':
      return zh ? `${value}日` : value;
    case 'hour_of_day':
      return `${value.padStart(2, '0')}:00`;
    default:
      return isBucket(bucket) ? stretchText(bucket, yearBegins, value, language) : value;
  }
}

function stretchText(bucket: Bucket, yearBegins: number, day: string, language: Language): string {
  const parts = partsOf(day);
  if (!parts) return day;
  const { year, month } = parts;
  const zh = language === 'zh';
  const fiscal = yearBegins > 1;
  switch (bucket) {
    case 'day':
      return day.slice(0, 10);
    case 'week': {
      const { year: of, week } = isoWeek(day);
      return zh ? `${of}年第${week}周` : `${of} W${String(week).padStart(2, '0')}`;
    }
    case 'month':
      return zh ? `${year}年${month}月` : `${year}-${String(month).padStart(2, '0')}`;
    case 'quarter': {
      const quarter = Math.floor(((month - yearBegins + 12) % 12) / 3) + 1;
      const of = month < yearBegins ? year - 1 : year;
      const name = zh ? `${'一二三四'[quarter - 1]}季度` : `Q${quarter}`;
      return zh ? `${of}${fiscal ? '财年' : '年'}${name}` : `${fiscal ? 'FY' : ''}${of} ${name}`;
    }
    case 'year':
      return zh ? `${year}${fiscal ? '财年' : '年'}` : `${fiscal ? 'FY' : ''}${year}`;
  }
}

/** The first day of the next stretch. */
export function nextBucket(bucket: Bucket, day: string): string {
  const parts = partsOf(day);
  if (!parts) return day;
  const { year, month, day: of } = parts;
  switch (bucket) {
    case 'day':
      return textOf(Date.UTC(year, month - 1, of + 1));
    case 'week':
      return textOf(Date.UTC(year, month - 1, of + 7));
    case 'month':
      return textOf(Date.UTC(year, month, 1));
    case 'quarter':
      return textOf(Date.UTC(year, month + 2, 1));
    case 'year':
      return textOf(Date.UTC(year + 1, 0, 1));
  }
}

/** More stretches than this are not filled in: the gaps of a century of days say nothing. */
const MOST_FILLED = 4_000;

/** Every stretch from the first to the last; undefined where they would be too many. */
export function allBuckets(bucket: Bucket, days: readonly string[]): string[] | undefined {
  const sorted = days.map((day) => day.slice(0, 10)).sort();
  const [first] = sorted;
  const last = sorted.at(-1);
  if (first === undefined || last === undefined) return [];
  const all: string[] = [];
  for (let day = first; day <= last; day = nextBucket(bucket, day)) {
    if (all.length >= MOST_FILLED) return undefined;
    all.push(day);
  }
  return all;
}
