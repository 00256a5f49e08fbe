import PinyinMatch from 'pinyin-match';
import { type Field, type Language, labelText } from '../blueprint';
import { catalogue, type FunctionEntry, isOperator } from '../formula/catalogue';
import { type Token, tokens } from '../formula/syntax/lexer';
import type { FormulaPlace } from '../formulas';
import { comparedField, follow } from './pieces';
import { type Member, membersOf, type Scope, scopeAt } from './scope';

/** Something that can be put into a formula. */
export interface Candidate {
  kind: 'field' | 'function' | 'option' | 'word';
  /** What is written into the text. */
  insert: string;
  /** What people read in the list. */
  label: string;
  field?: Field | undefined;
  entry?: FunctionEntry;
}

/** Stands between a record and what is taken of it. */
const STEP = ' › ';

/** What fits at a place of the text. */
export interface Completion {
  /** The part of the text that a candidate replaces. */
  from: number;
  to: number;
  candidates: Candidate[];
}

/** Whether a name fits what somebody typed: a part of it, its key, its pinyin or its pinyin initials; less is better. */
export function distance(query: string, label: string, key: string): number | undefined {
  const wanted = query.toLowerCase();
  if (wanted === '') return 3;
  // What leads into another record is called by its last name too.
  const whole = nearness(wanted, label.toLowerCase(), key.toLowerCase());
  const mark = label.lastIndexOf(STEP);
  if (mark < 0) return whole;
  const last = nearness(wanted, label.slice(mark + STEP.length).toLowerCase(), key.slice(key.lastIndexOf('.') + 1));
  const far = [whole, last === undefined ? undefined : last + 0.5].filter((each) => each !== undefined);
  return far.length === 0 ? undefined : Math.min(...far);
}

function nearness(wanted: string, name: string, code: string): number | undefined {
  if (name === wanted || code === wanted) return 0;
  if (name.startsWith(wanted)) return 1;
  if (code.startsWith(wanted)) return 2;
  const found = PinyinMatch.match(name, wanted);
  if (found && found[0] === 0 && found[1] === name.length - 1) return 1;
  if (name.includes(wanted)) return 3;
  if (found) return found[0] === 0 ? 2 : 4;
  return wanted.length > 1 && code.includes(wanted) ? 5 : undefined;
}

function touching(all: readonly Token[], at: number): number {
  return all.findIndex((token) => token.kind !== 'end' && token.span.from < at && at <= token.span.to);
}

/**
 * What may be put in at a place of the text, the best first. `asked` says that somebody asked for it rather than typed;
 * then everything is offered where nothing is typed yet.
 */
export function complete(
  text: string,
  at: number,
  place: FormulaPlace,
  language: Language,
  asked: boolean,
): Completion | undefined {
  const all = tokens(text, []);
  const index = touching(all, at);
  const token = all[index];
  if (token?.kind === 'text') {
    const field = comparedField(all, index, place);
    const quoted = text.slice(token.span.from + 1, at);
    if (at === token.span.to && quoted.endsWith('"')) return undefined;
    return field && ranked(options(field, language), quoted, token.span.from, token.span.to);
  }
  if (token?.kind === 'number') return undefined;
  const query = token?.kind === 'name' ? text.slice(token.span.from, at) : '';
  const from = token?.kind === 'name' ? token.span.from : at;
  const to = token?.kind === 'name' ? token.span.to : at;
  const before = token?.kind === 'name' ? index - 1 : index >= 0 ? index : lastBefore(all, at);
  const dot = all[before];
  if (dot?.kind === 'symbol' && dot.text === '.') {
    const scope = scopeBefore(all, before, place);
    return scope && ranked(fieldsOf(scope, place, language, '', '', false), query, from, to);
  }
  const compared = dot?.kind === 'symbol' && (dot.text === '=' || dot.text === '<>');
  const field = compared ? comparedField(withGap(all, before), before + 1, place) : undefined;
  const fitting = field ? options(field, language) : [];
  if (query === '' && !asked) return fitting.length > 0 ? { from, to, candidates: fitting } : undefined;
  const offered = [...fitting, ...fieldsOf(scopeAt(place), place, language, '', '', true), ...functions(language)];
  return ranked(offered, query, from, to);
}

/** The tokens with one put in after a comparison, as if a constant stood there. */
function withGap(all: readonly Token[], before: number): Token[] {
  const gap: Token = { kind: 'text', text: '', span: { from: 0, to: 0 } };
  return [...all.slice(0, before + 1), gap];
}

function lastBefore(all: readonly Token[], at: number): number {
  return all.findLastIndex((token) => token.kind !== 'end' && token.span.to <= at);
}

function scopeBefore(all: readonly Token[], dot: number, place: FormulaPlace): Scope | undefined {
  const names: Token[] = [];
  for (let index = dot; all[index]?.text === '.' && all[index - 1]?.kind === 'name'; index -= 2) {
    names.unshift(all[index - 1] as Token);
  }
  const members = follow(names, place);
  return members.length === names.length ? members.at(-1)?.leads : undefined;
}

function ranked(offered: Candidate[], query: string, from: number, to: number): Completion | undefined {
  const fitting = offered.flatMap((candidate, order) => {
    const far = distance(query, candidate.label, candidate.kind === 'option' ? '' : candidate.insert);
    return far === undefined ? [] : [{ candidate, far, order }];
  });
  const candidates = fitting
    .sort((left, right) => left.far - right.far || left.order - right.order)
    .map(({ candidate }) => candidate);
  return candidates.length > 0 ? { from, to, candidates } : undefined;
}

/** The fields of a scope and, if `deep`, those of the records and lines they lead to, under names that say so. */
function fieldsOf(
  scope: Scope,
  place: FormulaPlace,
  language: Language,
  path: string,
  words: string,
  deep: boolean,
): Candidate[] {
  const own: Candidate[] = [];
  const further: Candidate[] = [];
  for (const member of membersOf(scope, place.forms)) {
    const name = labelText(member.label, language, member.key);
    own.push({ kind: 'field', insert: path + member.key, label: words + name, field: member.field });
    if (deep && member.leads) {
      const nested = fieldsOf(member.leads, place, language, `${path}${member.key}.`, `${words}${name}${STEP}`, false);
      further.push(...nested.filter(({ field }) => field !== undefined && field.type !== 'lines'));
      if (isHead(member)) further.push(...beyond(member, place, language));
    }
  }
  return [...own, ...further];
}

function isHead(member: Member): boolean {
  return member.key === 'parent' && member.field === undefined;
}

/** What the references of the head lead to, seen from its lines. */
function beyond(parent: Member, place: FormulaPlace, language: Language): Candidate[] {
  if (!parent.leads) return [];
  const head = labelText(parent.label, language, parent.key);
  return membersOf(parent.leads, place.forms)
    .filter((member) => member.field?.type === 'reference' && member.leads)
    .flatMap((member) => {
      const name = `${head}${STEP}${labelText(member.label, language, member.key)}${STEP}`;
      const scope = member.leads as Scope;
      return fieldsOf(scope, place, language, `parent.${member.key}.`, name, false).filter(({ field }) => field);
    });
}

function functions(language: Language): Candidate[] {
  const words: Candidate[] = [
    { kind: 'word', insert: 'and', label: language === 'zh' ? 'and 并且' : 'and' },
    { kind: 'word', insert: 'or', label: language === 'zh' ? 'or 或者' : 'or' },
    { kind: 'word', insert: 'TRUE', label: language === 'zh' ? 'TRUE 真' : 'TRUE' },
    { kind: 'word', insert: 'FALSE', label: language === 'zh' ? 'FALSE 假' : 'FALSE' },
    { kind: 'word', insert: 'EMPTY', label: language === 'zh' ? 'EMPTY 空' : 'EMPTY' },
  ];
  const named = catalogue
    .filter((entry) => !isOperator(entry))
    .map((entry): Candidate => ({ kind: 'function', insert: entry.name, label: entry.name, entry }));
  return [...named, ...words];
}

function options(field: Field, language: Language): Candidate[] {
  if (!('options' in field) || field.type === 'cascader') return [];
  return field.options.map((option) => ({
    kind: 'option',
    insert: `"${option.key.replaceAll('"', '""')}"`,
    label: labelText(option.label, language, option.key),
  }));
}

/** Everything a list of fields offers that is put in with the mouse. */
export function allFieldsAt(place: FormulaPlace, language: Language): Candidate[] {
  return fieldsOf(scopeAt(place), place, language, '', '', true);
}
