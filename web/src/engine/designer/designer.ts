import { sectionsOf } from '../layout';
import type { FieldPath, FormDocument } from './document';
import { fieldAt } from './document';

/** What the panel shows: the form itself, fields, a section, a group of tabs or one of its tabs. */
export type Selection =
  | { kind: 'form' }
  | { kind: 'fields'; paths: readonly FieldPath[] }
  | { kind: 'section'; key: string }
  | { kind: 'tab'; tabs: string; key: string };

interface Step {
  document: FormDocument;
  selection: Selection;
}

/** A form being built: what it is now, what is selected, and every step back and forth. Immutable. */
export interface Designer extends Step {
  past: readonly Step[];
  future: readonly Step[];
  /** Steps of the same name that follow one another are undone together: typing a label letter by letter. */
  merge: string | undefined;
}

const MOST_STEPS = 300;

export const WHOLE_FORM: Selection = { kind: 'form' };

export function openDesigner(document: FormDocument): Designer {
  return { document, selection: WHOLE_FORM, past: [], future: [], merge: undefined };
}

/** The next document as one step that can be undone; the same document is no step. */
export function change(
  designer: Designer,
  document: FormDocument,
  options: { merge?: string; select?: Selection } = {},
): Designer {
  const selection = existing(document, options.select ?? designer.selection);
  if (document === designer.document) return { ...designer, selection };
  const merged = options.merge !== undefined && options.merge === designer.merge;
  const step = { document: designer.document, selection: designer.selection };
  const past = merged ? designer.past : [...designer.past, step].slice(-MOST_STEPS);
  return { document, selection, past, future: [], merge: options.merge };
}

export function select(designer: Designer, selection: Selection): Designer {
  return { ...designer, selection: existing(designer.document, selection), merge: undefined };
}

export function undo(designer: Designer): Designer {
  const step = designer.past.at(-1);
  if (!step) return designer;
  const { document, selection } = designer;
  const future = [{ document, selection }, ...designer.future];
  return { ...step, past: designer.past.slice(0, -1), future, merge: undefined };
}

export function redo(designer: Designer): Designer {
  const [step, ...future] = designer.future;
  if (!step) return designer;
  const { document, selection } = designer;
  return { ...step, past: [...designer.past, { document, selection }], future, merge: undefined };
}

/** What of a selection is still there; the form where nothing is. */
function existing(document: FormDocument, selection: Selection): Selection {
  switch (selection.kind) {
    case 'fields': {
      const paths = selection.paths.filter((path) => fieldAt(document, path));
      return paths.length === selection.paths.length
        ? selection
        : paths.length > 0
          ? { kind: 'fields', paths }
          : WHOLE_FORM;
    }
    case 'section':
      return sectionsOf(document.layout).some(({ key }) => key === selection.key) ? selection : WHOLE_FORM;
    case 'tab': {
      const part = document.layout.find(({ key }) => key === selection.tabs);
      return part && 'tabs' in part && part.tabs.some(({ key }) => key === selection.key) ? selection : WHOLE_FORM;
    }
    case 'form':
      return selection;
  }
}

/** The one field that is selected; undefined when it is none or several. */
export function selectedField(selection: Selection): FieldPath | undefined {
  return selection.kind === 'fields' && selection.paths.length === 1 ? selection.paths[0] : undefined;
}
