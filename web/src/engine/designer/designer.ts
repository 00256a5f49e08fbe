import { sectionsOf } from '../layout';
import type { FieldPath, FormDocument } from './document';
import { fieldAt } from './document';
import { firstStep, nextStep, type Steps, stepBack, stepForward } from './steps';

/** What the panel shows: the form itself, fields, a section, a group of tabs or one of its tabs. */
export type Selection =
  | { kind: 'form' }
  | { kind: 'fields'; paths: readonly FieldPath[] }
  | { kind: 'section'; key: string }
  | { kind: 'tab'; tabs: string; key: string };

/** A form being built. */
export type Designer = Steps<FormDocument, Selection>;

export const WHOLE_FORM: Selection = { kind: 'form' };

export function openDesigner(document: FormDocument): Designer {
  return firstStep(document, WHOLE_FORM);
}

/** The next document as one step that can be undone; the same document is no step. */
export function change(
  designer: Designer,
  document: FormDocument,
  options: { merge?: string; select?: Selection } = {},
): Designer {
  return nextStep(designer, document, existing(document, options.select ?? designer.selection), options.merge);
}

export function select(designer: Designer, selection: Selection): Designer {
  return { ...designer, selection: existing(designer.document, selection), merge: undefined };
}

export const undo = (designer: Designer): Designer => stepBack(designer);

export const redo = (designer: Designer): Designer => stepForward(designer);

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
