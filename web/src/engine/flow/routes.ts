/** How ways run between boxes: straight down, across only between two rows, each in a lane of its own there. */

export interface Point {
  x: number;
  y: number;
}

export interface Area extends Point {
  width: number;
  height: number;
}

/** A way by the points it passes, the first and the last inside the boxes it joins. */
export interface Route {
  id: string;
  from: string;
  to: string;
  points: readonly Point[];
}

const CORNER = 8;
/** Closer than this two points stand in one line. */
const SAME = 0.5;

interface Row {
  middle: number;
  top: number;
  bottom: number;
}

/** A piece of a way that runs across. */
interface Across {
  gap: number;
  key: string;
  from: number;
  to: number;
}

/** How often ways cross one another, as they run from row to row. */
export function crossings(routes: readonly Route[]): number {
  const pieces = routes.flatMap(({ points }) =>
    points.flatMap((point, index) => {
      const before = points[index - 1];
      return before ? [before.y < point.y ? [before, point] : [point, before]] : [];
    }),
  ) as [Point, Point][];
  let count = 0;
  for (const [index, [top, bottom]] of pieces.entries()) {
    for (const [otherTop, otherBottom] of pieces.slice(index + 1)) {
      if (otherTop.y > bottom.y - SAME || otherBottom.y < top.y + SAME) continue;
      if ((top.x - otherTop.x) * (bottom.x - otherBottom.x) < -SAME) count += 1;
    }
  }
  return count;
}

/** The SVG paths of all ways, by their ids. `areas` are the middles and sizes of everything that stands in a row. */
export function pathsOf(routes: readonly Route[], areas: readonly Area[]): Map<string, string> {
  const rows = rowsOf(areas);
  const lanes = lanesOf(routes.flatMap((route) => acrossOf(route, rows)));
  const height = ({ gap, key }: Across): number => {
    const upper = rows[gap];
    const lower = rows[gap + 1];
    const lane = lanes.get(`${gap}/${key}`);
    if (!upper || !lower || !lane) return upper?.bottom ?? lower?.top ?? 0;
    return upper.bottom + ((lower.top - upper.bottom) * (lane.at + 1)) / (lane.of + 1);
  };
  return new Map(
    routes.map((route) => {
      const corners = route.points.flatMap((point, index) => {
        const before = route.points[index - 1];
        if (!before || isStraight(before, point)) return [point];
        const y = height(across(route, index, before, point, rows));
        return [{ x: before.x, y }, { x: point.x, y }, point];
      });
      return [route.id, pathThrough(corners)] as const;
    }),
  );
}

function isStraight(left: Point, right: Point): boolean {
  return Math.abs(left.x - right.x) < SAME || Math.abs(left.y - right.y) < SAME;
}

function rowsOf(areas: readonly Area[]): Row[] {
  const rows: Row[] = [];
  for (const { y, height } of areas) {
    const row = rows.find((each) => Math.abs(each.middle - y) < 1);
    if (row) {
      row.top = Math.min(row.top, y - height / 2);
      row.bottom = Math.max(row.bottom, y + height / 2);
    } else rows.push({ middle: y, top: y - height / 2, bottom: y + height / 2 });
  }
  return rows.sort((left, right) => left.middle - right.middle);
}

/** Ways from one box, and ways into one box, share a lane; others keep apart. */
function across(route: Route, index: number, before: Point, point: Point, rows: readonly Row[]): Across {
  const upper = Math.min(before.y, point.y);
  const inside = rows.findIndex((row) => upper >= row.top - SAME && upper <= row.bottom + SAME);
  const gap = inside >= 0 ? inside : rows.findLastIndex((row) => row.bottom <= upper);
  const key = index === 1 ? `out ${route.from}` : index === route.points.length - 1 ? `in ${route.to}` : route.id;
  return { gap, key, from: Math.min(before.x, point.x), to: Math.max(before.x, point.x) };
}

function acrossOf(route: Route, rows: readonly Row[]): Across[] {
  return route.points.flatMap((point, index) => {
    const before = route.points[index - 1];
    return before && !isStraight(before, point) ? [across(route, index, before, point, rows)] : [];
  });
}

/** In each gap between two rows: as few lanes as there are pieces on top of one another. */
function lanesOf(pieces: readonly Across[]): Map<string, { at: number; of: number }> {
  const spans = new Map<string, Across>();
  for (const piece of pieces) {
    const id = `${piece.gap}/${piece.key}`;
    const known = spans.get(id);
    spans.set(
      id,
      known ? { ...known, from: Math.min(known.from, piece.from), to: Math.max(known.to, piece.to) } : piece,
    );
  }
  const placed = new Map<string, { at: number; of: number }>();
  const ends = new Map<number, number[]>();
  for (const [id, span] of [...spans].sort(([, left], [, right]) => left.from - right.from)) {
    const taken = ends.get(span.gap) ?? [];
    const free = taken.findIndex((end) => end + CORNER < span.from);
    const at = free < 0 ? taken.length : free;
    taken[at] = span.to;
    ends.set(span.gap, taken);
    placed.set(id, { at, of: 0 });
  }
  for (const [id, lane] of placed) lane.of = ends.get(spans.get(id)?.gap ?? 0)?.length ?? 1;
  return placed;
}

/** A line through points, its corners rounded. */
function pathThrough(points: readonly Point[]): string {
  const [first, ...rest] = points.filter((point, index) => {
    const before = points[index - 1];
    return !before || Math.hypot(before.x - point.x, before.y - point.y) >= SAME;
  });
  if (!first) return '';
  let path = `M${written(first)}`;
  for (const [index, point] of rest.entries()) {
    const before = index === 0 ? first : rest[index - 1];
    const after = rest[index + 1];
    if (!before || !after) {
      path += `L${written(point)}`;
      continue;
    }
    path += `L${written(toward(point, before))}Q${written(point)} ${written(toward(point, after))}`;
  }
  return path;
}

/** The point a corner's width away from one point in the direction of another. */
function toward(from: Point, to: Point): Point {
  const length = Math.hypot(from.x - to.x, from.y - to.y);
  const by = Math.min(CORNER, length / 2);
  return { x: from.x + ((to.x - from.x) * by) / length, y: from.y + ((to.y - from.y) * by) / length };
}

function written({ x, y }: Point): string {
  return `${Math.round(x * 10) / 10},${Math.round(y * 10) / 10}`;
}
