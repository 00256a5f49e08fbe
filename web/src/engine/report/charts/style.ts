import type { Words } from '../result';

/** What a builder of pictures must know of the page around. */
export interface ChartStyle {
  words: Words;
  /** The width the picture has, in CSS pixels: what is written on it depends on the room. */
  width: number;
  /** Resolves a name of the palette (`blue`) to a colour; colours as such stay what they are. */
  hue: (name: string) => string;
  /** Resolves a colour of the theme (`text-2`) that pictures cannot read by themselves. */
  theme: (name: 'surface' | 'line' | 'text' | 'text-2' | 'text-3' | 'accent' | 'sunken') => string;
}

/** What the library of charts takes; its own types say hardly more. */
export type ChartOption = Record<string, unknown>;

/** Something the picture does not show, which the reader is told. */
export type Omission =
  | { kind: 'folded'; count: number }
  | { kind: 'series'; count: number }
  | { kind: 'not_positive'; count: number }
  | { kind: 'no_number'; count: number };

export interface Picture {
  option: ChartOption;
  omissions: readonly Omission[];
}

/** The order in which series and slices without a colour of their own take one. */
export const HUES = [
  'blue',
  'cyan',
  'gold',
  'purple',
  'green',
  'orange',
  'pink',
  'indigo',
  'lime',
  'red',
  'grey',
] as const;

export const FONT = 'system-ui, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif';

/** The colour of what has none of its own: the widget's, then the palette's. */
export function hueAt(index: number, own: readonly string[] = []): string {
  return own[index] ?? HUES[index % HUES.length] ?? 'blue';
}

/** What every picture has. */
export function frame(): ChartOption {
  return { textStyle: { fontFamily: FONT }, animationDuration: 250, animationDurationUpdate: 250 };
}

export function tooltip({ theme }: ChartStyle): ChartOption {
  return {
    backgroundColor: theme('surface'),
    borderColor: theme('line'),
    textStyle: { color: theme('text'), fontSize: 13 },
    confine: true,
    extraCssText: 'max-width:min(420px,90vw);white-space:normal;overflow-wrap:anywhere',
  };
}

/** Tips are markup; names in the data are text. */
export function escapeText(text: string): string {
  return text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);
}

/** A name short enough to stand on a picture; the whole of it is in the tip and in the table. */
export function shortened(text: string, most: number): string {
  const letters = [...text];
  return letters.length <= most ? text : `${letters.slice(0, most - 1).join('')}…`;
}

/** A row of a tip: a spot of the colour, what it is, how much. */
export function tipRow(colour: string, name: string, value: string): string {
  const spot = `<span style="display:inline-block;width:8px;height:8px;border-radius:50%;background:${colour};margin-right:6px"></span>`;
  return `<div style="display:flex;gap:16px;justify-content:space-between"><span>${spot}${escapeText(name)}</span><b style="font-variant-numeric:tabular-nums;white-space:nowrap">${escapeText(value)}</b></div>`;
}
