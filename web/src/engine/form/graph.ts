import { type Condition, type Field, type Form, type LinesField, optionsOf, type Validation } from '../blueprint';
import type { CompiledFormula, FormulaLanguage, FormulaPlace } from '../formulas';
import { amongPlace, ITEM } from './among';
import { HEAD } from './row';

export type CalculationKind =
  | 'value'
  | 'default'
  | 'visible'
  | 'required'
  | 'readOnly'
  | 'option'
  | 'among'
  | 'validation';

/** One formula of the form: where it stands, what it decides. */
export interface Calculation {
  index: number;
  scope: string;
  kind: CalculationKind;
  /** Field key, or the key of the validation. */
  key: string;
  field: Field | undefined;
  validation: Validation | undefined;
  /** Key of the option of the field it decides about. */
  option: string | undefined;
  formula: CompiledFormula;
}

/** A calculation that must run again because a field changed, and for which rows. */
interface Dependent {
  calculation: Calculation;
  rows: 'same' | 'head' | 'all';
}

/** The formulas of a form in an order in which each stands behind those it reads, and who reads what. */
export interface FormGraph {
  calculations: readonly Calculation[];
  dependents(scope: string, key: string): readonly Dependent[];
}

const NONE: readonly Dependent[] = [];

export function buildGraph(form: Form, forms: readonly Form[], language: FormulaLanguage): FormGraph {
  const found = collect(form, forms, language);
  const calculations = inOrder(found);
  const readers = new Map<string, Dependent[]>();
  for (const calculation of calculations) {
    for (const [scope, key] of readsOf(calculation, form)) {
      const rows = calculation.scope === HEAD ? 'head' : scope === calculation.scope ? 'same' : 'all';
      const name = `${scope}/${key}`;
      const list = readers.get(name) ?? [];
      if (!list.some((dependent) => dependent.calculation === calculation)) list.push({ calculation, rows });
      readers.set(name, list);
    }
  }
  return { calculations, dependents: (scope, key) => readers.get(`${scope}/${key}`) ?? NONE };
}

function collect(form: Form, forms: readonly Form[], language: FormulaLanguage): Calculation[] {
  const found: Calculation[] = [];
  const add = (
    text: Condition | undefined,
    place: FormulaPlace,
    kind: CalculationKind,
    key: string,
    field?: Field,
    { validation, option }: { validation?: Validation; option?: string } = {},
  ) => {
    if (typeof text !== 'string') return;
    const formula = language.compile(text, place);
    const scope = place.lines?.key ?? HEAD;
    if (formula) found.push({ index: 0, scope, kind, key, field, validation, option, formula });
  };
  const addAll = (fields: readonly Field[], validations: readonly Validation[], lines?: LinesField) => {
    const place: FormulaPlace = lines ? { forms, form, lines } : { forms, form };
    for (const field of fields) {
      add(field.formula, place, 'value', field.key, field);
      add(field.default, place, 'default', field.key, field);
      add(field.visible, place, 'visible', field.key, field);
      add(field.required, place, 'required', field.key, field);
      add(field.readOnly, place, 'readOnly', field.key, field);
      for (const { key: option, when } of optionsOf(field)) add(when, place, 'option', field.key, field, { option });
      const among = field.type === 'reference' && field.among !== undefined ? amongPlace(place, field) : undefined;
      if (among && field.type === 'reference') add(field.among, among, 'among', field.key, field);
      if (field.type === 'lines') addAll(field.fields, field.validations ?? [], field);
    }
    for (const validation of validations) {
      add(validation.formula, place, 'validation', validation.key, undefined, { validation });
    }
  };
  addAll(form.fields, form.validations ?? []);
  return found;
}

/** The fields a calculation reads, each as the scope it lives in and its key. */
function readsOf(calculation: Calculation, form: Form): [string, string][] {
  // A validation waits for the fields it is shown at to be filled.
  const reads = (calculation.validation?.fields ?? []).map((key): [string, string] => [calculation.scope, key]);
  if (calculation.kind === 'among') reads.push([calculation.scope, calculation.key]);
  for (const path of calculation.formula.reads) {
    if (calculation.kind === 'among' && path[0] === ITEM) continue;
    const fromParent = calculation.scope !== HEAD && path[0] === 'parent';
    const names = fromParent ? path.slice(1) : path;
    const first = names[0];
    if (first === undefined) continue;
    const scope = fromParent ? HEAD : calculation.scope;
    reads.push([scope, first]);
    const field = scope === HEAD ? form.fields.find((candidate) => candidate.key === first) : undefined;
    if (field?.type === 'lines' && names[1] !== undefined) reads.push([first, names[1]]);
  }
  return reads;
}

/**
 * Depth-first: what a formula reads comes before it. Publishing refuses cycles, so one that shows up all the same is
 * simply cut where it closes.
 */
function inOrder(found: readonly Calculation[]): Calculation[] {
  const makers = new Map<string, Calculation[]>();
  for (const calculation of found) {
    if (calculation.kind !== 'value' && calculation.kind !== 'default') continue;
    const name = `${calculation.scope}/${calculation.key}`;
    makers.set(name, [...(makers.get(name) ?? []), calculation]);
  }
  const ordered: Calculation[] = [];
  const seen = new Set<Calculation>();
  const visit = (calculation: Calculation) => {
    if (seen.has(calculation)) return;
    seen.add(calculation);
    if (calculation.kind === 'among') makers.get(`${calculation.scope}/${calculation.key}`)?.forEach(visit);
    for (const path of calculation.formula.reads) {
      for (const name of namesRead(calculation.scope, path)) makers.get(name)?.forEach(visit);
    }
    calculation.index = ordered.length;
    ordered.push(calculation);
  };
  found.forEach(visit);
  return ordered;
}

function namesRead(scope: string, path: readonly string[]): string[] {
  if (scope !== HEAD && path[0] === 'parent') return namesRead(HEAD, path.slice(1));
  const names = [`${scope}/${path[0]}`];
  if (scope === HEAD && path[1] !== undefined) names.push(`${path[0]}/${path[1]}`);
  return names;
}
