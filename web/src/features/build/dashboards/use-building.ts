import { App } from 'antd';
import { type RefObject, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Label } from '@/engine/blueprint';
import { nextStep, stepBack, stepForward } from '@/engine/designer/steps';
import { type BoardWidget, widgetAt } from '@/engine/report/board';
import { addWidget, duplicateWidget, pasteWidgets, patchWidget, removeWidgets } from '@/engine/report/operations';
import { recordsOf } from '@/engine/report/records';
import { usePreferences } from '@/ui/preferences';
import { useWorkplace } from '@/ui/session';
import { type BoardBuild, type BoardBuilding, type BoardDesigner, existing, WHOLE_BOARD } from './board-context';

const CLIPBOARD = 'xiaodan.board.clipboard';

interface Sources {
  /** What is there now; the actions stay the same while it changes. */
  build: RefObject<Pick<BoardBuild, 'designer' | 'tab'>>;
  set: (change: (designer: BoardDesigner) => BoardDesigner) => void;
  goTo: (tab: string) => void;
  /** The source a question begins with where nothing on the dashboard says one. */
  firstSource: RefObject<string | undefined>;
}

/** The count of records, in both languages: answers are read in either. */
export const COUNT: Label = { zh: '数量', en: 'Count' };

export function useBoardBuilding({ build, set, goTo, firstSource }: Sources): BoardBuilding {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const { language } = usePreferences();
  const { forms } = useWorkplace().blueprint;
  return useMemo((): BoardBuilding => {
    const update: BoardBuilding['update'] = (next, options = {}) =>
      set((now) => {
        const board = next(now.document);
        return nextStep(now, board, existing(board, options.select ?? now.selection), options.merge);
      });
    const checked = (next: BoardDesigner): BoardDesigner => ({
      ...next,
      selection: existing(next.document, next.selection),
    });
    const put = (widgets: readonly BoardWidget[]) => {
      const { tab, designer } = build.current;
      const pasted = pasteWidgets(designer.document, widgets, tab);
      const [first] = pasted.keys;
      if (first !== undefined) update(() => pasted.board, { select: { kind: 'widget', key: first } });
    };
    return {
      update,
      select: (selection) => set((now) => ({ ...now, selection: existing(now.document, selection), merge: undefined })),
      add: (chart, at) => {
        const { designer, tab } = build.current;
        const board = designer.document;
        // What is looked at, else what was asked last, is most likely what is asked next.
        const { selection } = designer;
        const near = selection.kind === 'widget' ? widgetAt(board, selection.key) : undefined;
        const last = near?.question ?? board.widgets.findLast((widget) => widget.question)?.question;
        // The list of sources may still be on its way when the first widget is put down.
        const source = last?.source ?? firstSource.current ?? forms.find((each) => each.may.view)?.key;
        const form = forms.find((each) => each.key === source?.split('.')[0]) ?? forms[0];
        const made = addWidget(board, {
          chart,
          title: { [language]: t(`boards.chart.${chart}`) },
          tab,
          source,
          count: COUNT,
          filter: board.filters?.[0]?.key,
          records: form && recordsOf(form),
          at,
        });
        update(() => made.board, { select: { kind: 'widget', key: made.key } });
      },
      patch: (key, patch, merge) =>
        update((board) => patchWidget(board, key, patch), merge === undefined ? {} : { merge: `${merge}:${key}` }),
      remove: (key) => update((board) => removeWidgets(board, [key]), { select: WHOLE_BOARD }),
      duplicate: (key) => {
        const made = duplicateWidget(build.current.designer.document, key);
        if (made) update(() => made.board, { select: { kind: 'widget', key: made.key } });
      },
      copy: (key) => {
        const widget = widgetAt(build.current.designer.document, key);
        if (!widget) return;
        try {
          localStorage.setItem(CLIPBOARD, JSON.stringify([widget]));
        } catch {
          // A browser that keeps nothing cannot carry it to another dashboard.
        }
        void message.success(t('boardBuild.copied'));
      },
      paste: () => {
        const widgets = readClipboard();
        if (widgets.length > 0) put(widgets);
        else void message.info(t('boardBuild.paste_nothing'));
      },
      goTo,
      undo: () => set((now) => checked(stepBack(now))),
      redo: () => set((now) => checked(stepForward(now))),
    };
  }, [build, set, goTo, firstSource, t, message, language, forms]);
}

/** A widget that was copied last, on this dashboard or another one. */
function readClipboard(): BoardWidget[] {
  try {
    const read: unknown = JSON.parse(localStorage.getItem(CLIPBOARD) ?? '[]');
    return Array.isArray(read) ? (read as BoardWidget[]).filter((each) => typeof each.chart === 'string') : [];
  } catch {
    return [];
  }
}
