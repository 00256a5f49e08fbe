// @vitest-environment jsdom
import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type BpmnWords, bpmnOf } from './bpmn';
import {
  exitsOf,
  type FlowDocument,
  type FlowNode,
  type LimitStep,
  type PeopleNode,
  patchNode,
  toFlow,
} from './document';
import { addNode } from './operations';
import { reachable } from './reading';

const TEMPLATE = toFlow(
  JSON.parse(
    readFileSync(
      resolve(import.meta.dirname, '../../../../src/main/resources/blueprint/orders/flow/order_approval.json'),
      'utf8',
    ),
  ),
);

const WORDS: BpmnWords = {
  flow: '订单 & "审批" <1>',
  node: (node) => `${node.key} <&>`,
  exit: (_, port) => port,
  who: () => '角色 & 人',
  limit: (step) => `${step.do} & more`,
};

/** One of every type there is, nested as the designer nests them. */
function everything(): FlowDocument {
  let document: FlowDocument = {
    kind: 'flow',
    key: 'all',
    label: 'All',
    form: 'orders',
    start: { on: 'create' },
    nodes: [
      { key: 'start', type: 'start', next: 'end' },
      { key: 'end', type: 'end' },
    ],
  };
  for (const type of [
    'approve',
    'handle',
    'cc',
    'condition',
    'decision_table',
    'parallel',
    'inclusive',
    'delay',
    'action',
    'subflow',
  ]) {
    const done = addNode(document, { from: 'start', port: 'next' }, type);
    if (!done) throw new Error(type);
    document = done.document;
  }
  return document;
}

/** What the schema of BPMN 2.0 demands of a process and its diagram. */
function expectValid(document: FlowDocument): Document {
  const xml = bpmnOf(document, WORDS);
  const read = new DOMParser().parseFromString(xml, 'application/xml');
  expect(read.querySelector('parsererror')?.textContent ?? '').toBe('');
  const ids = [...read.querySelectorAll('[id]')].map((each) => each.id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const id of ids) expect(id).toMatch(/^[A-Za-z_][\w.-]*$/);
  const process = read.querySelector('process');
  const byId = new Map([...(process?.children ?? [])].map((each) => [each.id, each]));
  const flows = [...(process?.querySelectorAll('sequenceFlow') ?? [])];
  for (const flow of flows) {
    const [source, target] = [
      byId.get(flow.getAttribute('sourceRef') ?? ''),
      byId.get(flow.getAttribute('targetRef') ?? ''),
    ];
    expect([...(source?.querySelectorAll('outgoing') ?? [])].map((each) => each.textContent)).toContain(flow.id);
    expect([...(target?.querySelectorAll('incoming') ?? [])].map((each) => each.textContent)).toContain(flow.id);
  }
  for (const each of process?.children ?? []) {
    if (each.tagName === 'sequenceFlow') continue;
    const order = [...each.children].map((child) => child.tagName);
    const sorted = order.toSorted((left, right) => rank(left) - rank(right));
    expect(order, each.id).toEqual(sorted);
    if (each.tagName === 'startEvent') expect(each.querySelector('incoming')).toBeNull();
    if (each.tagName === 'endEvent') expect(each.querySelector('outgoing')).toBeNull();
    const fallback = each.getAttribute('default');
    if (fallback) expect(byId.get(fallback)?.querySelector('conditionExpression')).toBeNull();
  }
  const drawn = [...read.getElementsByTagName('*')].filter((each) => each.hasAttribute('bpmnElement'));
  const expected = [...byId.keys(), process?.id];
  expect(drawn.map((each) => each.getAttribute('bpmnElement')).toSorted()).toEqual(expected.toSorted());
  for (const edge of drawn.filter((each) => each.localName === 'BPMNEdge')) {
    expect(edge.children.length, edge.id).toBeGreaterThanOrEqual(2);
    for (const point of edge.children) {
      expect(Number.isFinite(Number(point.getAttribute('x'))) && Number.isFinite(Number(point.getAttribute('y')))).toBe(
        true,
      );
    }
  }
  return read;
}

function rank(name: string): number {
  const order = ['incoming', 'outgoing', 'potentialOwner', 'multiInstanceLoopCharacteristics'];
  const at = order.indexOf(name);
  return at < 0 ? order.length : at;
}

describe('a flow as BPMN 2.0', () => {
  it('is valid for the template, with every way of it', () => {
    const read = expectValid(TEMPLATE);
    const ways = TEMPLATE.nodes.filter((node) => reachable(TEMPLATE).has(node.key)).flatMap(exitsOf);
    expect(read.querySelectorAll('sequenceFlow')).toHaveLength(ways.length);
    expect(read.querySelector('conditionExpression')?.textContent).toContain('5000');
    expect(read.querySelector('process')?.getAttribute('name')).toBe(WORDS.flow);
  });

  it('is valid with a node of every type', () => {
    const read = expectValid(everything());
    for (const element of [
      'userTask',
      'sendTask',
      'exclusiveGateway',
      'parallelGateway',
      'inclusiveGateway',
      'serviceTask',
      'callActivity',
      'timerEventDefinition',
    ]) {
      expect(read.querySelector(element), element).not.toBeNull();
    }
  });
});

const STEPS: LimitStep[] = [
  { at: -30, do: 'remind' },
  { at: 0, do: 'escalate' },
  { at: 60, do: 'transfer' },
  { at: 120, do: 'pass' },
  { at: 180, do: 'reject' },
];

/** Numbers that are the same at every run. */
function seeded(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

/** A flow drawn at random, as the designer would let somebody draw it, with limits of every kind. */
function random(seed: number): FlowDocument {
  const next = seeded(seed);
  let document: FlowDocument = { ...everything(), key: `random_${seed}`, nodes: everything().nodes.filter(isEnd) };
  const types = ['approve', 'handle', 'cc', 'condition', 'decision_table', 'parallel', 'inclusive', 'delay', 'action'];
  for (let i = 0; i < 14; i++) {
    const ways = document.nodes
      .filter((node) => reachable(document).has(node.key))
      .flatMap((node) => exitsOf(node).map(({ port }) => ({ from: node.key, port })));
    const way = ways[next(ways.length)];
    const added = way && addNode(document, way, types[next(types.length)] ?? 'approve');
    if (!added) continue;
    document = added.document;
    const count = next(STEPS.length + 1);
    document = patchNode(document, added.key ?? '', (node) =>
      node.type === 'approve' || node.type === 'handle'
        ? { ...node, limit: { after: 480, steps: STEPS.slice(0, count) }, mode: next(2) === 0 ? 'all' : 'in_turn' }
        : node,
    );
  }
  return document;
}

const isEnd = (node: FlowNode) => node.key === 'start' || node.key === 'end';

describe('the drawings that are held against the schema of BPMN 2.0 by a test of the server', () => {
  const folder = resolve(import.meta.dirname, '../../../../conformance/bpmn');
  const drawings: Record<string, FlowDocument> = { order_approval: TEMPLATE, everything: everything() };
  for (let seed = 1; seed <= 10; seed++) drawings[`random_${seed}`] = random(seed);

  it.each(Object.keys(drawings))('%s is what is exported today', (name) => {
    const document = drawings[name] as FlowDocument;
    const xml = bpmnOf(document, WORDS);
    const file = resolve(folder, `${name}.bpmn`);
    if (process.env.WRITE_BPMN) writeFileSync(file, xml);
    expect(readFileSync(file, 'utf8'), 'write them again with WRITE_BPMN=1').toBe(xml);
    const limits = document.nodes
      .filter((node) => reachable(document).has(node.key))
      .flatMap((node) => (node as PeopleNode).limit?.steps ?? []);
    expect(xml.match(/<boundaryEvent /g) ?? []).toHaveLength(limits.length);
  });

  it('say that a time limit ends a task only where it decides', () => {
    const read = expectValid(random(3));
    for (const event of read.querySelectorAll('boundaryEvent')) {
      const ends = /^(pass|reject)/.test(event.getAttribute('name') ?? '');
      expect(event.getAttribute('cancelActivity')).toBe(String(ends));
      expect(event.querySelector('outgoing') !== null).toBe(ends);
    }
    expect(read.querySelectorAll('boundaryEvent').length).toBeGreaterThan(0);
  });
});
