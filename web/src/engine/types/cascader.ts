import { type CascaderField, type Language, labelText, type TreeOption } from '../blueprint';

/** An option that may be chosen, with its way from the root. */
export interface Leaf {
  key: string;
  way: TreeOption[];
}

export function leaves(field: Pick<CascaderField, 'options' | 'anyLevel'>): Leaf[] {
  const found: Leaf[] = [];
  const walk = (options: readonly TreeOption[], above: TreeOption[]) => {
    for (const option of options) {
      const way = [...above, option];
      const children = option.children ?? [];
      if (field.anyLevel || children.length === 0) found.push({ key: option.key, way });
      walk(children, way);
    }
  };
  walk(field.options, []);
  return found;
}

/** The labels from the root to an option; its key where it is no longer there. */
export function wayText(field: CascaderField, key: string, language: Language): string {
  const leaf = leaves({ ...field, anyLevel: true }).find((each) => each.key === key);
  return leaf ? leaf.way.map((option) => labelText(option.label, language, option.key)).join(' / ') : key;
}

/** The option a text names: by its key, by its own label where only one has it, or by its whole way. */
export function findLeaf(field: CascaderField, text: string): string | undefined {
  const wanted = text.replace(/\s*[/／>]\s*/g, ' / ').toLowerCase();
  const named = leaves(field).filter((leaf) => {
    if (leaf.key === text) return true;
    return (['zh', 'en'] as const).some((language) => {
      const labels = leaf.way.map((option) => labelText(option.label, language, option.key).toLowerCase());
      return labels.at(-1) === wanted || labels.join(' / ') === wanted;
    });
  });
  return named.length === 1 ? named[0]?.key : undefined;
}

/** The keys at or below an option: what a filter for it means. */
export function below(field: CascaderField, key: string): string[] {
  return leaves(field)
    .filter((leaf) => leaf.way.some((option) => option.key === key))
    .map((leaf) => leaf.key);
}
