import {
  type Branch,
  branchesOf,
  type Edge,
  exitsOf,
  type FlowDocument,
  type FlowNode,
  freeNodeKey,
  nodeAt,
  patchNode,
  targetOf,
  turned,
  turnedAll,
} from './document';
import { kindOf } from './kinds';
import { reachable, waysTo } from './reading';

/** What an operation gives: the next flow, and the node that is then of interest. */
export interface Done {
  document: FlowDocument;
  key: string | undefined;
}

/** Where a way that ends the matter leads: the first end there is. */
function endOf(document: FlowDocument): string | undefined {
  return document.nodes.find((node) => node.type === 'end')?.key;
}

/** Leads every way to `from` to `to`, except those of the nodes named. */
function redirect(document: FlowDocument, from: string, to: string, except: readonly string[] = []): FlowDocument {
  const nodes = document.nodes.map((node) =>
    except.includes(node.key) ? node : turnedAll(node, (exit) => (exit.to === from ? to : undefined)),
  );
  return { ...document, nodes };
}

function placedAfter(document: FlowDocument, key: string, added: readonly FlowNode[]): FlowDocument {
  const index = document.nodes.findIndex((node) => node.key === key);
  return { ...document, nodes: document.nodes.toSpliced(index + 1, 0, ...added) };
}

/** Puts a new node of a type on a way; undefined where it cannot be made. */
export function addNode(document: FlowDocument, edge: Edge, type: string): Done | undefined {
  const make = kindOf(type).make;
  const next = targetOf(document, edge) ?? endOf(document);
  if (!make || next === undefined) return undefined;
  const given: string[] = [];
  const key = (wished: string) => {
    const free = freeNodeKey(document, wished, given);
    given.push(free);
    return free;
  };
  return inserted(document, edge, make({ key, next, end: endOf(document) ?? next }));
}

function inserted(document: FlowDocument, edge: Edge, added: readonly FlowNode[]): Done | undefined {
  const [first] = added;
  if (!first) return undefined;
  const before = reachable(document);
  const led = patchNode(placedAfter(document, edge.from, added), edge.from, (node) =>
    turned(node, edge.port, first.key),
  );
  return { document: withoutOrphans(led, before), key: first.key };
}

/** Where a node's own way goes on: the first of its ways that does not lead back to itself. */
function goesOn(node: FlowNode): string | undefined {
  return exitsOf(node).find((exit) => exit.to !== undefined && exit.to !== node.key)?.to;
}

/** Takes out what could be reached before and no longer can; an end stays, so that there is one to lead to. */
function withoutOrphans(document: FlowDocument, before: ReadonlySet<string>): FlowDocument {
  const now = reachable(document);
  const end = document.nodes.find((node) => node.type === 'end' && now.has(node.key))?.key ?? endOf(document);
  const nodes = document.nodes.filter((node) => now.has(node.key) || !before.has(node.key) || node.key === end);
  return nodes.length === document.nodes.length ? document : { ...document, nodes };
}

/** Why a node cannot be removed; undefined when it can. */
export function removalProblem(document: FlowDocument, key: string): 'start' | 'last_end' | 'join' | undefined {
  const node = nodeAt(document, key);
  if (node?.type === 'start') return 'start';
  if (node?.type === 'join' && document.nodes.some((each) => each.join === key)) return 'join';
  if (node?.type !== 'end') return undefined;
  const other = document.nodes.some((each) => each.type === 'end' && each.key !== key);
  return other ? undefined : 'last_end';
}

/**
 * Takes a node out. The ways that led to it lead to where it went on; what only it led to goes with it. An end's ways
 * lead to another end.
 */
export function removeNode(document: FlowDocument, key: string): FlowDocument {
  const node = nodeAt(document, key);
  if (!node || removalProblem(document, key)) return document;
  const before = reachable(document);
  const without = { ...document, nodes: document.nodes.filter((each) => each.key !== key) };
  const ways = [...exitsOf(node).map(({ to }) => to), endOf(without)].filter((to) => to !== undefined && to !== key);
  const closed = ways.map((next) => {
    const led = redirect(without, key, next ?? '');
    return withoutOrphans(typeof node.join === 'string' ? removeJoin(led, node.join) : led, before);
  });
  return closed.find(comesToAnEnd) ?? closed.at(-1) ?? document;
}

function comesToAnEnd(document: FlowDocument): boolean {
  const now = reachable(document);
  return document.nodes.some((node) => node.type === 'end' && now.has(node.key));
}

/** A join without its split would wait for ways that never come. */
function removeJoin(document: FlowDocument, key: string): FlowDocument {
  const join = nodeAt(document, key);
  const next = join && goesOn(join);
  if (next === undefined) return document;
  return redirect({ ...document, nodes: document.nodes.filter((each) => each.key !== key) }, key, next);
}

/** Puts a node on another way; undefined when it would stay where it is or cut something off. */
export function moveNode(document: FlowDocument, key: string, edge: Edge): FlowDocument | undefined {
  const node = nodeAt(document, key);
  const next = node && goesOn(node);
  const target = targetOf(document, edge);
  if (!node || next === undefined || target === undefined || !kindOf(node.type).movable) return undefined;
  if (edge.from === key || target === key) return undefined;
  const out = redirect(document, key, next, [key]);
  // The way it is put on may have led to what it went on to before; where it leads now counts.
  const goal = targetOf(out, edge) ?? target;
  const main = exitsOf(node).find((exit) => exit.to === next)?.port ?? 'next';
  const put = patchNode(
    patchNode(out, edge.from, (each) => turned(each, edge.port, key)),
    key,
    (each) => turned(each, main, goal),
  );
  return keepsAll(document, put) ? ordered(put, edge.from, key) : undefined;
}

function keepsAll(before: FlowDocument, after: FlowDocument): boolean {
  const now = reachable(after);
  return [...reachable(before)].every((key) => now.has(key));
}

function ordered(document: FlowDocument, after: string, key: string): FlowDocument {
  const node = nodeAt(document, key);
  if (!node) return document;
  return placedAfter({ ...document, nodes: document.nodes.filter((each) => each.key !== key) }, after, [node]);
}

/** Takes a node one step up or down the way it stands on; undefined where there is no such step. */
export function shiftNode(document: FlowDocument, key: string, step: 'up' | 'down'): FlowDocument | undefined {
  const node = nodeAt(document, key);
  if (!node || !kindOf(node.type).movable) return undefined;
  if (step === 'up') {
    for (const { from } of waysTo(document, key)) {
      const before = from === key ? undefined : putBefore(document, key, from);
      if (before) return before;
    }
    return undefined;
  }
  const next = goesOn(node);
  const follower = next === undefined ? undefined : nodeAt(document, next);
  if (!follower) return undefined;
  if (kindOf(follower.type).movable) return putBefore(document, follower.key, key);
  const exit = exitsOf(follower).find(({ to }) => to !== undefined && to !== key);
  return exit ? moveNode(document, key, { from: follower.key, port: exit.port }) : undefined;
}

/** Puts a node right before another, on every way that leads there. */
function putBefore(document: FlowDocument, key: string, other: string): FlowDocument | undefined {
  const node = nodeAt(document, key);
  const next = node && goesOn(node);
  if (!node || next === undefined || nodeAt(document, other)?.type === 'start') return undefined;
  const main = exitsOf(node).find((exit) => exit.to === next)?.port ?? 'next';
  const out = redirect(document, key, next, [key]);
  const led = redirect(out, other, key, [key]);
  // A way back from the other to itself, by way of the node, would be a circle of two.
  const put = patchNode(led, key, (each) => turned(each, main, other));
  return keepsAll(document, put) ? put : undefined;
}

/** A copy of a node on a way; all of its ways go on where that way went. */
export function pasteNode(document: FlowDocument, edge: Edge, copied: FlowNode): Done | undefined {
  const next = targetOf(document, edge) ?? endOf(document);
  const { make, movable } = kindOf(copied.type);
  if (next === undefined || !make || !movable) return undefined;
  const key = freeNodeKey(document, copied.key.replace(/_\d+$/, ''));
  const known = new Set(document.nodes.map((node) => node.key));
  const main = exitsOf(copied)[0]?.port;
  const led = exitsOf(copied).reduce((node, exit) => {
    const kept = exit.port !== main && exit.to !== undefined && exit.to !== copied.key && known.has(exit.to);
    return kept ? node : turned(node, exit.port, next);
  }, copied);
  return inserted(document, edge, [{ ...led, key }]);
}

/** Leads a way elsewhere; what could only be reached by it goes. */
export function leadTo(document: FlowDocument, edge: Edge, to: string): FlowDocument {
  const before = reachable(document);
  return withoutOrphans(
    patchNode(document, edge.from, (node) => turned(node, edge.port, to)),
    before,
  );
}

function withBranches(
  document: FlowDocument,
  key: string,
  change: (branches: readonly Branch[], node: FlowNode) => readonly Branch[],
): FlowDocument {
  const before = reachable(document);
  const next = patchNode(document, key, (node) => ({ ...node, branches: change(branchesOf(node), node) }));
  return withoutOrphans(next, before);
}

/** One more branch, after the others; it leads where the last of them does. */
export function addBranch(document: FlowDocument, key: string): FlowDocument {
  return withBranches(document, key, (branches, node) => {
    const taken = new Set(branches.map((branch) => branch.key));
    let number = branches.length + 1;
    while (taken.has(`branch_${number}`)) number += 1;
    const rest = typeof node.else === 'string' ? node.else : (branches.at(-1)?.next ?? '');
    const next = typeof node.join === 'string' ? node.join : rest;
    const when = node.type === 'parallel' ? {} : { when: '' };
    return [...branches, { key: `branch_${number}`, ...when, next }];
  });
}

/** A branch with its nodes goes; the last one stays, of parallel ones the last two. */
export function removeBranch(document: FlowDocument, key: string, branch: string): FlowDocument {
  const least = nodeAt(document, key)?.type === 'parallel' ? 2 : 1;
  return withBranches(document, key, (branches) =>
    branches.length > least ? branches.filter((each) => each.key !== branch) : branches,
  );
}

/** Branches are asked in their order. */
export function shiftBranch(document: FlowDocument, key: string, branch: string, step: -1 | 1): FlowDocument {
  return withBranches(document, key, (branches) => {
    const index = branches.findIndex((each) => each.key === branch);
    const moved = branches[index];
    if (!moved || index + step < 0 || index + step >= branches.length) return branches;
    return branches.toSpliced(index, 1).toSpliced(index + step, 0, moved);
  });
}

export function patchBranch(document: FlowDocument, key: string, branch: string, patch: Partial<Branch>): FlowDocument {
  return withBranches(document, key, (branches) =>
    branches.map((each) => {
      if (each.key !== branch) return each;
      const next = { ...each, ...patch } as Record<string, unknown>;
      for (const [name, value] of Object.entries(next)) if (value === undefined) delete next[name];
      return next as unknown as Branch;
    }),
  );
}

/** Whether there is a way for what no branch takes; where it leads first is where the last branch does. */
export function setElse(document: FlowDocument, key: string, on: boolean): FlowDocument {
  const before = reachable(document);
  const next = patchNode(document, key, (node) => {
    if (on) return { ...node, else: branchesOf(node).at(-1)?.next ?? endOf(document) ?? '' };
    const { else: _, ...rest } = node;
    return rest as FlowNode;
  });
  return withoutOrphans(next, before);
}

/** What a change makes of a flow, without the nodes it cut off. */
export function pruned(document: FlowDocument, change: (document: FlowDocument) => FlowDocument): FlowDocument {
  return withoutOrphans(change(document), reachable(document));
}
