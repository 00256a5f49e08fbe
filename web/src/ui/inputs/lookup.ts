import type { PersonField, ReferenceField } from '@/engine/blueprint';
import { type Named, nameKey } from '@/engine/grid/plan';
import type { ReferenceValue, Values } from '@/engine/values';
import { searchChoices } from './use-choices';

/** Questions that are under way at the same time. */
const WIDTH = 4;

export type Found = ReferenceValue & { values: Values };

/** What each name means: a record or a person of exactly that name, or the only one it leads to. One question a name. */
export async function lookUpNames(
  wanted: readonly Pick<Named, 'field' | 'text'>[],
): Promise<Map<string, Found | 'ambiguous'>> {
  const names = new Map(wanted.map((name) => [nameKey(name.field, name.text), name]));
  const found = new Map<string, Found | 'ambiguous'>();
  const queue = [...names];
  const work = async () => {
    for (let next = queue.shift(); next; next = queue.shift()) {
      const [key, { field, text }] = next;
      if (field.type !== 'reference' && field.type !== 'person') continue;
      const choice = await lookUp(field, text);
      if (choice) found.set(key, choice);
    }
  };
  await Promise.all(Array.from({ length: WIDTH }, work));
  return found;
}

async function lookUp(field: ReferenceField | PersonField, text: string): Promise<Found | 'ambiguous' | undefined> {
  const choices = await searchChoices(field, text).catch(() => []);
  const exact = choices.filter((choice) => choice.title === text);
  if (exact.length === 1) return exact[0];
  if (exact.length > 1) return 'ambiguous';
  return choices.length > 1 ? 'ambiguous' : choices[0];
}
