import { type Field, type Form, findField } from '../blueprint';
import type { FormulaLanguage, FormulaRecord, FormulaValue } from '../formulas';
import { isReference, type ReferenceValue, type Value } from '../values';
import { type ReferenceValues, UnknownReference } from './references';
import type { Row } from './row';

/** What formulas of a form look into: its head, its lines, the records it refers to. */
export class FormRecords {
  private readonly lineRecords = new WeakMap<Row, FormulaRecord>();
  readonly head: FormulaRecord;

  constructor(
    private readonly form: Form,
    private readonly forms: readonly Form[],
    private readonly language: FormulaLanguage,
    private readonly references: ReferenceValues,
    headRow: Row,
    private readonly filledRows: (lines: string) => readonly Row[],
  ) {
    this.head = { get: (name) => this.headValue(headRow, name) };
  }

  of(row: Row): FormulaRecord {
    if (row.scope === '') return this.head;
    let record = this.lineRecords.get(row);
    if (!record) {
      const lines = findField(this.form.fields, row.scope);
      const fields = lines?.type === 'lines' ? lines.fields : [];
      record = { get: (name) => this.lineValue(row, fields, name) };
      this.lineRecords.set(row, record);
    }
    return record;
  }

  private headValue(row: Row, name: string): FormulaValue {
    const field = findField(this.form.fields, name);
    if (!field) return null;
    if (field.type === 'lines') return this.filledRows(name).map((line) => this.of(line));
    return this.value(field, row.values.get(name));
  }

  private lineValue(row: Row, fields: readonly Field[], name: string): FormulaValue {
    const field = findField(fields, name);
    if (field) return this.value(field, row.values.get(name));
    if (name === 'parent') return this.head;
    return name === 'id' ? (row.id ?? null) : null;
  }

  private value(field: Field, value: Value | undefined): FormulaValue {
    if (field.type !== 'reference') return this.language.toFormula(value, field);
    return isReference(value) ? this.reference(field.form, value) : null;
  }

  private reference(formKey: string, reference: ReferenceValue): FormulaRecord {
    const form = this.forms.find((candidate) => candidate.key === formKey);
    return {
      get: (name) => {
        if (name === 'id') return reference.id;
        const field = form && findField(form.fields, name);
        if (!form || !field || field.type === 'lines') throw new UnknownReference(formKey, reference.id);
        const known = this.references.get(formKey, reference.id);
        if (!known && form.title === name) return reference.title;
        const values = known ?? this.references.require(formKey, reference.id);
        return this.value(field, values[name]);
      },
    };
  }
}
