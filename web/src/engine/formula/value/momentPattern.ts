import { pad } from './dates';
import type { LocalMoment } from './moments';
import { orEmpty } from './texts';

/** Excel's date formats; the parts are named as in the Java twin `MomentPattern`. */
export type MomentPattern = readonly Piece[];

type Piece = { readonly part: Part } | { readonly literal: string };

type Part = keyof typeof shows;

const weekdays = '一二三四五六日';

const shows = {
  yyyy: (at: LocalMoment) => pad(at.date.year, 4),
  yy: (at: LocalMoment) => pad(at.date.year % 100, 2),
  m: (at: LocalMoment) => String(at.date.month),
  mm: (at: LocalMoment) => pad(at.date.month, 2),
  d: (at: LocalMoment) => String(at.date.day),
  dd: (at: LocalMoment) => pad(at.date.day, 2),
  h: (at: LocalMoment) => String(hours(at)),
  hh: (at: LocalMoment) => pad(hours(at), 2),
  minute: (at: LocalMoment) => String(minutes(at)),
  minute2: (at: LocalMoment) => pad(minutes(at), 2),
  s: (at: LocalMoment) => String(seconds(at)),
  ss: (at: LocalMoment) => pad(seconds(at), 2),
  aaa: (at: LocalMoment) => weekdays.charAt(at.date.weekday - 1),
  aaaa: (at: LocalMoment) => `星期${weekdays.charAt(at.date.weekday - 1)}`,
};

const written = ['yyyy', 'yy', 'm', 'mm', 'd', 'dd', 'h', 'hh', 's', 'ss', 'aaa', 'aaaa'];
const timeParts: readonly Part[] = ['h', 'hh', 'minute', 'minute2', 's', 'ss'];
const longest = 60;

const hours = (at: LocalMoment) => Math.floor(at.time / 3_600_000);
const minutes = (at: LocalMoment) => Math.floor(at.time / 60_000) % 60;
const seconds = (at: LocalMoment) => Math.floor(at.time / 1_000) % 60;

export function parseMomentPattern(text: string): MomentPattern | undefined {
  const pieces: Piece[] = [];
  const cutter = /"([^"]*)"|([A-Za-z])\2*|./giy;
  let at = 0;
  while (at < text.length) {
    const c = text.charAt(at);
    if (c === '"') {
      const end = text.indexOf('"', at + 1);
      if (end < 0) {
        return undefined;
      }
      pieces.push({ literal: text.slice(at + 1, end) });
      at = end + 1;
    } else if (/[A-Za-z]/.test(c)) {
      cutter.lastIndex = at;
      const run = cutter.exec(text)?.[0].toLowerCase() ?? c;
      if (!written.includes(run)) {
        return undefined;
      }
      pieces.push({ part: run as Part });
      at += run.length;
    } else {
      pieces.push({ literal: c });
      at++;
    }
  }
  const shown = pieces.some((piece) => 'part' in piece);
  return shown && text.length <= longest ? withMinutes(pieces) : undefined;
}

/** `m` next to hours or seconds is minutes. */
function withMinutes(pieces: readonly Piece[]): MomentPattern {
  const parts = pieces.flatMap((piece) => ('part' in piece ? [piece.part] : []));
  let index = -1;
  return pieces.map((piece) => {
    if (!('part' in piece)) {
      return piece;
    }
    index++;
    const byClock = parts[index - 1]?.startsWith('h') || parts[index + 1]?.startsWith('s');
    if (byClock && piece.part === 'm') {
      return { part: 'minute' };
    }
    return byClock && piece.part === 'mm' ? { part: 'minute2' } : piece;
  });
}

export function hasTime(pattern: MomentPattern): boolean {
  return pattern.some((piece) => 'part' in piece && timeParts.includes(piece.part));
}

export function formatMoment(moment: LocalMoment, pattern: MomentPattern): string | null {
  return orEmpty(pattern.map((piece) => ('part' in piece ? shows[piece.part](moment) : piece.literal)).join(''));
}
