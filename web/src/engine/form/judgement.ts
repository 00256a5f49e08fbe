import { type Field, optionsOf, type TreeOption, treeOf, type Validation } from '../blueprint';
import { isEmpty } from '../values';
import type { FormState } from './form-state';
import { formatProblem, lineCountProblem, type Problem, valueProblem } from './problems';
import { type CellView, optionFlag, type Row } from './row';

/** A problem and where it is. */
export interface Finding {
  row: Row;
  /** Empty when it concerns the record as a whole. */
  field: string;
  problem: Problem;
}

/** The first thing wrong with a field, in the order a person would want to hear it. */
export function cellProblem(
  state: FormState,
  row: Row,
  field: Field,
  view: Omit<CellView, 'problem'>,
): Problem | undefined {
  const refused = row.refused.get(field.key);
  if (refused !== undefined) return { code: 'refused', text: refused };
  if (state.isBlank(row)) return undefined;
  // What was typed before the field went out of sight is sent all the same, and must fit.
  if (!view.visible) return valueProblem(field, view.value) ?? closedProblem(field, view);
  if (view.raw !== undefined) return formatProblem(field, view.raw);
  if (field.type === 'lines') {
    const filled = state.rows(field.key).filter((line) => !state.isBlank(line));
    return (
      lineCountProblem(field, filled.length) ??
      (view.required && filled.length === 0 ? { code: 'required' } : undefined)
    );
  }
  if (view.required && isEmpty(view.value)) return { code: 'required' };
  return valueProblem(field, view.value) ?? closedProblem(field, view) ?? failedValidation(state, row, field.key);
}

/** Of what is chosen, the first that may not be. */
function closedProblem(field: Field, { value, closed, outside }: Omit<CellView, 'problem'>): Problem | undefined {
  if (outside) return { code: 'outside' };
  if (!closed) return undefined;
  const chosen: readonly unknown[] = Array.isArray(value) ? value : [value];
  const option = optionsOf(field).find(({ key }) => closed.has(key) && chosen.includes(key));
  return option && { code: 'option_closed', message: option.label };
}

function failedValidation(state: FormState, row: Row, field: string): Problem | undefined {
  const failed = validationsOf(state, row).find(
    (validation) => row.failures.has(validation.key) && (validation.fields ?? []).includes(field),
  );
  return failed && { code: 'validation', message: failed.message };
}

function validationsOf(state: FormState, row: Row): readonly Validation[] {
  return (row.scope === '' ? state.form.validations : state.linesField(row.scope).validations) ?? [];
}

/** Everything wrong with the form, head first, then line by line. */
export function findProblems(state: FormState): Finding[] {
  const findings: Finding[] = [];
  const judge = (row: Row) => {
    for (const field of state.fieldsOf(row)) {
      const view = state.cell(row.uid, field.key);
      const problem = view.readOnly ? undefined : cellProblem(state, row, field, view);
      if (problem && problem.code !== 'refused') findings.push({ row, field: field.key, problem });
    }
    for (const validation of validationsOf(state, row)) {
      const placed = (validation.fields ?? []).some((key) => findings.some((f) => f.row === row && f.field === key));
      if (!row.failures.has(validation.key) || placed || state.isBlank(row)) continue;
      const field = validation.fields?.[0] ?? '';
      findings.push({ row, field, problem: { code: 'validation', message: validation.message } });
    }
  };
  judge(state.head);
  for (const field of state.form.fields) if (field.type === 'lines') state.rows(field.key).forEach(judge);
  return findings;
}

/** An option stays open until its formula has been decided: the server has the last word. */
export function closedOptions(row: Row, field: Field): ReadonlySet<string> | undefined {
  const closed = new Set<string>();
  const walk = (options: readonly TreeOption[], above: boolean) => {
    for (const option of options) {
      const shut = above || (option.when !== undefined && row.flags.get(optionFlag(field.key, option.key)) === false);
      if (shut) closed.add(option.key);
      if (option.children) walk(option.children, shut);
    }
  };
  walk(treeOf(field), false);
  return closed.size > 0 ? closed : undefined;
}
