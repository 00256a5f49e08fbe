import { Exact } from '../numbers';
import type { TotalFunction } from './view';

/** A leaf of the answer: one combination of the fields a list is grouped by. */
export interface GroupLeaf {
  keys: { value: unknown; label: string | null; color?: string }[];
  count: number;
  totals: { field: string; function: TotalFunction; value: string | null }[];
}

/** A heading of a grouped list, with what stands below it. */
export interface GroupNode<G extends GroupLeaf> {
  /** The values that lead here, as text that tells it from every other. */
  key: string;
  depth: number;
  label: string | null;
  color: string | undefined;
  count: number;
  /** Only what can be added up is known of a heading above others. */
  totals: { field: string; function: TotalFunction; value: string | null }[];
  children: GroupNode<G>[];
  leaf: G | undefined;
}

const ADDED: readonly TotalFunction[] = ['sum', 'filled', 'empty'];

/** Leaves in their order as a tree of headings. */
export function groupTree<G extends GroupLeaf>(leaves: readonly G[]): GroupNode<G>[] {
  const roots: GroupNode<G>[] = [];
  for (const leaf of leaves) {
    let level = roots;
    let path = '';
    leaf.keys.forEach((key, depth) => {
      path = `${path}/${JSON.stringify(key.value)}`;
      const last = depth === leaf.keys.length - 1;
      let node = level.at(-1);
      if (node?.key !== path) {
        node = {
          key: path,
          depth,
          label: key.label,
          color: key.color,
          count: 0,
          totals: [],
          children: [],
          leaf: last ? leaf : undefined,
        };
        level.push(node);
      }
      node.count += leaf.count;
      node.totals = last ? leaf.totals : added(node.totals, leaf.totals);
      level = node.children;
    });
  }
  return roots;
}

function added(left: GroupLeaf['totals'], right: GroupLeaf['totals']): GroupLeaf['totals'] {
  return right
    .filter((total) => ADDED.includes(total.function))
    .map((total) => {
      const before = left.find((each) => each.field === total.field && each.function === total.function);
      return { ...total, value: new Exact(before?.value ?? 0).plus(total.value ?? 0).toFixed() };
    });
}
