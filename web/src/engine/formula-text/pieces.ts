import { type Field, type Language, labelText } from '../blueprint';
import { findFunction } from '../formula/catalogue';
import { type Token, tokens } from '../formula/syntax/lexer';
import type { FormulaPlace } from '../formulas';
import { type Member, memberOf, type Scope, scopeAt } from './scope';

/** A part of a formula's text and how people read it. All pieces after one another are the text again. */
export interface Piece {
  kind: 'plain' | 'field' | 'option' | 'function' | 'number' | 'text' | 'word';
  /** UTF-16 units of the text; `to` is exclusive. */
  from: number;
  to: number;
  text: string;
  /** What stands for it on the screen: the name of a field or option; undefined where the text itself does. */
  label: string | undefined;
}

/** A path of names in a text, whether or not the whole of it can be read as a formula. */
export interface Chain {
  from: number;
  to: number;
  names: readonly Token[];
}

const WORDS = ['AND', 'OR', 'TRUE', 'FALSE', 'EMPTY'];

export function isWordOf(text: string): boolean {
  return WORDS.includes(text.toUpperCase());
}

function isSymbol(token: Token | undefined, ...symbols: string[]): boolean {
  return token?.kind === 'symbol' && symbols.includes(token.text);
}

/** The path that begins at a token; undefined where none does. */
export function chainAt(all: readonly Token[], index: number): Chain | undefined {
  const first = all[index];
  if (first?.kind !== 'name' || isWordOf(first.text) || isSymbol(all[index + 1], '(')) return undefined;
  const names = [first];
  let at = index + 1;
  for (let next = all[at + 1]; isSymbol(all[at], '.') && next?.kind === 'name'; next = all[at + 1]) {
    names.push(next);
    at += 2;
  }
  return { from: first.span.from, to: names.at(-1)?.span.to ?? first.span.to, names };
}

/** What each name of a path stands for, as far as it leads anywhere. */
export function follow(names: readonly { text: string }[], place: FormulaPlace): Member[] {
  const members: Member[] = [];
  let scope: Scope | undefined = scopeAt(place);
  for (const { text } of names) {
    const member: Member | undefined = scope && memberOf(scope, text, place.forms);
    if (!member) break;
    members.push(member);
    scope = member.leads;
  }
  return members;
}

/** The names of a path as people read them; undefined where a part of it is unknown. */
export function chainLabel(chain: Chain, place: FormulaPlace, language: Language): string | undefined {
  const members = follow(chain.names, place);
  if (members.length < chain.names.length) return undefined;
  return members.map((member) => labelText(member.label, language, member.key)).join(' · ');
}

/** The field of options that a constant at this token is compared with. */
export function comparedField(all: readonly Token[], index: number, place: FormulaPlace): Field | undefined {
  const before = isSymbol(all[index - 1], '=', '<>') ? chainBefore(all, index - 2) : undefined;
  const after = isSymbol(all[index + 1], '=', '<>') ? chainAt(all, index + 2) : undefined;
  const chain = before ?? after;
  const members = chain ? follow(chain.names, place) : [];
  const field = members.length === chain?.names.length ? members.at(-1)?.field : undefined;
  return field?.type === 'select' || field?.type === 'multi_select' ? field : undefined;
}

function chainBefore(all: readonly Token[], last: number): Chain | undefined {
  let first = last;
  while (isSymbol(all[first - 1], '.') && all[first - 2]?.kind === 'name') first -= 2;
  return chainAt(all, first);
}

/** A formula cut into what people read: fields and options under their names, the rest as it is written. */
export function pieces(text: string, place: FormulaPlace, language: Language): Piece[] {
  const all = tokens(text, []);
  const found: Piece[] = [];
  let at = 0;
  const add = (kind: Piece['kind'], from: number, to: number, label?: string) => {
    if (from > at) found.push({ kind: 'plain', from: at, to: from, text: text.slice(at, from), label: undefined });
    found.push({ kind, from, to, text: text.slice(from, to), label });
    at = to;
  };
  all.forEach((token, index) => {
    const { from, to } = token.span;
    if (from < at || from === to) return;
    const chain = chainAt(all, index);
    const label = chain && chainLabel(chain, place, language);
    if (chain && label !== undefined) add('field', chain.from, chain.to, label);
    else if (token.kind === 'name' && isWordOf(token.text)) add('word', from, to);
    else if (token.kind === 'name' && isSymbol(all[index + 1], '(') && findFunction(token.text.toUpperCase()))
      add('function', from, to);
    else if (token.kind === 'number') add('number', from, to);
    else if (token.kind === 'text') {
      const field = comparedField(all, index, place);
      const option = field && 'options' in field ? field.options.find((each) => each.key === token.text) : undefined;
      if (option && text.charAt(to - 1) === '"') add('option', from, to, labelText(option.label, language, option.key));
      else add('text', from, to);
    }
  });
  if (at < text.length)
    found.push({ kind: 'plain', from: at, to: text.length, text: text.slice(at), label: undefined });
  return found;
}

/** A formula in the words people know, to be read and not to be written. */
export function spoken(text: string, place: FormulaPlace, language: Language): string {
  return pieces(text, place, language)
    .map((piece) => (piece.kind === 'option' ? `“${piece.label}”` : (piece.label ?? piece.text)))
    .join('');
}
