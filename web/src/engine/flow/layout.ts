import { layout as arrange, Graph } from '@dagrejs/dagre';
import { type Edge, exitsOf, type FlowDocument } from './document';
import { CARD_SIZE, hasCards, sizeOf } from './layout-sizes';
import { inReadingOrder } from './reading';

/** What is drawn: a node, or one of the ways of a node that chooses. Measures are in pixels. */
export interface Box {
  /** `director`, or `by_amount/branches.large`. */
  id: string;
  node: string;
  /** The way that a card stands for; undefined for the node itself. */
  port: string | undefined;
  x: number;
  y: number;
  width: number;
  height: number;
}

export interface Way {
  id: string;
  /** What the way is in the document; undefined between a node and its own cards. */
  edge: Edge | undefined;
  from: string;
  to: string;
  /** An SVG path. */
  path: string;
  /** The middle of its label. */
  label: { x: number; y: number };
  /** Whether it leads back up. */
  back: boolean;
}

export interface Drawing {
  boxes: Box[];
  ways: Way[];
  width: number;
  height: number;
}

const LABEL_HEIGHT = 28;
const CORNER = 8;

interface Draft {
  id: string;
  edge: Edge | undefined;
  from: string;
  to: string;
}

/**
 * Where everything stands, computed from the flow alone: from the top downwards, branches in their order from the left.
 * `widthOf` is the room the words on a way need.
 */
export function drawingOf(document: FlowDocument, widthOf: (edge: Edge) => number): Drawing {
  const graph = new Graph({ multigraph: true });
  graph.setGraph({ rankdir: 'TB', nodesep: 28, edgesep: 20, ranksep: 30, marginx: 16, marginy: 16 });
  graph.setDefaultEdgeLabel(() => ({}));
  const nodes = inReadingOrder(document);
  const known = new Set(nodes.map((node) => node.key));
  const drafts: Draft[] = [];
  const constraints: { left: string; right: string }[] = [];
  const owners = new Map<string, { node: string; port: string | undefined }>();
  for (const node of nodes) {
    graph.setNode(node.key, { ...sizeOf(node) });
    owners.set(node.key, { node: node.key, port: undefined });
    let left: string | undefined;
    for (const { port, to } of exitsOf(node)) {
      const edge = { from: node.key, port };
      const id = `${node.key}/${port}`;
      const card = hasCards(node);
      if (card) {
        graph.setNode(id, { ...CARD_SIZE });
        owners.set(id, { node: node.key, port });
        drafts.push({ id: `${id}/card`, edge: undefined, from: node.key, to: id });
        if (left !== undefined) constraints.push({ left, right: id });
        left = id;
      }
      if (to !== undefined && known.has(to)) drafts.push({ id, edge, from: card ? id : node.key, to });
    }
  }
  for (const { id, edge, from, to } of drafts) {
    const label = edge ? { width: widthOf(edge), height: LABEL_HEIGHT, labelpos: 'c' } : {};
    graph.setEdge(from, to, { ...label, weight: edge ? 1 : 4 }, id);
  }
  arrange(graph, { constraints });
  const boxes = [...owners].map(([id, owner]): Box => {
    const { x, y, width, height } = graph.node(id) as Measured;
    return { id, ...owner, x: x - width / 2, y: y - height / 2, width, height };
  });
  const rows = rowsOf(boxes);
  const ways = drafts.map((draft): Way => {
    const routed = graph.edge(draft.from, draft.to, draft.id) as Routed;
    return { ...draft, ...route(draft, routed, boxes, rows) };
  });
  const { width, height } = graph.graph() as { width?: number; height?: number };
  return { boxes, ways, width: width ?? 0, height: height ?? 0 };
}

interface Point {
  x: number;
  y: number;
}

type Measured = Point & { width: number; height: number };

interface Routed {
  points: Point[];
  x?: number;
  y?: number;
}

interface Row {
  middle: number;
  top: number;
  bottom: number;
}

/** The rows that boxes stand in; a way turns between two rows, never inside one. */
function rowsOf(boxes: readonly Box[]): Row[] {
  const rows: Row[] = [];
  for (const box of boxes) {
    const middle = box.y + box.height / 2;
    const row = rows.find((each) => Math.abs(each.middle - middle) < 1);
    if (row) {
      row.top = Math.min(row.top, box.y);
      row.bottom = Math.max(row.bottom, box.y + box.height);
    } else rows.push({ middle, top: box.y, bottom: box.y + box.height });
  }
  return rows;
}

function route(
  { from, to }: Draft,
  { points, x, y }: Routed,
  boxes: readonly Box[],
  rows: readonly Row[],
): Pick<Way, 'path' | 'label' | 'back'> {
  const source = boxes.find((box) => box.id === from);
  const target = boxes.find((box) => box.id === to);
  const middle = points[Math.floor(points.length / 2)] ?? { x: 0, y: 0 };
  const label = { x: x ?? middle.x, y: y ?? middle.y };
  if (!source || !target) return { path: '', label, back: false };
  const back = target.y < source.y;
  const inner = points.slice(1, -1);
  const begin = { x: back ? within(source, points[0]) : source.x + source.width / 2, y: edgeOf(source, !back) };
  const end = { x: back ? within(target, points.at(-1)) : target.x + target.width / 2, y: edgeOf(target, back) };
  return { path: pathThrough(cornered([begin, ...inner, end], rows)), label, back };
}

function edgeOf(box: Box, bottom: boolean): number {
  return bottom ? box.y + box.height : box.y;
}

function within(box: Box, point: Point | undefined): number {
  const x = point?.x ?? box.x + box.width / 2;
  return Math.min(Math.max(x, box.x + 16), box.x + box.width - 16);
}

/** The points with corners between them: straight down, across in the middle of the gap between two rows, straight down. */
function cornered(points: readonly Point[], rows: readonly Row[]): Point[] {
  const result: Point[] = [];
  for (const [index, point] of points.entries()) {
    const before = points[index - 1];
    if (before && Math.abs(before.x - point.x) > 0.5) {
      const y = gap(before.y, point.y, rows);
      result.push({ x: before.x, y }, { x: point.x, y });
    }
    result.push(point);
  }
  return result;
}

function gap(from: number, to: number, rows: readonly Row[]): number {
  const [upper, lower] = from < to ? [from, to] : [to, from];
  const rowAt = (y: number) => rows.find((row) => y >= row.top - 0.5 && y <= row.bottom + 0.5);
  const top = rowAt(upper)?.bottom ?? upper + LABEL_HEIGHT / 2;
  const bottom = rowAt(lower)?.top ?? lower - LABEL_HEIGHT / 2;
  return bottom > top ? (top + bottom) / 2 : (upper + lower) / 2;
}

/** A line through points, its corners rounded. */
function pathThrough(points: readonly Point[]): string {
  const [first, ...rest] = points;
  if (!first) return '';
  let path = `M${round(first)}`;
  for (const [index, point] of rest.entries()) {
    const before = points[index];
    const after = rest[index + 1];
    if (!before || !after) {
      path += `L${round(point)}`;
      continue;
    }
    const into = Math.min(CORNER, distance(before, point) / 2);
    const out = Math.min(CORNER, distance(point, after) / 2);
    path += `L${round(toward(point, before, into))}Q${round(point)} ${round(toward(point, after, out))}`;
  }
  return path;
}

function distance(left: Point, right: Point): number {
  return Math.hypot(left.x - right.x, left.y - right.y);
}

function toward(from: Point, to: Point, by: number): Point {
  const length = distance(from, to);
  if (length === 0) return from;
  return { x: from.x + ((to.x - from.x) * by) / length, y: from.y + ((to.y - from.y) * by) / length };
}

function round({ x, y }: Point): string {
  return `${Math.round(x * 10) / 10},${Math.round(y * 10) / 10}`;
}
