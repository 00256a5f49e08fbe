import type { Label } from '../blueprint';

/** A flow as it is built: the artifact's document. */
export interface FlowDocument {
  kind: 'flow';
  key: string;
  label: Label | string;
  /** Key of the form whose records take this way. */
  form: string;
  start: { on: string; when?: string };
  withdraw?: { until: 'never' | 'first_action' | 'end'; set?: Settings };
  terminate?: { set?: Settings };
  urge?: { every: number };
  /** For which records tasks are urgent, or of high priority: conditions. */
  priority?: { urgent?: string; high?: string };
  /** What was approved of this number may not be exceeded without being approved again. */
  ceiling?: { field: string; judge?: 'total' | 'difference' };
  nodes: FlowNode[];
}

/** A node of whatever type; what only some types have is read through the types below. */
export interface FlowNode {
  key: string;
  type: string;
  label?: Label | string;
  [property: string]: unknown;
}

/** Values of fields as formulas, by field. */
export type Settings = Record<string, string>;

export interface Outcome {
  label?: Label | string;
  /** Whether an opinion must be given. */
  comment?: boolean;
  set?: Settings;
  next: string;
}

export interface Branch {
  key: string;
  label?: Label | string;
  /** Absent where every branch is taken. */
  when?: string;
  set?: Settings;
  next: string;
}

/** People above somebody: the starter where no formula says whose. */
export interface Above {
  of?: string;
  up?: number;
  levels?: number;
}

/** A choice of people made while the flow runs. */
export interface Chosen {
  by: 'starter' | 'previous';
  roles?: string[];
  people?: string[];
  departments?: string[];
  most?: number;
}

/** Whom a node asks; several rules add up. */
export interface Who {
  roles?: string[];
  people?: string[];
  starter?: true;
  /** A formula that gives a person; most often the path of a person field. */
  field?: string;
  formula?: string;
  departments?: { id: string; below?: boolean }[];
  head?: Above;
  heads?: Above;
  manager?: Above;
  managers?: Above;
  chosen?: Chosen;
  /** Key of the decision table whose row names them. */
  table?: string;
  [rule: string]: unknown;
}

/** Something that happens around the moment a task is due. */
export interface LimitStep {
  /** Minutes after it is due; negative for before. */
  at: number;
  do: 'remind' | 'escalate' | 'pass' | 'reject' | 'transfer';
  every?: number;
  to?: Who;
}

export interface Limit {
  after: number;
  time?: 'calendar' | 'working';
  steps: LimitStep[];
}

export type FieldUse = 'hidden' | 'read' | 'edit' | 'required';

export type BranchesNode = FlowNode & { branches: Branch[]; else?: string };

export type PeopleNode = FlowNode & {
  who?: Who;
  edit?: string[];
  outcomes: Record<string, Outcome>;
  mode?: 'any' | 'all' | 'vote' | 'in_turn';
  share?: number;
  nobody?: 'pass' | 'reject' | 'administrator' | { people: string[] };
  own?: 'allow' | 'skip' | 'manager';
  again?: 'ask' | 'skip_consecutive' | 'skip_always';
  actions?: string[];
  return?: { to?: string[]; then?: 'rerun' | 'back' | 'choose'; set?: Settings };
  fields?: Record<string, FieldUse>;
  opinions?: (Label | string)[];
  signature?: boolean;
  limit?: Limit;
  message?: { title: string; body?: string };
};

/** A cell of a decision table: what an input is compared with. */
export interface Cell {
  from?: string;
  above?: string;
  to?: string;
  below?: string;
  in?: string[];
  empty?: boolean;
}

export interface TableInput {
  key: string;
  label?: Label | string;
  value: string;
}

export interface TableRow {
  key: string;
  label?: Label | string;
  when: Record<string, Cell>;
  who?: Who;
  set?: Settings;
  next?: string;
}

export type TableNode = FlowNode & { inputs: TableInput[]; rows: TableRow[]; next?: string; else?: string };

/** One of the ways out of a node: `next`, `outcomes.approve`, `branches.large`, `rows.3`, `else`, `rejected`. */
export interface Exit {
  port: string;
  to: string | undefined;
}

/** A way from a node; where it leads is what the node says. */
export interface Edge {
  from: string;
  port: string;
}

export function toFlow(json: unknown): FlowDocument {
  const read = json as FlowDocument;
  return { ...read, start: read.start ?? { on: 'create' }, nodes: read.nodes ?? [] };
}

export function nodeAt(document: FlowDocument, key: string): FlowNode | undefined {
  return document.nodes.find((node) => node.key === key);
}

export function branchesOf(node: FlowNode): readonly Branch[] {
  return Array.isArray(node.branches) ? (node.branches as Branch[]) : [];
}

export function outcomesOf(node: FlowNode): [string, Outcome][] {
  return node.outcomes && typeof node.outcomes === 'object'
    ? Object.entries(node.outcomes as Record<string, Outcome>)
    : [];
}

interface Row {
  key: string;
  next?: string;
}

function rowsOf(node: FlowNode): readonly Row[] {
  return Array.isArray(node.rows) ? (node.rows as Row[]) : [];
}

const PLAIN = ['next', 'else', 'rejected'] as const;

/** Every way out of a node, in the order people read them. */
export function exitsOf(node: FlowNode): Exit[] {
  const plain = (port: (typeof PLAIN)[number]): Exit[] =>
    typeof node[port] === 'string' ? [{ port, to: node[port] === '' ? undefined : (node[port] as string) }] : [];
  const to = (next: string | undefined) => (next === '' ? undefined : next);
  return [
    ...outcomesOf(node).map(([key, { next }]) => ({ port: `outcomes.${key}`, to: to(next) })),
    ...branchesOf(node).map(({ key, next }) => ({ port: `branches.${key}`, to: to(next) })),
    ...rowsOf(node).flatMap(({ key, next }) => (next === undefined ? [] : [{ port: `rows.${key}`, to: to(next) }])),
    ...PLAIN.flatMap(plain),
  ];
}

/** The node with one of its ways leading elsewhere. */
export function turned(node: FlowNode, port: string, to: string): FlowNode {
  const dot = port.indexOf('.');
  if (dot < 0) return { ...node, [port]: to };
  const group = port.slice(0, dot);
  const key = port.slice(dot + 1);
  const members = node[group];
  if (Array.isArray(members)) {
    return { ...node, [group]: members.map((each: Row) => (each.key === key ? { ...each, next: to } : each)) };
  }
  const named = (members ?? {}) as Record<string, Outcome>;
  const old = named[key];
  return old ? { ...node, [group]: { ...named, [key]: { ...old, next: to } } } : node;
}

/** The node with every way that `move` knows another end for leading there. */
export function turnedAll(node: FlowNode, move: (exit: Exit) => string | undefined): FlowNode {
  return exitsOf(node).reduce((next, exit) => {
    const to = move(exit);
    return to === undefined || to === exit.to ? next : turned(next, exit.port, to);
  }, node);
}

export function targetOf(document: FlowDocument, { from, port }: Edge): string | undefined {
  const node = nodeAt(document, from);
  return node && exitsOf(node).find((exit) => exit.port === port)?.to;
}

/** The document with a node changed; the same document when nothing was. */
export function patchNode(document: FlowDocument, key: string, change: (node: FlowNode) => FlowNode): FlowDocument {
  let touched = false;
  const nodes = document.nodes.map((node) => {
    if (node.key !== key) return node;
    const next = change(node);
    touched ||= next !== node;
    return next;
  });
  return touched ? { ...document, nodes } : document;
}

/** An object with some properties set, and those that are undefined taken out. */
export function patched<T extends object>(object: T, patch: { [K in keyof T]?: T[K] | undefined }): T {
  const next = { ...object, ...patch } as Record<string, unknown>;
  for (const [key, value] of Object.entries(next)) if (value === undefined) delete next[key];
  return next as T;
}

/** A key that no node has yet: `approve`, `approve_2`. */
export function freeNodeKey(
  document: Pick<FlowDocument, 'nodes'>,
  wished: string,
  also: readonly string[] = [],
): string {
  const taken = new Set([...document.nodes.map((node) => node.key), ...also]);
  const base = wished.slice(0, 25);
  for (let number = 1; ; number += 1) {
    const key = number === 1 ? base : `${base}_${number}`;
    if (!taken.has(key)) return key;
  }
}
