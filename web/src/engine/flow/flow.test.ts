import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { nodeFromText, nodeToText } from './clipboard';
import { flowClashes, flowDifferences, mergeFlows } from './difference';
import { type Edge, exitsOf, type FlowDocument, nodeAt, targetOf, toFlow } from './document';
import { drawingOf } from './layout';
import {
  addBranch,
  addNode,
  leadTo,
  moveNode,
  pasteNode,
  removalProblem,
  removeBranch,
  removeNode,
  setElse,
  shiftBranch,
  shiftNode,
} from './operations';
import { inReadingOrder, reachable } from './reading';

const TEMPLATE = toFlow(
  JSON.parse(
    readFileSync(
      resolve(import.meta.dirname, '../../../../src/main/resources/blueprint/orders/flow/order_approval.json'),
      'utf8',
    ),
  ),
);

const EMPTY: FlowDocument = {
  kind: 'flow',
  key: 'flow',
  label: 'Flow',
  form: 'orders',
  start: { on: 'create' },
  nodes: [
    { key: 'start', type: 'start', next: 'end' },
    { key: 'end', type: 'end' },
  ],
};

const START: Edge = { from: 'start', port: 'next' };

function add(document: FlowDocument, edge: Edge, type: string): FlowDocument {
  const done = addNode(document, edge, type);
  if (!done) throw new Error(`no ${type} on ${edge.from}.${edge.port}`);
  return done.document;
}

/** Every way leads to a node that is there, and every node can be reached. */
function expectWhole(document: FlowDocument): void {
  for (const node of document.nodes) {
    for (const { port, to } of exitsOf(node)) {
      expect(nodeAt(document, to ?? ''), `${node.key}.${port} → ${to}`).toBeDefined();
    }
  }
  const now = reachable(document);
  const ends = document.nodes.filter((node) => node.type === 'end');
  expect(ends.length).toBeGreaterThan(0);
  // A branch may be led in a circle; the check tells, and the end stays to be led to.
  expect(document.nodes.filter((node) => !now.has(node.key) && (node.type !== 'end' || ends.length > 1))).toEqual([]);
  expect(new Set(document.nodes.map((node) => node.key)).size).toBe(document.nodes.length);
}

describe('building a flow', () => {
  it('puts a new node on a way, and its own way goes on where that led', () => {
    const document = add(EMPTY, START, 'approve');
    expect(targetOf(document, START)).toBe('approve');
    expect(targetOf(document, { from: 'approve', port: 'outcomes.approve' })).toBe('end');
    const twice = add(document, START, 'approve');
    expect(targetOf(twice, START)).toBe('approve_2');
    expect(targetOf(twice, { from: 'approve_2', port: 'outcomes.approve' })).toBe('approve');
    expectWhole(twice);
  });

  it('takes a node out and closes the gap', () => {
    const document = add(add(EMPTY, START, 'approve'), START, 'handle');
    expect(removeNode(document, 'handle').nodes.map((node) => node.key)).toEqual(['start', 'approve', 'end']);
    expectWhole(removeNode(document, 'handle'));
    expect(removalProblem(document, 'end')).toBe('last_end');
    expect(removalProblem(document, 'start')).toBe('start');
    expect(removeNode(document, 'end')).toBe(document);
  });

  it('takes out with a choice what only its branches led to', () => {
    const gone = removeNode(TEMPLATE, 'by_amount');
    expectWhole(gone);
    expect(targetOf(gone, START)).toBe('warehouse');
    expect(gone.nodes.map((node) => node.key)).toEqual(['start', 'warehouse', 'end']);
    const branch = removeBranch(TEMPLATE, 'by_amount', 'large');
    expectWhole(branch);
    expect(nodeAt(branch, 'director')).toBeUndefined();
  });

  it('moves a node to another way, and refuses what would cut something off', () => {
    const moved = moveNode(TEMPLATE, 'warehouse', START);
    expect(moved).toBeDefined();
    if (!moved) return;
    expectWhole(moved);
    expect(targetOf(moved, START)).toBe('warehouse');
    expect(targetOf(moved, { from: 'warehouse', port: 'outcomes.submit' })).toBe('by_amount');
    expect(targetOf(moved, { from: 'by_amount', port: 'branches.small' })).toBe('end');
    expect(moveNode(TEMPLATE, 'director', { from: 'rework', port: 'outcomes.cancel' })).toBeUndefined();
    expect(moveNode(TEMPLATE, 'warehouse', { from: 'by_amount', port: 'branches.small' })).toBeUndefined();
    expect(moveNode(TEMPLATE, 'by_amount', START)).toBeUndefined();
  });

  it('takes a node up and down its way', () => {
    const document = add(add(EMPTY, START, 'handle'), START, 'approve');
    const chain = (flow: FlowDocument) => inReadingOrder(flow).map((node) => node.key);
    const down = shiftNode(document, 'approve', 'down');
    expect(down && chain(down)).toEqual(['start', 'handle', 'approve', 'end']);
    expect(down && shiftNode(down, 'approve', 'up') && chain(shiftNode(down, 'approve', 'up') as FlowDocument)).toEqual(
      ['start', 'approve', 'handle', 'end'],
    );
    expect(shiftNode(document, 'approve', 'up')).toBeUndefined();
    const above = shiftNode(TEMPLATE, 'director', 'up');
    expect(above && targetOf(above, START)).toBe('director');
    if (above) expectWhole(above);
  });

  it('adds, orders and leads branches', () => {
    const document = add(EMPTY, START, 'condition');
    expectWhole(document);
    const two = addBranch(document, 'condition');
    expect(exitsOf(nodeAt(two, 'condition') ?? { key: '', type: '' }).map((exit) => exit.port)).toEqual([
      'branches.branch_1',
      'branches.branch_2',
      'else',
    ]);
    const turned = shiftBranch(two, 'condition', 'branch_2', -1);
    expect(exitsOf(nodeAt(turned, 'condition') ?? { key: '', type: '' })[0]?.port).toBe('branches.branch_2');
    expect(shiftBranch(two, 'condition', 'branch_1', -1).nodes).toEqual(two.nodes);
    const handled = add(two, { from: 'condition', port: 'else' }, 'handle');
    const without = setElse(handled, 'condition', false);
    expectWhole(without);
    expect(nodeAt(without, 'handle')).toBeUndefined();
    expect(targetOf(setElse(without, 'condition', true), { from: 'condition', port: 'else' })).toBe('end');
    const led = leadTo(handled, { from: 'condition', port: 'branches.branch_1' }, 'handle');
    expect(targetOf(led, { from: 'condition', port: 'branches.branch_1' })).toBe('handle');
  });

  it('splits into parallel branches that come together, and takes the join out with the split', () => {
    const document = add(EMPTY, START, 'parallel');
    expectWhole(document);
    expect(document.nodes.map((node) => node.key)).toEqual(['start', 'parallel', 'join', 'end']);
    const handled = add(document, { from: 'parallel', port: 'branches.branch_2' }, 'handle');
    expect(targetOf(handled, { from: 'handle', port: 'outcomes.submit' })).toBe('join');
    const three = addBranch(handled, 'parallel');
    expect(targetOf(three, { from: 'parallel', port: 'branches.branch_3' })).toBe('join');
    expectWhole(three);
    const two = removeBranch(three, 'parallel', 'branch_2');
    expect(nodeAt(two, 'handle')).toBeUndefined();
    expect(removeBranch(two, 'parallel', 'branch_1').nodes).toEqual(two.nodes);
    expect(removalProblem(three, 'join')).toBe('join');
    expect(removeNode(three, 'join')).toBe(three);
    const gone = removeNode(document, 'parallel');
    expect(gone.nodes.map((node) => node.key)).toEqual(['start', 'end']);
    expectWhole(removeNode(three, 'parallel'));
    expect(nodeAt(removeNode(three, 'parallel'), 'join')).toBeUndefined();
  });

  it('copies a node, also into another flow', () => {
    const director = nodeFromText(nodeToText(nodeAt(TEMPLATE, 'director') ?? { key: '', type: '' }));
    expect(director).toEqual(nodeAt(TEMPLATE, 'director'));
    if (!director) return;
    const there = pasteNode(EMPTY, START, director);
    expect(there?.key).toBe('director');
    if (there) expectWhole(there.document);
    const here = pasteNode(TEMPLATE, START, director);
    expect(here?.key).toBe('director_2');
    expect(here && targetOf(here.document, { from: 'director_2', port: 'outcomes.reject' })).toBe('rework');
    if (here) expectWhole(here.document);
    expect(nodeFromText('{"nothing": 1}')).toBeUndefined();
    expect(nodeFromText('xiaodan/flow-node {')).toBeUndefined();
  });

  it('stays whole through hundreds of steps at random', () => {
    let seed = 20_260_301;
    const random = (below: number) => {
      seed = (Math.imul(seed, 1_103_515_245) + 12_345) & 0x7fffffff;
      return Math.floor((seed / 0x7fffffff) * below);
    };
    const pick = <T>(all: readonly T[]): T => all[random(all.length)] as T;
    let done = 0;
    for (let round = 0; round < 24; round += 1) {
      let document = round % 2 === 0 ? EMPTY : TEMPLATE;
      for (let step = 0; step < 40; step += 1) {
        const node = pick(document.nodes);
        const edges = document.nodes.flatMap((each) => exitsOf(each).map(({ port }) => ({ from: each.key, port })));
        const edge = pick(edges);
        const before = document;
        switch (random(document.nodes.length > 20 ? 9 : 12)) {
          case 0:
          case 1:
          case 2:
            document = removeNode(document, node.key);
            break;
          case 3:
            document = moveNode(document, node.key, edge) ?? document;
            break;
          case 4:
            document = shiftNode(document, node.key, pick(['up', 'down'] as const)) ?? document;
            break;
          case 5:
            document = pasteNode(document, edge, node)?.document ?? document;
            break;
          case 6:
            if (node.type === 'condition') document = removeBranch(document, node.key, 'branch_1');
            break;
          case 7:
            if (node.type === 'condition') document = addBranch(document, node.key);
            break;
          case 8:
            document = leadTo(document, edge, pick(document.nodes.filter(({ type }) => type !== 'start')).key);
            break;
          default:
            document =
              addNode(document, edge, pick(['approve', 'handle', 'cc', 'condition', 'parallel']))?.document ?? document;
        }
        if (document !== before) done += 1;
        expectWhole(document);
      }
    }
    expect(done).toBeGreaterThan(400);
  }, 60_000);
});

describe('two documents of a flow', () => {
  const renamed: FlowDocument = {
    ...TEMPLATE,
    nodes: TEMPLATE.nodes.map((node) => (node.key === 'director' ? { ...node, label: { zh: '总监' } } : node)),
  };

  it('differ by what can be said in a sentence', () => {
    const after = addNode(renamed, START, 'handle')?.document ?? renamed;
    expect(flowDifferences(TEMPLATE, after).map(({ kind, node, property }) => [kind, node, property])).toEqual([
      ['changed', 'start', 'next'],
      ['added', 'handle', undefined],
      ['changed', 'director', 'label'],
    ]);
    expect(flowDifferences(TEMPLATE, TEMPLATE)).toEqual([]);
  });

  it('are merged, and where both changed the same thing one of them wins', () => {
    const theirs = removeNode(TEMPLATE, 'rework');
    const both = mergeFlows(TEMPLATE, renamed, theirs, 'mine');
    expect(nodeAt(both, 'director')?.label).toEqual({ zh: '总监' });
    expect(nodeAt(both, 'rework')).toBeUndefined();
    expect(flowClashes(TEMPLATE, renamed, theirs)).toEqual([]);
    const other = {
      ...TEMPLATE,
      nodes: renamed.nodes.map((node) => (node.key === 'director' ? { ...node, label: '老板' } : node)),
    };
    expect(flowClashes(TEMPLATE, renamed, other).map(({ node, property }) => [node, property])).toEqual([
      ['director', 'label'],
    ]);
    expect(nodeAt(mergeFlows(TEMPLATE, renamed, other, 'theirs'), 'director')?.label).toBe('老板');
  });
});

describe('the drawing of a flow', () => {
  const drawing = drawingOf(TEMPLATE, () => 60);
  const box = (id: string) => drawing.boxes.find((each) => each.id === id) ?? { x: -1, y: -1, width: 0, height: 0 };

  it('goes downwards, with the branches in their order from the left', () => {
    expect(box('start').y).toBeLessThan(box('by_amount').y);
    expect(box('by_amount').y).toBeLessThan(box('director').y);
    expect(box('warehouse').y).toBeLessThan(box('end').y);
    expect(box('by_amount/branches.small').x).toBeLessThan(box('by_amount/branches.large').x);
    expect(drawing.ways.filter((way) => way.back).map((way) => way.id)).toEqual(['rework/outcomes.submit']);
  });

  it('puts nothing on top of anything else', () => {
    const { boxes } = drawing;
    for (const [index, left] of boxes.entries()) {
      for (const right of boxes.slice(index + 1)) {
        const apart =
          left.x + left.width <= right.x ||
          right.x + right.width <= left.x ||
          left.y + left.height <= right.y ||
          right.y + right.height <= left.y;
        expect(apart, `${left.id} ${right.id}`).toBe(true);
      }
    }
  });

  it('has a way for every way out, beside those to the cards', () => {
    const exits = TEMPLATE.nodes.flatMap((node) => exitsOf(node).map(({ port }) => `${node.key}/${port}`));
    expect(drawing.ways.flatMap((way) => (way.edge ? [way.id] : [])).sort()).toEqual(exits.sort());
    expect(drawing.ways.every((way) => way.path.startsWith('M'))).toBe(true);
  });
});
