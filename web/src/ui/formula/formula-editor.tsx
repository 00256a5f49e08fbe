import { acceptCompletion, closeCompletion, completionStatus, startCompletion } from '@codemirror/autocomplete';
import { history, historyKeymap, standardKeymap } from '@codemirror/commands';
import { EditorState, Prec, type StateField } from '@codemirror/state';
import { EditorView, keymap, placeholder as placeholderText } from '@codemirror/view';
import { useEffect, useImperativeHandle, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { FormulaError } from '@/engine/formula/errors';
import { type Candidate, complete } from '@/engine/formula-text/complete';
import { type Edit, halfWidth, keysForLabels } from '@/engine/formula-text/typing';
import { chipField, type Shown, type Surroundings, settle, surround } from './chips';
import { look } from './look';
import { offers, putIn } from './offers';

/** What others may do with an editor that is on the screen. */
export interface EditorHandle {
  insert: (candidate: Candidate) => void;
  goTo: (from: number, to: number) => void;
}

interface FormulaEditorProps extends Surroundings {
  label: string;
  value: string;
  placeholder: string;
  handle: React.Ref<EditorHandle>;
  describedBy: string;
  onChange: (text: string) => void;
  /** Where the caret is, and what is wrong with the text. */
  onShown: (at: { text: string; caret: number; errors: readonly FormulaError[] }) => void;
  onFocus: (focused: boolean) => void;
}

/** The time an input method takes to leave its last word in the page. */
const COMPOSED_MS = 80;

function apply(view: EditorView, edits: readonly Edit[]): void {
  if (edits.length > 0) view.dispatch({ changes: edits.map((edit) => ({ ...edit })), userEvent: 'input.convert' });
}

/** A closing parenthesis that is there already is walked over. */
function overParenthesis(view: EditorView): boolean {
  const { head, empty } = view.state.selection.main;
  if (!empty || view.state.sliceDoc(head, head + 1) !== ')') return false;
  const text = view.state.doc.toString();
  const open = text.split('(').length;
  if (open > text.split(')').length) return false;
  view.dispatch({ selection: { anchor: head + 1 } });
  return true;
}

/** Whoever types fast does not leave the formula because the list is about to come; where none will come, they do. */
function takeOffered(view: EditorView, { place, language }: Surroundings): boolean {
  if (acceptCompletion(view)) return true;
  const { state } = view;
  const isComing = completionStatus(state) === 'pending';
  return isComing && complete(state.doc.toString(), state.selection.main.head, place, language, false) !== undefined;
}

/** The text of a formula: stored with keys, shown with names, completed, and checked while it is written. */
export default function FormulaEditor(props: FormulaEditorProps) {
  const { label, value, handle, place, expected, language } = props;
  const { t } = useTranslation();
  const box = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView>(null);
  const field = useRef<StateField<Shown>>(null);
  const latest = useRef(props);
  latest.current = props;
  const first = useRef({ t, label });

  useEffect(() => {
    const chips = chipField({
      place: latest.current.place,
      expected: latest.current.expected,
      language: latest.current.language,
    });
    field.current = chips;
    const editor: EditorView = new EditorView({
      parent: box.current as HTMLElement,
      state: EditorState.create({
        doc: latest.current.value,
        extensions: [
          history(),
          chips,
          look,
          offers((state) => state.field(chips).surroundings, first.current.t as never),
          Prec.highest(
            keymap.of([
              { key: 'Tab', run: (view) => takeOffered(view, view.state.field(chips).surroundings) },
              { key: 'Ctrl-Space', mac: 'Ctrl-Space', run: startCompletion },
              { key: 'Escape', run: closeCompletion, stopPropagation: true },
            ]),
          ),
          keymap.of([...standardKeymap, ...historyKeymap]),
          EditorView.inputHandler.of((view, _, __, text) => /^[)）]$/.test(text) && overParenthesis(view)),
          EditorView.lineWrapping,
          placeholderText(latest.current.placeholder),
          EditorView.contentAttributes.of(() => ({
            'aria-label': latest.current.label,
            'aria-describedby': latest.current.describedBy,
            autocapitalize: 'off',
            autocorrect: 'off',
            spellcheck: 'false',
          })),
          EditorView.updateListener.of((update) => {
            if (!update.view.composing) {
              const edits = halfWidth(update.state.doc.toString());
              if (edits.length > 0) queueMicrotask(() => apply(editor, halfWidth(editor.state.doc.toString())));
            }
            const text = update.state.doc.toString();
            const { errors } = update.state.field(chips);
            if (update.docChanged || update.selectionSet || update.startState.field(chips).errors !== errors) {
              latest.current.onShown({ text, caret: update.state.selection.main.head, errors });
            }
            if (update.docChanged) latest.current.onChange(text);
          }),
          EditorView.domEventHandlers({
            compositionend: () => {
              setTimeout(() => {
                if (view.current === editor && !editor.composing) editor.dispatch({ effects: settle.of(null) });
              }, COMPOSED_MS);
              return false;
            },
            focus: () => latest.current.onFocus(true),
            blur: () => {
              if (completionStatus(editor.state) !== 'active') apply(editor, namesOf(editor, chips));
              latest.current.onFocus(false);
            },
          }),
        ],
      }),
    });
    view.current = editor;
    latest.current.onShown({
      text: latest.current.value,
      caret: 0,
      errors: editor.state.field(chips).errors,
    });
    return () => {
      view.current = null;
      editor.destroy();
    };
  }, []);

  useEffect(() => {
    view.current?.dispatch({ effects: surround.of({ place, expected, language }) });
  }, [place, expected, language]);

  useEffect(() => {
    const editor = view.current;
    if (!editor || editor.hasFocus || editor.state.doc.toString() === value) return;
    editor.dispatch({ changes: { from: 0, to: editor.state.doc.length, insert: value } });
  }, [value]);

  useImperativeHandle(handle, () => ({
    insert: (candidate) => {
      const editor = view.current;
      if (!editor) return;
      const { from, to } = editor.state.selection.main;
      putIn(editor, candidate, from, to);
      editor.focus();
    },
    goTo: (from, to) => {
      const editor = view.current;
      if (!editor) return;
      const end = editor.state.doc.length;
      editor.dispatch({ selection: { anchor: Math.min(from, end), head: Math.min(to, end) }, scrollIntoView: true });
      editor.focus();
    },
  }));

  return <div ref={box} />;
}

function namesOf(editor: EditorView, chips: StateField<Shown>): Edit[] {
  const { surroundings } = editor.state.field(chips);
  return keysForLabels(editor.state.doc.toString(), surroundings.place);
}
