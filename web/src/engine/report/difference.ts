import { same } from '../designer/difference';
import { mergeMembers, mergeObjects, type Side } from '../designer/merge';
import type { BoardDocument, BoardFilter, BoardTab, BoardWidget } from './board';

/** What differs between two documents of a dashboard, small enough to be said in one sentence. */
export interface BoardDifference {
  kind: 'added' | 'removed' | 'changed';
  /** What it is about; the dashboard itself where neither is there. */
  part: 'board' | 'widget' | 'filter' | 'tab';
  key: string;
  label: BoardDocument['label'];
  property: string;
  before?: unknown;
  after?: unknown;
}

const LISTS = ['widgets', 'filters', 'tabs'] as const;

type Part = BoardWidget | BoardFilter | BoardTab;

function labelOf(part: Part): BoardDocument['label'] {
  return 'chart' in part ? part.title : part.label;
}

function properties(
  about: Pick<BoardDifference, 'part' | 'key' | 'label'>,
  before: object,
  after: object,
  except: readonly string[] = [],
): BoardDifference[] {
  const old = before as Record<string, unknown>;
  const now = after as Record<string, unknown>;
  return [...new Set([...Object.keys(old), ...Object.keys(now)])].flatMap((property): BoardDifference[] =>
    except.includes(property) || same(old[property], now[property])
      ? []
      : [{ ...about, kind: 'changed', property, before: old[property], after: now[property] }],
  );
}

function members(
  part: 'widget' | 'filter' | 'tab',
  before: readonly Part[],
  after: readonly Part[],
): BoardDifference[] {
  const old = new Map(before.map((each) => [each.key, each]));
  const now = new Set(after.map((each) => each.key));
  const about = (each: Part) => ({ part, key: each.key, label: labelOf(each), property: '' });
  return [
    ...after.flatMap((each): BoardDifference[] => {
      const was = old.get(each.key);
      return was ? properties(about(each), was, each) : [{ ...about(each), kind: 'added' }];
    }),
    ...before
      .filter((each) => !now.has(each.key))
      .map((each): BoardDifference => ({ ...about(each), kind: 'removed' })),
  ];
}

/** Every change from one document to another. */
export function boardDifferences(before: BoardDocument, after: BoardDocument): BoardDifference[] {
  const about = { part: 'board' as const, key: after.key, label: after.label };
  return [
    ...properties(about, before, after, LISTS),
    ...members('tab', before.tabs ?? [], after.tabs ?? []),
    ...members('filter', before.filters ?? [], after.filters ?? []),
    ...members('widget', before.widgets, after.widgets),
  ];
}

/** The changes of both that ask the same question and answer it differently. */
export function boardClashes(base: BoardDocument, mine: BoardDocument, theirs: BoardDocument): BoardDifference[] {
  const other = boardDifferences(base, theirs);
  return boardDifferences(base, mine).filter((change) =>
    other.some(
      (each) =>
        each.part === change.part &&
        each.key === change.key &&
        (each.property === change.property || each.kind !== 'changed' || change.kind !== 'changed') &&
        !same(each, change),
    ),
  );
}

/** Both people's changes to the same beginning, in one document; where they clash, `winner` has it. */
export function mergeBoards(
  base: BoardDocument,
  mine: BoardDocument,
  theirs: BoardDocument,
  winner: Side,
): BoardDocument {
  const [first, second] = winner === 'mine' ? [mine, theirs] : [theirs, mine];
  const merged = <T extends Part>(of: (board: BoardDocument) => readonly T[]): T[] =>
    mergeMembers(of(base), of(first), of(second), (old, one, two) => (old ? mergeObjects(old, one, two, []) : one));
  const tabs = merged((board) => board.tabs ?? []);
  const filters = merged((board) => board.filters ?? []);
  const result: BoardDocument = {
    ...mergeObjects(base, first, second, [...LISTS]),
    widgets: merged((board) => board.widgets),
  };
  if (tabs.length > 0) result.tabs = tabs;
  if (filters.length > 0) result.filters = filters;
  return result;
}
