import { largest } from './heat';
import type { Encode } from './look';
import { cellText, type Result, type Words } from './result';
import { type Category, chartOf } from './series';

export interface CloudWord {
  category: Category;
  index: number;
  exact: string;
  /** 0 for the smallest, 1 for the largest. */
  weight: number;
}

const MOST_WORDS = 80;

/** The groups as words, the greater the larger; the greatest ones where there are too many. */
export function cloudOf(result: Result, encode: Encode, words: Words): { words: readonly CloudWord[]; hidden: number } {
  const chart = chartOf(result, words, encode, false);
  const [series] = chart.series;
  const all = chart.categories
    .map((category, index) => ({ category, index, value: series?.values[index] ?? 0 }))
    .filter(({ category, value }) => value > 0 && category.key !== null && !category.others)
    .sort((left, right) => right.value - left.value);
  const shown = all.slice(0, MOST_WORDS);
  const most = largest(shown.map(({ value }) => value));
  const least = shown.at(-1)?.value ?? 0;
  const spread = Math.sqrt(most) - Math.sqrt(least);
  return {
    words: shown.map(({ category, index, value }) => ({
      category,
      index,
      exact: series ? cellText(series.column, series.cells[index], words) : '',
      // Areas, not heights, are what the eye compares.
      weight: spread === 0 ? 0.5 : (Math.sqrt(value) - Math.sqrt(least)) / spread,
    })),
    hidden: chart.categories.length - shown.length,
  };
}
