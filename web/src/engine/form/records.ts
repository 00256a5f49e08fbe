import { type Field, type Form, findField, type ReferenceField } from '../blueprint';
import type { FormulaLanguage, FormulaRecord, FormulaValue } from '../formulas';
import { isReference, type ReferenceValue, type Value } from '../values';
import { ITEM } from './among';
import { type ReferenceValues, UnknownReference } from './references';
import type { Row } from './row';

/** Kept by the server and not among the values of a choice: what asks for them is left to the server. */
const SYSTEM_NAMES = ['created_at', 'created_by', 'updated_at', 'updated_by', 'flow_state'];

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
    this.head = language.record(
      form.fields.map((field) => field.key),
      (name) => this.headValue(headRow, name),
    );
  }

  of(row: Row): FormulaRecord {
    if (row.scope === '') return this.head;
    let record = this.lineRecords.get(row);
    if (!record) {
      const lines = findField(this.form.fields, row.scope);
      const fields = lines?.type === 'lines' ? lines.fields : [];
      const names = ['id', 'parent', ...fields.map((field) => field.key)];
      record = this.language.record(names, (name) => this.lineValue(row, fields, name));
      this.lineRecords.set(row, record);
    }
    return record;
  }

  /** A row with the record that a reference in it leads to as `item`. */
  choosing(row: Row, field: ReferenceField, chosen: ReferenceValue): FormulaRecord {
    const lines = row.scope === '' ? undefined : findField(this.form.fields, row.scope);
    const fields = lines?.type === 'lines' ? lines.fields : this.form.fields;
    const names = [ITEM, 'id', ...(lines ? ['parent'] : []), ...fields.map((each) => each.key)];
    const item = this.reference(field.form, chosen);
    return this.language.record(names, (name) => {
      if (name === ITEM) return item;
      return lines ? this.lineValue(row, fields, name) : this.headValue(row, name);
    });
  }

  private headValue(row: Row, name: string): FormulaValue {
    const field = findField(this.form.fields, name);
    if (!field) return null;
    if (field.type === 'lines') return this.filledRows(name).map((line) => this.of(line));
    return this.cell(row, field);
  }

  private lineValue(row: Row, fields: readonly Field[], name: string): FormulaValue {
    const field = findField(fields, name);
    if (field) return this.cell(row, field);
    if (name === 'parent') return this.head;
    return name === 'id' ? (row.id ?? null) : null;
  }

  /** Reading a number is the dearest part of summing up a long column: it is done once for each value. */
  private cell(row: Row, field: Field): FormulaValue {
    const value = row.values.get(field.key);
    if (field.type === 'reference') return this.value(field, value);
    const known = row.read.get(field.key);
    if (known && known.value === value) return known.result;
    const result = this.language.toFormula(value, field);
    row.read.set(field.key, { value, result });
    return result;
  }

  private value(field: Field, value: Value | undefined): FormulaValue {
    if (field.type !== 'reference') return this.language.toFormula(value, field);
    return isReference(value) ? this.reference(field.form, value) : null;
  }

  private reference(formKey: string, reference: ReferenceValue): FormulaRecord {
    const form = this.forms.find((candidate) => candidate.key === formKey);
    const names = ['id', ...SYSTEM_NAMES, ...(form?.fields.map((field) => field.key) ?? [])];
    return this.language.record(names, (name) => {
      if (name === 'id') return reference.id;
      const field = form && findField(form.fields, name);
      if (!form || !field || field.type === 'lines') throw new UnknownReference(formKey, reference.id);
      const known = this.references.get(formKey, reference.id);
      if (!known && form.title === name) return reference.title;
      const values = known ?? this.references.require(formKey, reference.id);
      return this.value(field, values[name]);
    });
  }
}
