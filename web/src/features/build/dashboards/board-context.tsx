import { createContext, useContext } from 'react';
import type { Finding } from '@/api/artifacts';
import type { Steps } from '@/engine/designer/steps';
import type { BoardDocument, BoardWidget, WidgetChart } from '@/engine/report/board';

/** What the panel shows: the dashboard, a widget, a filter or a tab. */
export type BoardSelection = { kind: 'board' } | { kind: 'widget' | 'filter' | 'tab'; key: string };

export type BoardDesigner = Steps<BoardDocument, BoardSelection>;

export const WHOLE_BOARD: BoardSelection = { kind: 'board' };

/** What can be done with the dashboard being built. The same object for as long as it is open. */
export interface BoardBuilding {
  /** One step that can be undone; steps of the same `merge` that follow one another are one. */
  update: (
    change: (board: BoardDocument) => BoardDocument,
    options?: { merge?: string; select?: BoardSelection },
  ) => void;
  select: (selection: BoardSelection) => void;
  add: (chart: WidgetChart, at?: { x: number; y: number }) => void;
  patch: (key: string, patch: Partial<BoardWidget>, merge?: string) => void;
  remove: (key: string) => void;
  duplicate: (key: string) => void;
  copy: (key: string) => void;
  paste: () => void;
  goTo: (tab: string) => void;
  undo: () => void;
  redo: () => void;
}

export interface BoardBuild {
  designer: BoardDesigner;
  board: BoardDocument;
  /** The tab that is looked at; undefined without tabs. */
  tab: string | undefined;
  findings: readonly Finding[];
  /** Whether it was ever published: only then its filters have values to choose from. */
  published: boolean;
}

export const BoardBuildingContext = createContext<BoardBuilding | undefined>(undefined);

export const BoardBuildContext = createContext<BoardBuild | undefined>(undefined);

function needed<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('only inside the dashboard designer');
  return value;
}

export function useBuilding(): BoardBuilding {
  return needed(useContext(BoardBuildingContext));
}

export function useBuild(): BoardBuild {
  return needed(useContext(BoardBuildContext));
}

/** What a finding is about: `widgets.region.question…` is about the widget. */
export function placeOfFinding(board: BoardDocument, finding: Pick<Finding, 'place'>): BoardSelection {
  const [part, which = ''] = finding.place.split('.');
  const kind = part === 'widgets' ? 'widget' : part === 'filters' ? 'filter' : part === 'tabs' ? 'tab' : undefined;
  if (!kind) return WHOLE_BOARD;
  const list: readonly { key: string }[] =
    kind === 'widget' ? board.widgets : kind === 'filter' ? (board.filters ?? []) : (board.tabs ?? []);
  const found = list.find((each) => each.key === which) ?? list[Number(which)];
  return found ? { kind, key: found.key } : WHOLE_BOARD;
}

/** A selection whose part is gone is one of the dashboard. */
export function existing(board: BoardDocument, selection: BoardSelection): BoardSelection {
  if (selection.kind === 'board') return selection;
  const list: readonly { key: string }[] =
    selection.kind === 'widget'
      ? board.widgets
      : selection.kind === 'filter'
        ? (board.filters ?? [])
        : (board.tabs ?? []);
  return list.some((each) => each.key === selection.key) ? selection : WHOLE_BOARD;
}
