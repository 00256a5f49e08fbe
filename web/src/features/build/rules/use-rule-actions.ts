import { type RefObject, useMemo } from 'react';
import { nextStep, stepBack, stepForward } from '@/engine/designer/steps';
import { patchStep, type RuleDocument, stepAt } from '@/engine/rule/document';
import { addBeside, addStep, removeStep } from '@/engine/rule/operations';
import { type RuleActions, type RuleDesigner, type RuleSelection, WHOLE_RULE } from './rule-context';

/** A selection whose step is gone is one of the rule. */
export function existing(document: RuleDocument, selection: RuleSelection): RuleSelection {
  return selection.kind === 'step' && !stepAt(document, selection.key) ? WHOLE_RULE : selection;
}

interface Sources {
  /** What is there now; the actions stay the same while it changes. */
  designer: RefObject<RuleDesigner>;
  set: (change: (designer: RuleDesigner) => RuleDesigner) => void;
}

export function useActions({ designer, set }: Sources): RuleActions {
  return useMemo((): RuleActions => {
    const update: RuleActions['update'] = (next, options = {}) =>
      set((now) => {
        const document = next(now.document);
        return nextStep(now, document, existing(document, options.select ?? now.selection), options.merge);
      });
    const put = (done: { document: RuleDocument; key: string }) =>
      update(() => done.document, { select: { kind: 'step', key: done.key } });
    const checked = (next: RuleDesigner): RuleDesigner => ({
      ...next,
      selection: existing(next.document, next.selection),
    });
    return {
      update,
      select: (selection) => set((now) => ({ ...now, selection: existing(now.document, selection), merge: undefined })),
      add: (spot, action) => put(addStep(designer.current.document, spot, action)),
      addBeside: (after, action) => put(addBeside(designer.current.document, after, action)),
      patch: (key, patch, merge) =>
        update((rule) => patchStep(rule, key, patch), merge === undefined ? {} : { merge: `${merge}:${key}` }),
      remove: (key) => update((rule) => removeStep(rule, key), { select: WHOLE_RULE }),
      undo: () => set((now) => checked(stepBack(now))),
      redo: () => set((now) => checked(stepForward(now))),
    };
  }, [designer, set]);
}
