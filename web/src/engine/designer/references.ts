import {
  type Field,
  type Form,
  type Label,
  type LinesField,
  optionsOf,
  type ReferenceField,
  type TreeOption,
  treeOf,
  type Validation,
} from '../blueprint';
import { amongPlace } from '../form/among';
import { parse } from '../formula/syntax/parser';
import type { Field as FieldSyntax, Syntax } from '../formula/syntax/syntax';
import { memberOf, type Scope, scopeAt } from '../formula-text/scope';
import type { FormulaPlace } from '../formulas';
import type { FieldPath, FormDocument } from './document';
import { joinPath } from './document';

/** A name inside a formula and the field it stands for. */
export interface NamedField {
  /** UTF-16 units of the formula's text. */
  from: number;
  to: number;
  name: string;
  /** What people call it; undefined where there is no such field. */
  label: Label | undefined;
  /** The form it belongs to and its path there; undefined for what every record has. */
  form: string | undefined;
  path: FieldPath | undefined;
}

/** A field path of a formula, name by name. */
export interface NamedPath {
  from: number;
  to: number;
  names: NamedField[];
}

function paths(tree: Syntax, found: FieldSyntax[] = []): FieldSyntax[] {
  if (tree.kind === 'field') found.push(tree);
  else if (tree.kind === 'call') for (const arg of tree.args) paths(arg, found);
  return found;
}

/** Every field path of a formula with what it means; none while the text cannot be read. */
export function namedPaths(text: string, place: FormulaPlace): NamedPath[] {
  const tree = parse(text, []);
  return tree ? paths(tree).map((each) => follow(each, place)) : [];
}

function follow(syntax: FieldSyntax, place: FormulaPlace): NamedPath {
  let scope: Scope | undefined = scopeAt(place);
  const names = syntax.names.map(({ text, span }): NamedField => {
    const at = { from: span.from, to: span.to, name: text };
    const inside: Scope | undefined = scope;
    const member = inside && memberOf(inside, text, place.forms);
    scope = member?.leads;
    if (!inside || !member?.field) return { ...at, label: member?.label, form: undefined, path: undefined };
    return { ...at, label: member.label, form: inside.form.key, path: joinPath(inside.lines?.key, text) };
  });
  return { from: syntax.span.from, to: syntax.span.to, names };
}

/** A formula of a form: where it stands, and what its text is. */
export interface FormulaOf {
  /** Like the places of the check: `fields.amount.formula`, `validations.positive`. */
  place: string;
  /** The field it belongs to; undefined for a validation. */
  path: FieldPath | undefined;
  property: string;
  lines: LinesField | undefined;
  text: string;
  /** The reference it limits. */
  limits?: ReferenceField;
}

const PROPERTIES = ['formula', 'default', 'copy', 'required', 'visible', 'readOnly'] as const;

/** Every formula of a form, in reading order. */
export function formulasOf(form: Pick<Form, 'fields'> & { validations?: Validation[] }): FormulaOf[] {
  const found: FormulaOf[] = [];
  const ofFields = (fields: readonly Field[], lines?: LinesField) => {
    for (const field of fields) {
      const path = joinPath(lines?.key, field.key);
      for (const property of PROPERTIES) {
        const text = field[property];
        if (typeof text === 'string') {
          found.push({ place: `fields.${path}.${property}`, path, property, lines, text });
        }
      }
      if (field.type === 'reference' && field.among !== undefined) {
        const place = `fields.${path}.among`;
        found.push({ place, path, property: 'among', lines, text: field.among, limits: field });
      }
      for (const { key, when } of optionsOf(field)) {
        if (when === undefined) continue;
        found.push({ place: `fields.${path}.options.${key}.when`, path, property: 'when', lines, text: when });
      }
      if (field.type !== 'lines') continue;
      ofFields(field.fields, field);
      ofValidations(field.validations ?? [], `fields.${field.key}.validations`, field);
    }
  };
  const ofValidations = (validations: readonly Validation[], place: string, lines?: LinesField) => {
    for (const { key, formula } of validations) {
      found.push({ place: `${place}.${key}`, path: undefined, property: 'validation', lines, text: formula });
    }
  };
  ofFields(form.fields);
  ofValidations(form.validations ?? [], 'validations');
  return found;
}

/** The formulas of a form that read one of its own fields. */
export function usesInForm(form: Form, forms: readonly Form[], path: FieldPath): FormulaOf[] {
  return formulasOf(form).filter(({ text, lines, path: own, limits }) => {
    if (own === path) return false;
    const around: FormulaPlace = lines ? { forms, form, lines } : { forms, form };
    const place = (limits && amongPlace(around, limits)) ?? around;
    return namedPaths(text, place).some(({ names }) =>
      names.some((name) => name.form === form.key && (name.path === path || name.path?.startsWith(`${path}.`))),
    );
  });
}

// Renaming. What is known here is the text and where it stands: a name counts when it begins a path there.

interface Whose {
  /** The line items the formula stands in. */
  inside: string | undefined;
}

/** The text with a field's key replaced where a path begins with it, or leads to it through its line items. */
export function renameInText(text: string, from: string, to: string, lines: string | undefined, scope: Whose): string {
  const tree = parse(text, []);
  if (!tree) return text;
  const spans = paths(tree).flatMap(({ names }) => {
    const parent = scope.inside !== undefined && names[0]?.text === 'parent';
    const inHead = scope.inside === undefined || parent;
    const rest = parent ? names.slice(1) : names;
    const name =
      lines === undefined || lines === scope.inside
        ? inHead === (lines === undefined)
          ? rest[0]
          : undefined
        : undefined;
    const through = lines !== undefined && inHead && rest[0]?.text === lines ? rest[1] : undefined;
    return [name, through].flatMap((each) => (each?.text === from ? [each.span] : []));
  });
  return spans
    .sort((left, right) => right.from - left.from)
    .reduce((result, span) => result.slice(0, span.from) + to + result.slice(span.to), text);
}

/** Replaces a key in every formula of a form, or of a single field; `lines` says whose column it is. */
export function renameInFormulas<T extends FormDocument | Field>(
  owner: T,
  from: string,
  to: string,
  lines?: string | undefined,
): T {
  const text = (value: unknown, scope: Whose) =>
    typeof value === 'string' ? renameInText(value, from, to, lines, scope) : value;
  const validation =
    (scope: Whose, named: boolean) =>
    (each: Validation): Validation => ({
      ...each,
      formula: text(each.formula, scope) as string,
      ...(each.fields && named ? { fields: each.fields.map((key) => (key === from ? to : key)) } : {}),
    });
  const field = (each: Field, scope: Whose): Field => {
    const next: Record<string, unknown> = { ...each };
    for (const property of PROPERTIES) if (property in each) next[property] = text(each[property], scope);
    if ('among' in each) next.among = text(each.among, scope);
    if (optionsOf(each).some(({ when }) => when !== undefined)) {
      const renamed = (options: readonly TreeOption[]): TreeOption[] =>
        options.map((option) => ({
          ...option,
          ...(option.when === undefined ? {} : { when: text(option.when, scope) as string }),
          ...(option.children ? { children: renamed(option.children) } : {}),
        }));
      next.options = renamed(treeOf(each));
    }
    if (each.type === 'lines') {
      const inside = { inside: each.key };
      next.fields = each.fields.map((column) => field(column, inside));
      if (each.validations) next.validations = each.validations.map(validation(inside, lines === each.key));
    }
    return next as unknown as Field;
  };
  const head = { inside: undefined };
  if (!('kind' in owner)) return field(owner as Field, lines === undefined ? head : { inside: lines }) as T;
  const document = owner as FormDocument;
  return {
    ...document,
    fields: document.fields.map((each) => field(each, head)),
    ...(document.validations ? { validations: document.validations.map(validation(head, lines === undefined)) } : {}),
  } as T;
}
