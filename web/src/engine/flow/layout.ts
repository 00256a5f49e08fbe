import { layout as arrange, Graph } from '@dagrejs/dagre';
import { type Edge, exitsOf, type FlowDocument } from './document';
import { CARD_SIZE, hasCards, sizeOf } from './layout-sizes';
import { inReadingOrder } from './reading';
import { type Area, crossings, type Point, pathsOf, type Route } from './routes';

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

/** The room for the words and the button on a way, in pixels. */
const STOP_HEIGHT = 28;

interface Draft {
  id: string;
  edge: Edge | undefined;
  from: string;
  to: string;
  back: boolean;
}

interface Parts {
  drafts: Draft[];
  owners: Map<string, { node: string; port: string | undefined; size: { width: number; height: number } }>;
  /** Members that stand beside one another in this order: cards, and the ways on from them. */
  cards: string[][];
  stops: string[][];
}

function partsOf(document: FlowDocument): Parts {
  const nodes = inReadingOrder(document);
  const rank = new Map(nodes.map((node, index) => [node.key, index]));
  const parts: Parts = { drafts: [], owners: new Map(), cards: [], stops: [] };
  for (const [index, node] of nodes.entries()) {
    parts.owners.set(node.key, { node: node.key, port: undefined, size: sizeOf(node) });
    const cards: string[] = [];
    const stops: string[] = [];
    for (const { port, to } of exitsOf(node)) {
      const id = `${node.key}/${port}`;
      const card = hasCards(node);
      if (card) {
        parts.owners.set(id, { node: node.key, port, size: CARD_SIZE });
        parts.drafts.push({ id: `${id}/card`, edge: undefined, from: node.key, to: id, back: false });
        cards.push(id);
      }
      const goal = to === undefined ? undefined : rank.get(to);
      if (to === undefined || goal === undefined) continue;
      const back = goal <= index;
      parts.drafts.push({ id, edge: { from: node.key, port }, from: card ? id : node.key, to, back });
      if (!back && card) stops.push(stopOf(id));
    }
    parts.cards.push(cards);
    parts.stops.push(stops);
  }
  return parts;
}

function stopOf(id: string): string {
  return `${id}/stop`;
}

/**
 * Where everything stands, computed from the flow alone: from the top downwards, branches in their order from the left.
 * `widthOf` is the room the words on a way need. Ways back are laid out the other way round, so that nothing turns.
 */
export function drawingOf(document: FlowDocument, widthOf: (edge: Edge) => number): Drawing {
  const parts = partsOf(document);
  // What the branches' order costs in crossings is known only afterwards: the calmest drawing is taken.
  const tries = [[...parts.cards, ...parts.stops], parts.cards, []].map((orders) =>
    turnedRound(parts, arranged(parts, orders, widthOf)),
  );
  const [first, ...others] = tries.map((graph) => ({ graph, routes: routesOf(parts, graph) }));
  if (!first) throw new Error('nothing was arranged');
  const { graph, routes } = others.reduce(
    (best, each) => (crossings(each.routes) < crossings(best.routes) ? each : best),
    first,
  );
  return drawn(parts, graph, routes);
}

function arranged({ drafts, owners }: Parts, orders: readonly string[][], widthOf: (edge: Edge) => number): Graph {
  const graph = new Graph({ multigraph: true });
  graph.setGraph({ rankdir: 'TB', nodesep: 28, edgesep: 24, ranksep: 26, marginx: 16, marginy: 16 });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const [id, { size }] of owners) graph.setNode(id, { ...size });
  for (const { id, edge, from, to, back } of drafts) {
    if (!edge) {
      graph.setEdge(from, to, { weight: 4 });
      continue;
    }
    graph.setNode(stopOf(id), { width: widthOf(edge), height: STOP_HEIGHT });
    const [upper, lower] = back ? [to, from] : [from, to];
    graph.setEdge(upper, stopOf(id), { weight: 2 });
    graph.setEdge(stopOf(id), lower, {});
  }
  const constraints = orders.flatMap((order) =>
    order.slice(1).map((right, index) => ({ left: order[index] ?? right, right })),
  );
  arrange(graph, { constraints });
  return graph;
}

/** Left and right exchanged where most branches would otherwise stand against their order. */
function turnedRound({ cards }: Parts, graph: Graph): Graph {
  const steps = cards.flatMap((order) =>
    order.slice(1).map((id, index) => areaOf(graph, id).x - areaOf(graph, order[index] ?? id).x),
  );
  if (steps.filter((step) => step < 0).length <= steps.length / 2) return graph;
  const width = (graph.graph() as { width?: number }).width ?? 0;
  const turn = (point: Point) => {
    point.x = width - point.x;
  };
  for (const id of graph.nodes()) turn(areaOf(graph, id));
  for (const edge of graph.edges()) for (const point of (graph.edge(edge) as { points: Point[] }).points) turn(point);
  return graph;
}

function areaOf(graph: Graph, id: string): Area {
  return graph.node(id) as Area;
}

function routesOf({ drafts }: Parts, graph: Graph): Route[] {
  const at = (id: string) => areaOf(graph, id);
  const bends = (from: string, to: string) => (graph.edge(from, to) as { points: Point[] }).points.slice(1, -1);
  return drafts.map(({ id, edge, from, to, back }): Route => {
    if (!edge) return { id, from, to, points: [foot(at(from)), head(at(to))] };
    const stop = stopOf(id);
    const [upper, lower] = back ? [to, from] : [from, to];
    const inner = [...bends(upper, stop), { x: at(stop).x, y: at(stop).y }, ...bends(stop, lower)];
    const points = back ? backwards(at(from), at(to), inner.toReversed()) : [foot(at(from)), ...inner, head(at(to))];
    return { id, from, to, points };
  });
}

function drawn({ drafts, owners }: Parts, graph: Graph, routes: readonly Route[]): Drawing {
  const at = (id: string) => areaOf(graph, id);
  const boxes = [...owners].map(([id, { node, port }]): Box => {
    const { x, y, width, height } = at(id);
    return { id, node, port, x: x - width / 2, y: y - height / 2, width, height };
  });
  const areas = graph.nodes().map(at);
  const paths = pathsOf(routes, areas);
  const ways = drafts.map((draft): Way => {
    const { x, y } = draft.edge ? at(stopOf(draft.id)) : head(at(draft.to));
    return { ...draft, path: paths.get(draft.id) ?? '', label: { x, y } };
  });
  const { width, height } = graph.graph() as { width?: number; height?: number };
  return { boxes, ways, width: width ?? 0, height: height ?? 0 };
}

function head({ x, y, height }: Area): Point {
  return { x, y: y - height / 2 };
}

function foot({ x, y, height }: Area): Point {
  return { x, y: y + height / 2 };
}

/** A way back leaves at the top, beside the middle, where other ways arrive, and comes in from the side. */
function backwards(source: Area, target: Area, inner: readonly Point[]): Point[] {
  const first = inner[0] ?? head(source);
  const last = inner.at(-1) ?? first;
  const side = first.x > source.x ? 1 : -1;
  const begin = { x: source.x + (side * source.width) / 4, y: source.y - source.height / 2 };
  const half = target.width / 2;
  if (Math.abs(last.x - target.x) > half) {
    const edge = last.x < target.x ? target.x - half : target.x + half;
    return [begin, ...inner, { x: last.x, y: target.y }, { x: edge, y: target.y }];
  }
  const x = Math.min(Math.max(last.x, target.x - half + 16), target.x + half - 16);
  return [begin, ...inner, { x, y: target.y + target.height / 2 }];
}
