import { Exact } from '../numbers';
import { largest } from './heat';
import type { Encode } from './look';
import { PROVINCES, type Province, provinceOf } from './provinces';
import { cellKey, type Result, type ResultCell, type ResultColumn, type Words } from './result';
import { type Category, chartOf } from './series';

export interface MapTile {
  province: Province;
  /** What was found for it: several groups where the places are finer than provinces. */
  categories: readonly Category[];
  cells: readonly ResultCell[];
  value: number | null;
  /** The exact sum of its cells. */
  exact: string | undefined;
}

export interface ProvinceMap {
  column: ResultColumn | undefined;
  tiles: readonly MapTile[];
  most: number;
  /** Groups that name no province. */
  elsewhere: readonly Category[];
}

/** The result by province. Groups of the same province, such as its cities, are added up. */
export function mapOf(result: Result, encode: Encode, words: Words): ProvinceMap {
  const chart = chartOf(result, words, encode, false);
  const [series] = chart.series;
  const found = new Map<string, { categories: Category[]; cells: ResultCell[] }>();
  const elsewhere: Category[] = [];
  chart.categories.forEach((category, index) => {
    const cell = series?.cells[index];
    const province = category.others ? undefined : provinceOf(category.key, category.text);
    if (!province) {
      elsewhere.push(category);
      return;
    }
    const tile = found.get(province.code) ?? { categories: [], cells: [] };
    tile.categories.push(category);
    if (cellKey(cell) !== null) tile.cells.push(cell as ResultCell);
    found.set(province.code, tile);
  });
  const tiles = PROVINCES.map((province): MapTile => {
    const tile = found.get(province.code) ?? { categories: [], cells: [] };
    const exact = tile.cells.length === 0 ? undefined : sum(tile.cells);
    return { province, ...tile, exact, value: exact === undefined ? null : Number(exact) };
  });
  return {
    column: series?.column,
    tiles,
    most: largest(tiles.map((tile) => Math.abs(tile.value ?? 0))),
    elsewhere,
  };
}

function sum(cells: readonly ResultCell[]): string {
  return cells
    .reduce((total, cell) => (/^[+-]?\d/.test(String(cell)) ? total.plus(String(cell)) : total), new Exact(0))
    .toFixed();
}
