// @vitest-environment jsdom
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type BpmnWords, bpmnOf } from './bpmn';
import { exitsOf, type FlowDocument, toFlow } from './document';
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
