/** What a tree of departments is made of. */
export interface Node {
  id: string;
  name: string;
  parent: string | null;
  disabled: boolean;
}

/** A department as a row of a list: how deep it stands, and whether anything stands below. */
export interface TreeRow<N extends Node> {
  node: N;
  depth: number;
  hasChildren: boolean;
}

/** The tree as rows from the top down, in the order given; what is below a closed branch is left out. */
export function rowsOf<N extends Node>(
  all: readonly N[],
  folded: ReadonlySet<string>,
  withClosed: boolean,
): TreeRow<N>[] {
  const shown = all.filter((each) => withClosed || !each.disabled);
  const rows: TreeRow<N>[] = [];
  const walk = (parent: string | null, depth: number) => {
    for (const node of shown.filter((each) => parentOf(each, shown) === parent)) {
      const hasChildren = shown.some((each) => parentOf(each, shown) === node.id);
      rows.push({ node, depth, hasChildren });
      if (!folded.has(node.id)) walk(node.id, depth + 1);
    }
  };
  walk(null, 0);
  return rows;
}

/** Whose parent is not shown stands at the top. */
function parentOf<N extends Node>(node: N, shown: readonly N[]): string | null {
  return node.parent !== null && shown.some((each) => each.id === node.parent) ? node.parent : null;
}

/** A department and everything below it. */
export function withBelow(all: readonly Node[], id: string): Set<string> {
  const found = new Set([id]);
  for (let before = 0; before !== found.size; ) {
    before = found.size;
    for (const each of all) if (each.parent !== null && found.has(each.parent)) found.add(each.id);
  }
  return found;
}

/** The names from the top down. */
export function pathOf(all: readonly Node[], id: string | null | undefined): string[] {
  const names: string[] = [];
  const seen = new Set<string>();
  for (let at = all.find((each) => each.id === id); at && !seen.has(at.id); ) {
    seen.add(at.id);
    names.unshift(at.name);
    const parent = at.parent;
    at = all.find((each) => each.id === parent);
  }
  return names;
}

/** Where a department is dropped: into another (`in:` and its id), or before or after one (`at:` and its id). */
export interface Move {
  parent: string | null;
  before: string | null;
}

/** What dropping means; undefined where it cannot be dropped or already stands there. */
export function moveOf(all: readonly Node[], item: string, spot: string, side: 'before' | 'after'): Move | undefined {
  if (!acceptsDrop(all, item, spot)) return undefined;
  const [kind, id] = spot.split(':') as [string, string];
  const siblings = (parent: string | null) => all.filter((each) => each.parent === parent && each.id !== item);
  if (kind === 'in') return { parent: id, before: null };
  const target = all.find((each) => each.id === id);
  if (!target) return undefined;
  const order = siblings(target.parent);
  const place = order.findIndex((each) => each.id === id) + (side === 'after' ? 1 : 0);
  return { parent: target.parent, before: order[place]?.id ?? null };
}

/** Nothing goes into itself or below itself. */
export function acceptsDrop(all: readonly Node[], item: string, spot: string): boolean {
  const id = spot.slice(3);
  return !withBelow(all, item).has(id);
}
