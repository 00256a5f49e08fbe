import { labelText } from '../blueprint';
import type { FormulaError } from '../formula/errors';
import { type Token, tokens } from '../formula/syntax/lexer';
import type { FormulaPlace } from '../formulas';
import { chainAt, follow } from './pieces';
import { membersOf, type Scope, scopeAt } from './scope';

/** A replacement in a text; places are those before any of the replacements. */
export interface Edit {
  from: number;
  to: number;
  insert: string;
}

/**
 * What a Chinese keyboard typed and the language writes otherwise: （ for (, ， for , and so on, never inside a text. A
 * text that was begun ends at a Chinese quotation mark too.
 */
export function halfWidth(text: string): Edit[] {
  const edits: Edit[] = [];
  // One at a time: what follows an opening quotation mark is a text only after the mark is one. All replacements of one
  // unit by another keep places as they are.
  let now = text;
  for (let rounds = 0; rounds <= text.length; rounds++) {
    const errors: FormulaError[] = [];
    tokens(now, errors);
    const first = errors.find((error) => error.code === 'full-width-character' || error.code === 'unterminated-text');
    const edit = first && editOf(first, now);
    if (!edit || edit.to - edit.from !== edit.insert.length) return edit ? [...edits, edit] : edits;
    edits.push(edit);
    now = now.slice(0, edit.from) + edit.insert + now.slice(edit.to);
  }
  return edits;
}

function editOf(error: FormulaError, text: string): Edit | undefined {
  if (error.code === 'full-width-character') {
    return { from: error.from, to: error.to, insert: error.args[1] ?? '' };
  }
  const rest = text.slice(error.from + 1);
  const end = rest.search(/[”“＂]/);
  return end < 0 ? undefined : { from: error.from + 1 + end, to: error.from + 2 + end, insert: '"' };
}

/** Names that somebody wrote as people call a field, where exactly one field of the place is called so. */
export function keysForLabels(text: string, place: FormulaPlace): Edit[] {
  const all = tokens(text, []);
  const edits: Edit[] = [];
  let at = 0;
  all.forEach((token, index) => {
    const chain = token.span.from < at ? undefined : chainAt(all, index);
    if (!chain) return;
    at = chain.to;
    edits.push(...renamed(chain.names, place));
  });
  return edits;
}

function renamed(names: readonly Token[], place: FormulaPlace): Edit[] {
  const edits: Edit[] = [];
  let scope: Scope | undefined = scopeAt(place);
  for (const name of names) {
    if (!scope) return [];
    const members = membersOf(scope, place.forms);
    const exact = members.find((member) => member.key === name.text);
    const called = members.filter((member) =>
      (['zh', 'en'] as const).some((language) => labelText(member.label, language) === name.text),
    );
    const member = exact ?? (called.length === 1 ? called[0] : undefined);
    if (!member) return [];
    if (!exact) edits.push({ from: name.span.from, to: name.span.to, insert: member.key });
    scope = member.leads;
  }
  return edits;
}

/** The text after replacements that do not overlap. */
export function edited(text: string, edits: readonly Edit[]): string {
  return [...edits]
    .sort((left, right) => right.from - left.from)
    .reduce((result, edit) => result.slice(0, edit.from) + edit.insert + result.slice(edit.to), text);
}

/** The call a place of the text stands in: the name of its function, and which argument is being written. */
export function callAt(text: string, at: number): { name: string; argument: number } | undefined {
  const open: { name: string | undefined; argument: number }[] = [];
  let before: Token | undefined;
  for (const token of tokens(text, [])) {
    if (token.kind === 'end' || token.span.to > at) break;
    if (token.kind === 'symbol' && token.text === '(') {
      open.push({ name: before?.kind === 'name' ? before.text.toUpperCase() : undefined, argument: 0 });
    } else if (token.kind === 'symbol' && token.text === ')') open.pop();
    else if (token.kind === 'symbol' && token.text === ',') {
      const innermost = open.at(-1);
      if (innermost) innermost.argument += 1;
    }
    before = token;
  }
  const call = open.findLast((each) => each.name !== undefined);
  return call?.name === undefined ? undefined : { name: call.name, argument: call.argument };
}

/** Every path of a text that leads to something, with what each of its names stands for. */
export function readPaths(text: string, place: FormulaPlace) {
  const all = tokens(text, []);
  const found: ReturnType<typeof follow>[] = [];
  let at = 0;
  all.forEach((token, index) => {
    const chain = token.span.from < at ? undefined : chainAt(all, index);
    if (!chain) return;
    at = chain.to;
    const members = follow(chain.names, place);
    if (members.length === chain.names.length) found.push(members);
  });
  return found;
}
