import { same } from './difference';
import { mergeMembers, mergeObjects, type Side } from './merge';

/**
 * Documents made of properties and of lists whose members have keys: what differs between two of them, and both
 * people's changes in one.
 */

interface Keyed {
  key: string;
}

/** What differs, small enough to be said in one sentence. */
export interface PartDifference {
  kind: 'added' | 'removed' | 'changed';
  /** The list the member stands in; undefined for a property of the whole. */
  list: string | undefined;
  /** The member, as it is after the change or was before it. */
  member: Keyed | undefined;
  /** Of a change: what of it. */
  property: string;
  before?: unknown;
  after?: unknown;
}

/** Whether something is a list whose members all have keys. */
function isKeyed(value: unknown): value is Keyed[] {
  return (
    Array.isArray(value) &&
    value.length > 0 &&
    value.every((each) => typeof each === 'object' && each !== null && typeof each.key === 'string')
  );
}

function propertiesOf(
  before: object,
  after: object,
  list: string | undefined,
  member: Keyed | undefined,
): PartDifference[] {
  const old = before as Record<string, unknown>;
  const now = after as Record<string, unknown>;
  return [...new Set([...Object.keys(old), ...Object.keys(now)])].flatMap((property): PartDifference[] => {
    if (same(old[property], now[property])) return [];
    if (member === undefined && (isKeyed(old[property]) || isKeyed(now[property]))) {
      return membersOf(property, (old[property] ?? []) as Keyed[], (now[property] ?? []) as Keyed[]);
    }
    return [{ kind: 'changed', list, member, property, before: old[property], after: now[property] }];
  });
}

function membersOf(list: string, before: readonly Keyed[], after: readonly Keyed[]): PartDifference[] {
  const old = new Map(before.map((each) => [each.key, each]));
  const now = new Set(after.map((each) => each.key));
  return [
    ...after.flatMap((member): PartDifference[] => {
      const was = old.get(member.key);
      return was ? propertiesOf(was, member, list, member) : [{ kind: 'added', list, member, property: '' }];
    }),
    ...before
      .filter((member) => !now.has(member.key))
      .map((member): PartDifference => ({ kind: 'removed', list, member, property: '' })),
  ];
}

/** Every change from one document to another. */
export function partDifferences(before: object, after: object): PartDifference[] {
  return propertiesOf(before, after, undefined, undefined);
}

/** The changes of both that ask the same question and answer it differently. */
export function partClashes(base: object, mine: object, theirs: object): PartDifference[] {
  const other = partDifferences(base, theirs);
  return partDifferences(base, mine).filter((change) =>
    other.some(
      (each) =>
        each.list === change.list &&
        each.member?.key === change.member?.key &&
        (each.property === change.property || each.kind !== 'changed' || change.kind !== 'changed') &&
        !same(each, change),
    ),
  );
}

/** Both people's changes to the same beginning, in one document; where they clash, `winner` has it. */
export function mergeParts<D extends object>(base: D, mine: D, theirs: D, winner: Side): D {
  const [first, second] = winner === 'mine' ? [mine, theirs] : [theirs, mine];
  const of = (document: D, list: string) => ((document as Record<string, unknown>)[list] ?? []) as Keyed[];
  const lists = [...new Set([base, mine, theirs].flatMap((each) => Object.keys(each)))].filter((property) =>
    [base, mine, theirs].some((each) => isKeyed((each as Record<string, unknown>)[property])),
  );
  const merged = mergeObjects<D>(base, first, second, lists) as Record<string, unknown>;
  for (const list of lists) {
    const members = mergeMembers(of(base, list), of(first, list), of(second, list), (old, one, two) =>
      old ? mergeObjects(old, one, two, []) : one,
    );
    if (members.length > 0 || list in base) merged[list] = members;
    else delete merged[list];
  }
  return merged as D;
}
