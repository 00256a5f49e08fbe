import { type Timer, timerElement, timerFlow, timersOf } from './bpmn-limits';
import {
  branchesOf,
  exitsOf,
  type FlowDocument,
  type FlowNode,
  type LimitStep,
  outcomesOf,
  type PeopleNode,
} from './document';
import { type Box, drawingOf, type Way } from './layout';
import { reachable } from './reading';

/** What people read in the exported drawing. */
export interface BpmnWords {
  flow: string;
  node: (node: FlowNode) => string;
  /** A way out; empty for the only way there is. */
  exit: (node: FlowNode, port: string) => string;
  who: (node: FlowNode) => string;
  /** What happens around the moment a task is due. */
  limit: (step: LimitStep) => string;
}

interface Point {
  x: number;
  y: number;
}

interface Bounds extends Point {
  width: number;
  height: number;
}

const NAMESPACES = [
  'xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"',
  'xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI"',
  'xmlns:dc="http://www.omg.org/spec/DD/20100524/DC"',
  'xmlns:di="http://www.omg.org/spec/DD/20100524/DI"',
  'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"',
].join(' ');

const EVENT = 36;
const GATEWAY = 50;

/** XML has no way to say most control characters. */
function isSayable(character: string): boolean {
  const code = character.codePointAt(0) ?? 0;
  return code >= 32 || code === 9 || code === 10 || code === 13;
}

function escaped(text: string): string {
  return [...text]
    .filter(isSayable)
    .join('')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

function elementOf(node: FlowNode, joined: ReadonlyMap<string, string>): string {
  switch (node.type) {
    case 'start':
      return 'startEvent';
    case 'end':
      return 'endEvent';
    case 'approve':
    case 'handle':
      return 'userTask';
    case 'cc':
      return 'sendTask';
    case 'condition':
    case 'decision_table':
      return 'exclusiveGateway';
    case 'parallel':
      return 'parallelGateway';
    case 'inclusive':
      return 'inclusiveGateway';
    case 'join':
      return joined.get(node.key) === 'inclusive' ? 'inclusiveGateway' : 'parallelGateway';
    case 'delay':
      return 'intermediateCatchEvent';
    case 'action':
      return 'serviceTask';
    case 'subflow':
      return 'callActivity';
    default:
      return 'task';
  }
}

const flowId = (from: string, port: string) => `flow_${from}_${port.replaceAll('.', '_')}`;

interface Sequence {
  id: string;
  from: FlowNode;
  port: string;
  to: string;
  name: string;
  condition: string | undefined;
}

/** The sequence flows of a node: outcomes of people and branches carry their conditions. */
function sequencesOf(node: FlowNode, known: ReadonlySet<string>, words: BpmnWords): Sequence[] {
  return exitsOf(node).flatMap(({ port, to }) => {
    if (to === undefined || !known.has(to)) return [];
    const [group, key = ''] = port.split('.');
    const branch = branchesOf(node).find((each) => `branches.${each.key}` === port);
    const several = outcomesOf(node).length > 1;
    const row = node.type === 'decision_table' && (group === 'rows' || group === 'next');
    const condition =
      group === 'outcomes' && several
        ? `outcome = "${key}"`
        : branch?.when && node.type !== 'parallel'
          ? branch.when
          : row
            ? words.exit(node, port) || port
            : undefined;
    return [{ id: flowId(node.key, port), from: node, port, to, name: words.exit(node, port), condition }];
  });
}

function insideOf(node: FlowNode, words: BpmnWords): string {
  if (node.type === 'end') return '<terminateEventDefinition/>';
  if (node.type === 'delay') {
    const timer =
      typeof node.until === 'string'
        ? `<timeDate xsi:type="tFormalExpression">${escaped(node.until)}</timeDate>`
        : `<timeDuration xsi:type="tFormalExpression">PT${Number(node.after ?? 0)}M</timeDuration>`;
    return `<timerEventDefinition>${timer}</timerEventDefinition>`;
  }
  if (node.type !== 'approve' && node.type !== 'handle') return '';
  const { mode, share } = node as PeopleNode;
  const who = words.who(node);
  const owner =
    who === ''
      ? ''
      : `<potentialOwner><resourceAssignmentExpression><formalExpression>${escaped(who)}</formalExpression></resourceAssignmentExpression></potentialOwner>`;
  if (mode === undefined || mode === 'any') return owner;
  const complete =
    mode === 'vote'
      ? `<completionCondition xsi:type="tFormalExpression">agreed &gt;= ${share ?? 50} %</completionCondition>`
      : '';
  return `${owner}<multiInstanceLoopCharacteristics isSequential="${mode === 'in_turn'}">${complete}</multiInstanceLoopCharacteristics>`;
}

/** A flow as BPMN 2.0 with its diagram, for people who describe processes elsewhere. */
export function bpmnOf(document: FlowDocument, words: BpmnWords): string {
  const reached = reachable(document);
  const nodes = document.nodes.filter((node) => reached.has(node.key));
  const whole = { ...document, nodes };
  const known = new Set(nodes.map((node) => node.key));
  const joined = new Map(
    nodes.flatMap((node) => (typeof node.join === 'string' ? [[node.join, node.type] as const] : [])),
  );
  const sequences = nodes.flatMap((node) => sequencesOf(node, known, words));
  const timers = nodes.flatMap((node) => timersOf(node, known));
  const process = `process_${document.key}`;
  const elements = nodes.map((node) => {
    const name = elementOf(node, joined);
    const usual = sequences.find((each) => each.from === node && each.port === 'else');
    const called = node.type === 'subflow' && node.flow ? ` calledElement="process_${escaped(String(node.flow))}"` : '';
    const fallback =
      usual && (name === 'exclusiveGateway' || name === 'inclusiveGateway') ? ` default="${usual.id}"` : '';
    const incoming = [
      ...sequences.filter((each) => each.to === node.key).map((each) => each.id),
      ...timers.filter((each) => each.to === node.key).map(timerFlow),
    ].map((id) => `<incoming>${id}</incoming>`);
    const outgoing = sequences.filter((each) => each.from === node).map((each) => `<outgoing>${each.id}</outgoing>`);
    return `    <${name} id="node_${node.key}" name="${escaped(words.node(node))}"${called}${fallback}>${[
      ...incoming,
      ...outgoing,
    ].join('')}${insideOf(node, words)}</${name}>`;
  });
  const flows = sequences.map((each) => {
    const head = `<sequenceFlow id="${each.id}" sourceRef="node_${each.from.key}" targetRef="node_${each.to}"${each.name === '' ? '' : ` name="${escaped(each.name)}"`}`;
    return each.condition === undefined
      ? `    ${head}/>`
      : `    ${head}><conditionExpression xsi:type="tFormalExpression">${escaped(each.condition)}</conditionExpression></sequenceFlow>`;
  });
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<definitions ${NAMESPACES} id="definitions_${document.key}" targetNamespace="https://xiaodan.io/flows" exporter="Xiaodan">`,
    `  <process id="${process}" name="${escaped(words.flow)}" isExecutable="false">`,
    ...elements,
    ...timers.map((timer) => timerElement(timer, escaped(words.limit(timer.step)))),
    ...flows,
    ...timers.flatMap((timer) =>
      timer.to === undefined
        ? []
        : [`    <sequenceFlow id="${timerFlow(timer)}" sourceRef="${timer.id}" targetRef="node_${timer.to}"/>`],
    ),
    '  </process>',
    `  <bpmndi:BPMNDiagram id="diagram_${document.key}">`,
    `    <bpmndi:BPMNPlane id="plane_${document.key}" bpmnElement="${process}">`,
    ...diagramOf(whole, sequences, timers, joined),
    '    </bpmndi:BPMNPlane>',
    '  </bpmndi:BPMNDiagram>',
    '</definitions>',
    '',
  ].join('\n');
}

function diagramOf(
  document: FlowDocument,
  sequences: readonly Sequence[],
  timers: readonly Timer[],
  joined: ReadonlyMap<string, string>,
): string[] {
  const drawing = drawingOf(document, () => 24);
  const shapes = new Map(
    drawing.boxes
      .filter((box) => box.port === undefined)
      .map((box) => [
        box.node,
        boundsOf(
          box,
          document.nodes.find((node) => node.key === box.node),
          joined,
        ),
      ]),
  );
  const way = (id: string) => drawing.ways.find((each) => each.id === id);
  return [
    ...[...shapes].map(
      ([key, { x, y, width, height }]) =>
        `      <bpmndi:BPMNShape id="shape_${key}" bpmnElement="node_${key}"><dc:Bounds x="${x}" y="${y}" width="${width}" height="${height}"/></bpmndi:BPMNShape>`,
    ),
    ...sequences.map((each) => {
      const id = `${each.from.key}/${each.port}`;
      const points = [...pointsOf(way(`${id}/card`)), ...pointsOf(way(id))];
      const ends = [shapes.get(each.from.key), shapes.get(each.to)] as const;
      const line = fitted(points, ends[0], ends[1]);
      return `      <bpmndi:BPMNEdge id="edge_${each.id}" bpmnElement="${each.id}">${line
        .map(({ x, y }) => `<di:waypoint x="${x}" y="${y}"/>`)
        .join('')}</bpmndi:BPMNEdge>`;
    }),
    ...timers.flatMap((timer) => timerDrawing(timer, shapes)),
  ];
}

/** A timer stands on the lower edge of its task, one beside the other from the right. */
function timerDrawing(timer: Timer, shapes: ReadonlyMap<string, Bounds>): string[] {
  const task = shapes.get(timer.node.key);
  if (!task) return [];
  const bounds: Bounds = {
    x: round(task.x + task.width - EVENT / 2 - (timer.index + 1) * (EVENT + 6)),
    y: round(task.y + task.height - EVENT / 2),
    width: EVENT,
    height: EVENT,
  };
  const target = timer.to === undefined ? undefined : shapes.get(timer.to);
  const line = fitted([], bounds, target).map(({ x, y }) => `<di:waypoint x="${x}" y="${y}"/>`);
  return [
    `      <bpmndi:BPMNShape id="shape_${timer.id}" bpmnElement="${timer.id}"><dc:Bounds x="${bounds.x}" y="${bounds.y}" width="${EVENT}" height="${EVENT}"/></bpmndi:BPMNShape>`,
    ...(target
      ? [
          `      <bpmndi:BPMNEdge id="edge_${timerFlow(timer)}" bpmnElement="${timerFlow(timer)}">${line.join('')}</bpmndi:BPMNEdge>`,
        ]
      : []),
  ];
}

const round = (value: number) => Math.round(value * 10) / 10;

/** Events and gateways are smaller than the boxes of the product's own drawing: they stand in their middle. */
function boundsOf(box: Box, node: FlowNode | undefined, joined: ReadonlyMap<string, string>): Bounds {
  const element = node ? elementOf(node, joined) : 'task';
  const size = element.endsWith('Event') ? EVENT : element.endsWith('Gateway') ? GATEWAY : undefined;
  const [width, height] = size === undefined ? [box.width, box.height] : [size, size];
  return { x: round(box.x + (box.width - width) / 2), y: round(box.y + (box.height - height) / 2), width, height };
}

/** The corners of a way: its path without the roundings. */
function pointsOf(way: Way | undefined): Point[] {
  const points: Point[] = [];
  for (const [, command, numbers = ''] of (way?.path ?? '').matchAll(/([MLQ])([^MLQ]*)/g)) {
    const values = numbers
      .trim()
      .split(/[\s,]+/)
      .map(Number);
    // Of a rounding only the corner itself counts; a line that ends before one is left out by it.
    if (command === 'Q') points.pop();
    const [x, y] = values;
    if (x !== undefined && y !== undefined) points.push({ x, y });
    if (command === 'Q' && values.length >= 4) points.push({ x: values[2] ?? 0, y: values[3] ?? 0 });
  }
  return points.filter((point, index) => {
    const before = points[index - 1];
    return !before || Math.hypot(before.x - point.x, before.y - point.y) >= 1;
  });
}

/** The line from the edge of one shape to the edge of the other. */
function fitted(points: readonly Point[], from: Bounds | undefined, to: Bounds | undefined): Point[] {
  const inner = points.slice(1, -1);
  const middle = (bounds: Bounds): Point => ({ x: bounds.x + bounds.width / 2, y: bounds.y + bounds.height / 2 });
  if (!from || !to) return [...points];
  const first = onEdge(from, inner[0] ?? middle(to));
  const last = onEdge(to, inner.at(-1) ?? middle(from));
  return [first, ...inner, last].map(({ x, y }) => ({ x: round(x), y: round(y) }));
}

/** Where a line from the middle of a shape to a point leaves the shape. */
function onEdge({ x, y, width, height }: Bounds, toward: Point): Point {
  const middle = { x: x + width / 2, y: y + height / 2 };
  const [dx, dy] = [toward.x - middle.x, toward.y - middle.y];
  if (dx === 0 && dy === 0) return { x: middle.x, y: y + height };
  const scale = Math.min(
    dx === 0 ? Number.POSITIVE_INFINITY : width / 2 / Math.abs(dx),
    dy === 0 ? Number.POSITIVE_INFINITY : height / 2 / Math.abs(dy),
  );
  return { x: middle.x + dx * scale, y: middle.y + dy * scale };
}
