import { type EditorState, type Range, StateEffect, StateField, type Transaction } from '@codemirror/state';
import { Decoration, type DecorationSet, EditorView, WidgetType } from '@codemirror/view';
import type { Language } from '@/engine/blueprint';
import type { FormulaError } from '@/engine/formula/errors';
import { Formula } from '@/engine/formula/formula';
import type { ValueType } from '@/engine/formula/value/types';
import { type Piece, pieces } from '@/engine/formula-text/pieces';
import { type FormulaPlace, schemaAt } from '@/engine/formulas';

/** What the editor must know about the place a formula is written for. */
export interface Surroundings {
  place: FormulaPlace;
  expected: ValueType | undefined;
  language: Language;
}

/** Tells the editor that its surroundings are others now: another label, a new field, another language. */
export const surround = StateEffect.define<Surroundings>();

/** Asks for the chips of a text whose composition has ended. */
export const settle = StateEffect.define<null>();

/** A field or option under the name people know; the text below it stays as it is stored. */
class Chip extends WidgetType {
  constructor(
    readonly kind: Piece['kind'],
    readonly label: string,
    readonly text: string,
    readonly wrong: boolean,
  ) {
    super();
  }

  override eq(other: Chip): boolean {
    return this.label === other.label && this.text === other.text && this.wrong === other.wrong;
  }

  override toDOM(): HTMLElement {
    const chip = document.createElement('span');
    chip.className = `formula-chip formula-${this.kind}${this.wrong ? ' formula-wrong' : ''}`;
    chip.textContent = this.label;
    chip.title = this.text;
    return chip;
  }

  override ignoreEvent(): boolean {
    return false;
  }
}

export interface Shown {
  surroundings: Surroundings;
  errors: readonly FormulaError[];
  chips: DecorationSet;
  marks: DecorationSet;
}

function shown(text: string, surroundings: Surroundings): Shown {
  const { place, expected, language } = surroundings;
  const errors = text.trim() === '' ? [] : Formula.check(text, schemaAt(place), expected);
  const touches = (from: number, to: number) => errors.some((error) => error.from < to && from < error.to);
  const chips: Range<Decoration>[] = [];
  const marks: Range<Decoration>[] = [];
  for (const piece of pieces(text, place, language)) {
    if (piece.label !== undefined) {
      const widget = new Chip(piece.kind, piece.label, piece.text, touches(piece.from, piece.to));
      chips.push(Decoration.replace({ widget }).range(piece.from, piece.to));
    } else if (piece.kind !== 'plain') {
      marks.push(Decoration.mark({ class: `formula-${piece.kind}` }).range(piece.from, piece.to));
    }
  }
  for (const { from, to } of errors) {
    if (from < to) marks.push(Decoration.mark({ class: 'formula-wrong' }).range(from, to));
  }
  return { surroundings, errors, chips: Decoration.set(chips, true), marks: Decoration.set(marks, true) };
}

function update(now: Shown, transaction: Transaction): Shown {
  let { surroundings } = now;
  let again = false;
  for (const effect of transaction.effects) {
    if (effect.is(surround)) surroundings = effect.value;
    if (effect.is(surround) || effect.is(settle)) again = true;
  }
  if (again) return shown(transaction.newDoc.toString(), surroundings);
  if (!transaction.docChanged) return now;
  // While an input method composes, nothing around it may change on the screen.
  if (transaction.isUserEvent('input.type.compose')) {
    const { changes } = transaction;
    return { ...now, chips: now.chips.map(changes), marks: now.marks.map(changes) };
  }
  return shown(transaction.newDoc.toString(), surroundings);
}

/** Chips, colours and errors of the text, kept beside it. */
export function chipField(start: Surroundings): StateField<Shown> {
  return StateField.define<Shown>({
    create: (state: EditorState) => shown(state.doc.toString(), start),
    update,
    provide: (field) => [
      EditorView.decorations.from(field, (value) => value.chips),
      EditorView.decorations.from(field, (value) => value.marks),
      EditorView.atomicRanges.of((view) => view.state.field(field).chips),
    ],
  });
}
