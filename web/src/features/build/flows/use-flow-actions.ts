import { App } from 'antd';
import { type RefObject, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { nextStep, stepBack, stepForward } from '@/engine/designer/steps';
import { nodeFromText, nodeToText } from '@/engine/flow/clipboard';
import { type FlowDocument, nodeAt, patchNode } from '@/engine/flow/document';
import {
  addNode,
  type Done,
  moveNode,
  pasteNode,
  removalProblem,
  removeNode,
  shiftNode,
} from '@/engine/flow/operations';
import { usePreferences } from '@/ui/preferences';
import { type FlowActions, type FlowDesigner, type FlowSelection, WHOLE_FLOW } from './flow-context';

const CLIPBOARD = 'xiaodan.flows.clipboard';

/** A selection whose node is gone is one of the flow. */
export function existing(document: FlowDocument, selection: FlowSelection): FlowSelection {
  return selection.kind === 'node' && !nodeAt(document, selection.key) ? WHOLE_FLOW : selection;
}

interface Sources {
  /** What is there now; the actions stay the same while it changes. */
  designer: RefObject<FlowDesigner>;
  set: (change: (designer: FlowDesigner) => FlowDesigner) => void;
}

export function useFlowActions({ designer, set }: Sources): FlowActions {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const { language } = usePreferences();
  return useMemo((): FlowActions => {
    const update: FlowActions['update'] = (next, options = {}) =>
      set((now) => {
        const document = next(now.document);
        return nextStep(now, document, existing(document, options.select ?? now.selection), options.merge);
      });
    const here = () => designer.current.document;
    const placed = (done: Done | undefined) => {
      if (!done) void message.info(t('flows.not_here'));
      else update(() => done.document, { select: { kind: 'node', key: done.key ?? '' } });
    };
    const moved = (document: FlowDocument | undefined, key: string) => {
      if (!document) void message.info(t('flows.move_nothing'));
      else update(() => document, { select: { kind: 'node', key } });
    };
    return {
      update,
      select: (selection) => set((now) => ({ ...now, selection: existing(now.document, selection), merge: undefined })),
      add: (edge, type) => {
        const done = addNode(here(), edge, type);
        const name = t(`flows.node.${type}`);
        placed(
          done && {
            ...done,
            document: patchNode(done.document, done.key ?? '', (node) => ({ ...node, label: { [language]: name } })),
          },
        );
      },
      paste: (edge) => {
        const node = nodeFromText(readClipboard());
        if (node) placed(pasteNode(here(), edge, node));
        else void message.info(t('flows.paste_nothing'));
      },
      copy: (key) => {
        const node = nodeAt(here(), key);
        if (!node) return;
        const text = nodeToText(node);
        keepClipboard(text);
        void navigator.clipboard?.writeText(text).catch(() => undefined);
        void message.success(t('flows.copied'));
      },
      remove: (key) => {
        const problem = removalProblem(here(), key);
        if (problem) {
          void message.info(t(`flows.remove_${problem}`));
          return;
        }
        const next = removeNode(here(), key);
        const more = here().nodes.length - next.nodes.length - 1;
        update(() => next, { select: WHOLE_FLOW });
        if (more > 0) void message.info(t('flows.removed_with', { count: more }));
      },
      move: (key, edge) => moved(moveNode(here(), key, edge), key),
      shift: (key, step) => moved(shiftNode(here(), key, step), key),
      undo: () => set((now) => checked(stepBack(now))),
      redo: () => set((now) => checked(stepForward(now))),
    };
  }, [designer, set, t, message, language]);
}

function checked(designer: FlowDesigner): FlowDesigner {
  return { ...designer, selection: existing(designer.document, designer.selection) };
}

export function keepClipboard(text: string): void {
  try {
    localStorage.setItem(CLIPBOARD, text);
  } catch {
    // The clipboard of the system may still take it.
  }
}

/** The node that was copied last, by whatever tab. */
export function readClipboard(): string {
  try {
    return localStorage.getItem(CLIPBOARD) ?? '';
  } catch {
    return '';
  }
}
