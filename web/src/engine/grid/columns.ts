import type { Field } from '../blueprint';

/** How a person wants a column; what is absent stays as the field has it. */
export interface ColumnSetting {
  field: string;
  /** In pixels. */
  width?: number;
  frozen?: boolean;
}

/** A column in its place. */
export interface Column {
  field: Field;
  width: number;
  /** From the left end of the grid's content, in pixels. */
  left: number;
  frozen: boolean;
}

export const NARROWEST = 56;
export const WIDEST = 800;
const TIGHTEST = 0.9;

interface Room {
  /** Taken before the first column, for row numbers and the like. */
  before: number;
  /** What can be seen at once. */
  visible: number;
  widthOf: (field: Field) => number;
}

/**
 * Frozen columns first, each at its width; where room is left over, those without a width of their own share it, so
 * that a short list fills its page.
 */
export function layColumns(fields: readonly Field[], settings: readonly ColumnSetting[], room: Room): Column[] {
  const wish = new Map(settings.map((setting) => [setting.field, setting]));
  const isFrozen = (field: Field) => wish.get(field.key)?.frozen === true;
  const ordered = [...fields.filter(isFrozen), ...fields.filter((field) => !isFrozen(field))];
  const own = (field: Field) => wish.get(field.key)?.width;
  const widths = ordered.map((field) => clampWidth(own(field) ?? room.widthOf(field)));
  const spare = room.visible - room.before - widths.reduce((sum, width) => sum + width, 0);
  const elastic = ordered.reduce((sum, field, i) => sum + (own(field) === undefined ? (widths[i] ?? 0) : 0), 0);
  // Where only a little is missing everything is drawn closer together before the grid scrolls.
  const squeeze = spare < 0 && elastic > 0 && elastic * (1 - TIGHTEST) >= -spare ? 1 + spare / elastic : 1;
  let left = room.before;
  return ordered.map((field, i) => {
    const base = widths[i] ?? NARROWEST;
    const grown = spare > 0 && elastic > 0 && own(field) === undefined;
    const width = grown
      ? Math.floor(base + (spare * base) / elastic)
      : own(field) === undefined
        ? Math.floor(base * squeeze)
        : base;
    const column = { field, width, left, frozen: isFrozen(field) };
    left += width;
    return column;
  });
}

export function clampWidth(width: number): number {
  return Math.max(NARROWEST, Math.min(WIDEST, Math.round(width)));
}

export function totalWidth(columns: readonly Column[], before: number): number {
  const last = columns.at(-1);
  return last ? last.left + last.width : before;
}

/** The first and last column that can be seen beside the frozen ones; frozen columns are always drawn. */
export function columnsInSight(
  columns: readonly Column[],
  scrollLeft: number,
  width: number,
  spare = 1,
): { first: number; last: number } {
  const frozen = columns.filter((column) => column.frozen).length;
  const edge = columns[frozen - 1];
  const from = scrollLeft + (edge ? edge.left + edge.width : 0);
  const to = scrollLeft + width;
  let first = frozen;
  while (first < columns.length - 1 && rightOf(columns[first]) <= from) first += 1;
  let last = first;
  while (last < columns.length - 1 && (columns[last + 1]?.left ?? 0) < to) last += 1;
  return { first: Math.max(frozen, first - spare), last: Math.min(columns.length - 1, last + spare) };
}

function rightOf(column: Column | undefined): number {
  return column ? column.left + column.width : 0;
}

/** How far to scroll sideways so that a column is in sight; undefined where it is. */
export function scrollFor(
  columns: readonly Column[],
  index: number,
  before: number,
  scrollLeft: number,
  width: number,
): number | undefined {
  const column = columns[index];
  if (!column || column.frozen) return undefined;
  const frozen = columns.filter((each) => each.frozen).reduce((sum, each) => sum + each.width, before);
  if (column.left < scrollLeft + frozen) return column.left - frozen;
  if (column.left + column.width > scrollLeft + width) return column.left + column.width - width;
  return undefined;
}

/** The settings after a column was dragged in front of another; undefined as `before` means to the end. */
export function moveColumn(
  order: readonly ColumnSetting[],
  field: string,
  before: string | undefined,
): ColumnSetting[] {
  const moved = order.find((setting) => setting.field === field);
  if (!moved || field === before) return [...order];
  const others = order.filter((setting) => setting.field !== field);
  const at = before === undefined ? others.length : others.findIndex((setting) => setting.field === before);
  if (at < 0) return [...order];
  // A column dropped among frozen ones is frozen with them, otherwise it would jump out again.
  const neighbour = others[at];
  const { frozen: _, ...rest } = moved;
  const placed = neighbour?.frozen ? { ...rest, frozen: true } : rest;
  return [...others.slice(0, at), placed, ...others.slice(at)];
}

export function changeColumn(
  order: readonly ColumnSetting[],
  field: string,
  change: Partial<ColumnSetting>,
): ColumnSetting[] {
  return order.map((setting) => (setting.field === field ? { ...setting, ...change } : setting));
}
