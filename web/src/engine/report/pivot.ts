import {
  cellKey,
  cellText,
  columnAt,
  measuresOf,
  type Result,
  type ResultCell,
  type ResultColumn,
  type Words,
} from './result';

/** Which dimensions stand down and across: `pivot` of a question. */
export interface PivotSpec {
  rows: readonly string[];
  columns?: readonly string[];
  subtotals?: boolean;
  totals?: boolean;
}

/** A group on either side of a pivot, with the groups inside it. */
export interface PivotGroup {
  /** Its values from the outermost dimension on. */
  path: readonly ResultCell[];
  id: string;
  text: string;
  depth: number;
  children: readonly PivotGroup[];
}

/** A column of numbers: a group across, or all of them. */
export interface PivotColumn {
  id: string;
  path: readonly ResultCell[];
  /** The texts of its path; empty for the total. */
  texts: readonly string[];
  total: boolean;
}

export interface PivotRow {
  group: PivotGroup | undefined;
  /** Whether further rows stand below it. */
  opens: boolean;
  /** The last row, over everything. */
  total: boolean;
  /** For every column, every measure. */
  cells: readonly (readonly (ResultCell | undefined)[])[];
}

export interface Pivot {
  rowColumns: readonly ResultColumn[];
  columnColumns: readonly ResultColumn[];
  measures: readonly ResultColumn[];
  columns: readonly PivotColumn[];
  /** Columns that are there but not shown. */
  hiddenColumns: number;
  rows: readonly PivotRow[];
}

/** A page wider than this is no table any more. */
const MOST_COLUMNS = 200;

const separator = '\u0001';

function idOf(path: readonly ResultCell[]): string {
  return path.map((cell) => cellKey(cell) ?? '\u0002').join(separator);
}

/** The groups of some dimensions as a tree, in the order of the rows. */
function groupsOf(
  rows: readonly (readonly ResultCell[])[],
  ats: readonly number[],
  columns: readonly ResultColumn[],
  words: Words,
) {
  interface Growing extends PivotGroup {
    children: Growing[];
  }
  const roots: Growing[] = [];
  const known = new Map<string, Growing>();
  for (const row of rows) {
    let siblings = roots;
    for (let depth = 0; depth < ats.length; depth += 1) {
      const path = ats.slice(0, depth + 1).map((at) => row[at] ?? null);
      const id = idOf(path);
      let group = known.get(id);
      if (!group) {
        const column = columns[ats[depth] ?? -1];
        group = { path, id, text: column ? cellText(column, path[depth], words) : '', depth, children: [] };
        known.set(id, group);
        siblings.push(group);
      }
      siblings = group.children;
    }
  }
  return roots as readonly PivotGroup[];
}

function leavesOf(groups: readonly PivotGroup[], depth: number): PivotGroup[] {
  return groups.flatMap((group) => (group.depth === depth ? [group] : leavesOf(group.children, depth)));
}

/**
 * The answer of a question with `pivot` as a table. Every number stands as the server measured it: nothing is added up
 * here, so that means, distinct counts and rates of totals are right.
 *
 * @param closed ids of groups whose inside is not shown
 */
export function pivotOf(result: Result, spec: PivotSpec, closed: ReadonlySet<string>, words: Words): Pivot {
  const down = spec.rows.map((key) => columnAt(result, key)).filter((at) => at >= 0);
  const across = (spec.columns ?? []).map((key) => columnAt(result, key)).filter((at) => at >= 0);
  const measures = measuresOf(result);
  const cells = cellsOf(result, spec, measures);
  const tree = groupsOf(result.rows, down, result.columns, words);
  const wide =
    across.length === 0
      ? []
      : leavesOf(groupsOf(sortedAcross(result, across), across, result.columns, words), across.length - 1);
  const totals = (result.totals ?? []).length > 0;
  const withTotal = across.length === 0 || (totals && spec.totals !== false);
  const columns: PivotColumn[] = [
    ...wide.slice(0, MOST_COLUMNS).map((group) => ({
      id: group.id,
      path: group.path,
      texts: group.path.map((cell, depth) => {
        const column = result.columns[across[depth] ?? -1];
        return column ? cellText(column, cell, words) : '';
      }),
      total: false,
    })),
    ...(withTotal ? [{ id: 'total', path: [], texts: [], total: true }] : []),
  ];
  const read = (path: readonly ResultCell[]) =>
    columns.map((column) => measures.map((_, at) => cells.get(`${idOf(path)}|${idOf(column.path)}`)?.[at]));
  const rows: PivotRow[] = [];
  const walk = (group: PivotGroup) => {
    const opens = group.children.length > 0;
    rows.push({ group, opens, total: false, cells: read(group.path) });
    if (opens && !closed.has(group.id)) group.children.forEach(walk);
  };
  tree.forEach(walk);
  if (totals && spec.totals !== false) rows.push({ group: undefined, opens: false, total: true, cells: read([]) });
  return {
    rowColumns: down.map((at) => result.columns[at] as ResultColumn),
    columnColumns: across.map((at) => result.columns[at] as ResultColumn),
    measures: measures.map((at) => result.columns[at] as ResultColumn),
    columns,
    hiddenColumns: Math.max(0, wide.length - MOST_COLUMNS),
    rows,
  };
}

/** Rows in the order of their groups across: the order of the first row that has each would depend on who bought first. */
function sortedAcross(result: Result, across: readonly number[]): readonly (readonly ResultCell[])[] {
  return result.rows.toSorted((left, right) => {
    for (const at of across) {
      const column = result.columns[at];
      const order = column ? compare(column, left[at] ?? null, right[at] ?? null) : 0;
      if (order !== 0) return order;
    }
    return 0;
  });
}

function compare(column: ResultColumn, left: ResultCell, right: ResultCell): number {
  const place = (cell: ResultCell): number => {
    const key = cellKey(cell);
    if (key === null) return Number.MAX_SAFE_INTEGER;
    if (key.startsWith('\u0000')) return Number.MAX_SAFE_INTEGER - 1;
    const option = column.options?.findIndex((each) => each.key === key) ?? -1;
    return option;
  };
  const [one, two] = [place(left), place(right)];
  if (one !== two) return one - two;
  const [a, b] = [cellKey(left) ?? '', cellKey(right) ?? ''];
  const numbers = Number(a) - Number(b);
  if (Number.isFinite(numbers) && a !== '' && b !== '') return numbers;
  return typeof left === 'object' && left && 'title' in left && typeof right === 'object' && right && 'title' in right
    ? left.title.localeCompare(right.title, 'zh')
    : a.localeCompare(b, 'zh');
}

/** Every measured cell by its row path and its column path. */
function cellsOf(result: Result, spec: PivotSpec, measures: readonly number[]) {
  const cells = new Map<string, (ResultCell | undefined)[]>();
  const put = (
    columns: readonly { key: string }[],
    rows: readonly (readonly ResultCell[])[],
    of: ReadonlySet<string> | undefined,
  ) => {
    const places = (keys: readonly string[]) =>
      keys
        .filter((key) => of === undefined || of.has(key))
        .map((key) => columns.findIndex((column) => column.key === key));
    const down = places(spec.rows);
    const across = places(spec.columns ?? []);
    const at = measures.map((each) => columns.findIndex((column) => column.key === result.columns[each]?.key));
    for (const row of rows) {
      const id = `${idOf(down.map((each) => row[each] ?? null))}|${idOf(across.map((each) => row[each] ?? null))}`;
      cells.set(
        id,
        at.map((each) => row[each]),
      );
    }
  };
  for (const total of result.totals ?? []) {
    put(
      total.columns.map((key) => ({ key })),
      total.rows,
      new Set(total.of),
    );
  }
  put(result.columns, result.rows, undefined);
  return cells;
}

/** The ids of the groups that begin closed: those of the dimensions a widget names. */
export function closedAtFirst(
  result: Result,
  spec: PivotSpec,
  collapsed: readonly string[],
  words: Words,
): Set<string> {
  const down = spec.rows.map((key) => columnAt(result, key));
  const closed = new Set<string>();
  const walk = (group: PivotGroup) => {
    if (collapsed.includes(spec.rows[group.depth] ?? '')) closed.add(group.id);
    group.children.forEach(walk);
  };
  groupsOf(result.rows, down, result.columns, words).forEach(walk);
  return closed;
}
