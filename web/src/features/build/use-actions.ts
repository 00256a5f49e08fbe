import { App } from 'antd';
import { type RefObject, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Field, Form } from '@/engine/blueprint';
import { fieldsFromText, fieldsToText } from '@/engine/designer/clipboard';
import { change, type Designer, redo, select, selectedField, undo } from '@/engine/designer/designer';
import {
  type FieldPath,
  type FormDocument,
  fieldAt,
  joinPath,
  newFieldKey,
  siblings,
  splitPath,
} from '@/engine/designer/document';
import { KINDS } from '@/engine/designer/kinds';
import {
  insertFields,
  newField,
  pasteFields,
  placeAfter,
  removeFields,
  type Target,
} from '@/engine/designer/operations';
import { isTabs, sectionsOf } from '@/engine/layout';
import { usePreferences } from '@/ui/preferences';
import type { DesignerActions, DesignerView } from './designer-context';
import { referring } from './referring';

const CLIPBOARD = 'xiaodan.designer.clipboard';

/** Where something new goes when nobody says where: behind what is selected, or at the end of the form. */
export function targetOf(designer: Designer, inLines: boolean): Target {
  const { document, selection } = designer;
  if (selection.kind === 'fields') {
    const last = selection.paths.at(-1) ?? '';
    const { lines } = splitPath(last);
    const after = placeAfter(document, lines !== undefined && !inLines ? lines : last);
    if (after) return after;
  }
  const sections = sectionsOf(document.layout);
  const part = document.layout.find((each) => selection.kind === 'tab' && each.key === selection.tabs);
  const tab =
    part && isTabs(part) ? part.tabs.find((each) => selection.kind === 'tab' && each.key === selection.key) : undefined;
  const chosen =
    (selection.kind === 'section' ? sections.find((each) => each.key === selection.key) : tab?.sections[0]) ??
    sections.at(-1);
  return { section: chosen?.key ?? '', index: chosen?.fields.length ?? 0 };
}

interface Sources {
  /** What is there now; the actions stay the same while it changes. */
  view: RefObject<Pick<DesignerView, 'designer' | 'kept' | 'forms'>>;
  set: (change: (designer: Designer) => Designer) => void;
  /** Asks before fields go that something depends on. */
  confirmRemoval: (paths: readonly FieldPath[], remove: () => void) => Promise<void>;
}

export function useDesignerActions({ view, set, confirmRemoval }: Sources): DesignerActions {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const { language } = usePreferences();
  return useMemo((): DesignerActions => {
    const update = (
      next: (document: FormDocument) => FormDocument,
      options: Parameters<DesignerActions['update']>[1] = {},
    ) => set((designer) => change(designer, next(designer.document), options));
    const named = (name: string) => ({ [language]: name });
    const copied = (paths: readonly FieldPath[]) =>
      paths.flatMap((path) => fieldAt(view.current.designer.document, path) ?? []);
    const insert = (fields: ReturnType<typeof copied>, target: Target) => {
      const pasted = pasteFields(view.current.designer.document, fields, target, view.current.kept);
      if (pasted.paths.length === 0) void message.info(t('designer.paste_nothing'));
      else update(() => pasted.document, { select: { kind: 'fields', paths: pasted.paths } });
    };
    return {
      update,
      select: (selection) => set((designer) => select(designer, selection)),
      extend: (path) =>
        set((designer) => {
          const paths = designer.selection.kind === 'fields' ? designer.selection.paths : [];
          const next = paths.includes(path) ? paths.filter((each) => each !== path) : [...paths, path];
          return select(designer, next.length > 0 ? { kind: 'fields', paths: next } : { kind: 'form' });
        }),
      add: (type, place) => {
        const { designer, kept, forms } = view.current;
        const target = place ?? targetOf(designer, KINDS[type].inLines);
        const lines = 'lines' in target ? target.lines : undefined;
        const key = newFieldKey(designer.document, lines, KINDS[type].key, kept);
        const options = [1, 2, 3].map((number) => t('designer.option_name', { number }));
        const made = newField(type, key, named(t(`designer.type.${type}`)), {
          column: named(t('designer.type.text')),
          options,
        });
        const other = forms.find((form) => form.key !== designer.document.key) ?? forms[0];
        const field = prepared(made, designer.document, lines, forms, other);
        update((document) => insertFields(document, [field], target), {
          select: { kind: 'fields', paths: [joinPath(lines, key)] },
        });
      },
      remove: (paths) => {
        const { document } = view.current.designer;
        if (removeFields(document, paths) === document) void message.info(t('designer.remove_last'));
        else void confirmRemoval(paths, () => update((doc) => removeFields(doc, paths)));
      },
      duplicate: (paths) => {
        const after = placeAfter(view.current.designer.document, paths.at(-1) ?? '');
        if (after) insert(copied(paths), after);
      },
      copy: (paths) => {
        const text = fieldsToText(copied(paths));
        try {
          localStorage.setItem(CLIPBOARD, text);
        } catch {
          // The clipboard of the system may still take it.
        }
        void navigator.clipboard?.writeText(text).catch(() => undefined);
        void message.success(t('designer.copied', { count: paths.length }));
      },
      paste: () => {
        const fields = fieldsFromText(readClipboard());
        if (fields) insert(fields, targetOf(view.current.designer, true));
        else void message.info(t('designer.paste_nothing'));
      },
      undo: () => set(undo),
      redo: () => set(redo),
    };
  }, [view, set, confirmRemoval, t, message, language]);
}

/** A field that leads to other records begins with the first place it could lead to. */
function prepared(
  made: Field,
  document: FormDocument,
  lines: string | undefined,
  forms: readonly Form[],
  other: Form | undefined,
): Field {
  if (made.type === 'reference' && other) return { ...made, form: other.key, label: other.label };
  if (made.type === 'lookup') {
    const reference = siblings(document, lines).find((field) => field.type === 'reference');
    const target = forms.find((form) => reference?.type === 'reference' && form.key === reference.form);
    return { ...made, path: `${reference?.key ?? 'reference'}.${target?.title ?? 'id'}` };
  }
  if (made.type === 'rollup') {
    const [source] = referring(forms, document.key);
    return { ...made, form: source?.form.key ?? document.key, by: source?.fields[0]?.key ?? 'reference' };
  }
  return made;
}

/** Fields that were copied here last, by whatever tab. */
function readClipboard(): string {
  try {
    return localStorage.getItem(CLIPBOARD) ?? '';
  } catch {
    return '';
  }
}

export { CLIPBOARD, selectedField };
