import {
  autocompletion,
  type Completion,
  type CompletionContext,
  type CompletionResult,
} from '@codemirror/autocomplete';
import type { EditorState, Extension } from '@codemirror/state';
import type { EditorView } from '@codemirror/view';
import type { TFunction } from 'i18next';
import type { Language } from '@/engine/blueprint';
import { type Candidate, complete } from '@/engine/formula-text/complete';
import { signatureWords } from '@/engine/formula-text/signatures';
import type { Surroundings } from './chips';

/** Puts a candidate in the place of what was typed; behind a function's name come its parentheses, and the caret between. */
export function putIn(view: EditorView, candidate: Candidate, from: number, to: number): void {
  const follows = view.state.sliceDoc(to, to + 1);
  const call = candidate.kind === 'function' && follows !== '(';
  const insert = call ? `${candidate.insert}()` : candidate.insert;
  const inside = candidate.kind === 'function' ? candidate.insert.length + 1 : insert.length;
  view.dispatch({
    changes: { from, to, insert },
    selection: { anchor: from + inside },
    userEvent: 'input.complete',
    scrollIntoView: true,
  });
}

/** Completion of a formula: fields under their names, the options they are compared with, functions with their help. */
export function offers(surroundings: (state: EditorState) => Surroundings, t: TFunction): Extension {
  const source = (context: CompletionContext): CompletionResult | null => {
    const { place, language } = surroundings(context.state);
    const found = complete(context.state.doc.toString(), context.pos, place, language, context.explicit);
    if (!found) return null;
    return {
      from: found.from,
      to: found.to,
      filter: false,
      options: found.candidates.slice(0, 100).map((candidate) => offer(candidate, language, t)),
    };
  };
  return autocompletion({
    override: [source],
    icons: false,
    maxRenderedOptions: 100,
    activateOnTypingDelay: 60,
    interactionDelay: 0,
  });
}

function offer(candidate: Candidate, language: Language, t: TFunction): Completion {
  const { entry, field, kind, label } = candidate;
  const detail = field ? t(`designer.type.${field.type}`) : kind === 'option' ? candidate.insert : '';
  return {
    label,
    type: kind,
    ...(entry ? { detail: entry[language], info: () => help(candidate, language) } : { detail }),
    apply: (view, _, from, to) => putIn(view, candidate, from, to),
  };
}

function help({ entry }: Candidate, language: Language): Node | null {
  if (!entry) return null;
  const box = document.createElement('div');
  const add = (text: string, className: string) => {
    const line = document.createElement('div');
    line.className = className;
    line.textContent = text;
    box.append(line);
  };
  for (const signature of entry.signatures) add(signatureWords(entry.name, signature, language), 'formula-signature');
  add(entry[language], 'formula-help');
  const [example] = entry.examples;
  if (example) add(`${example.formula} → ${example.result}`, 'formula-example');
  return box;
}
