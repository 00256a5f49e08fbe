import { describe, expect, it, vi } from 'vitest';
import type { Form } from '../blueprint';
import type { CompiledFormula, FormulaLanguage } from '../formulas';
import { pasteTable, resolvePasted } from '../grid/paste';
import type { Values } from '../values';
import { FormState } from './form-state';
import { findProblems } from './judgement';
import { changePayload, creationPayload, isDirty } from './payload';
import { applyDraft, takeDraft } from './rebase';
import { placeViolations } from './violations';

const label = { zh: '', en: '' };
const may = { view: true, create: true, edit: true, delete: true, import: true, export: true };

const customers: Form = {
  key: 'customers',
  label,
  may,
  title: 'name',
  fields: [
    { key: 'name', type: 'text', label },
    { key: 'contact', type: 'text', label },
    { key: 'level', type: 'text', label },
  ],
};

const products: Form = {
  key: 'products',
  label,
  may,
  title: 'name',
  fields: [
    { key: 'name', type: 'text', label },
    { key: 'price', type: 'money', label },
  ],
};

const orders: Form = {
  key: 'orders',
  label,
  may,
  fields: [
    { key: 'no', type: 'auto_number', label },
    { key: 'customer', type: 'reference', form: 'customers', required: true, label },
    { key: 'contact', type: 'text', copy: 'customer.contact', label },
    { key: 'day', type: 'date', default: 'today', label },
    { key: 'urgent', type: 'switch', label },
    { key: 'reason', type: 'text', visible: 'urgent', required: 'urgent', label },
    { key: 'paid', type: 'money', default: 'zero', readOnly: true, label },
    { key: 'gift', type: 'switch', formula: 'vip', label },
    {
      key: 'lines',
      type: 'lines',
      label,
      minimum: 1,
      maximum: 5,
      fields: [
        { key: 'product', type: 'reference', form: 'products', required: true, label },
        { key: 'price', type: 'money', scale: 4, copy: 'product.price', label },
        { key: 'quantity', type: 'number', scale: 3, required: true, label },
        { key: 'amount', type: 'money', formula: 'quantity * price', label },
      ],
      validations: [{ key: 'positive', formula: 'quantity > 0', fields: ['quantity'], message: { zh: '要大于 0' } }],
    },
    { key: 'total', type: 'money', formula: 'sum of lines', label },
  ],
  validations: [{ key: 'small', formula: 'total < 1000', fields: ['total'], message: { zh: '太大' } }],
};

const forms = [orders, customers, products];

interface FormulaRecord {
  get(name: string): unknown;
}

/** Formulas as functions, each counting its runs: the form's own rules are tested here, not the language. */
function language() {
  const runs = new Map<string, number>();
  const number = (value: unknown) => (value === null || value === undefined ? Number.NaN : Number(value));
  const known: Record<string, [string[][], (record: FormulaRecord) => unknown]> = {
    today: [[], () => '2026-03-01'],
    zero: [[], () => '0'],
    urgent: [[['urgent']], (record) => record.get('urgent') === true],
    vip: [
      [['customer', 'level']],
      (record) => (record.get('customer') as FormulaRecord | null)?.get('level') === 'vip',
    ],
    'quantity * price': [
      [['quantity'], ['price']],
      (record) => {
        const value = number(record.get('quantity')) * number(record.get('price'));
        return Number.isNaN(value) ? null : value.toFixed(2);
      },
    ],
    'sum of lines': [
      [['lines', 'amount']],
      (record) =>
        (record.get('lines') as FormulaRecord[])
          .reduce((sum, line) => sum + Number(line.get('amount') ?? 0), 0)
          .toFixed(2),
    ],
    'quantity > 0': [[['quantity']], (record) => number(record.get('quantity')) > 0],
    'total < 1000': [[['total']], (record) => number(record.get('total')) < 1000],
  };
  const speaks: FormulaLanguage = {
    compile: (text): CompiledFormula | undefined => {
      const [reads, evaluate] = known[text] ?? [];
      if (!reads || !evaluate) return undefined;
      return {
        reads,
        evaluate: (record) => {
          runs.set(text, (runs.get(text) ?? 0) + 1);
          return evaluate(record as FormulaRecord);
        },
      };
    },
    record: (_, get) => ({ get }),
    toFormula: (value) => value ?? null,
    toWire: (value) => (value ?? null) as string | boolean | null,
  };
  return { speaks, runs };
}

function open(record?: { values: Values }, ask = vi.fn()) {
  const { speaks, runs } = language();
  const state = new FormState(orders, {
    forms,
    language: speaks,
    timeZone: 'Asia/Shanghai',
    askReference: ask,
    now: () => new Date('2026-03-01T08:00:00Z'),
    ...(record ? { record } : {}),
  });
  return { state, runs, ask };
}

const huaqiang = { id: 'c1', values: { name: '华强电子', contact: '陈静', level: 'vip' } };
const paper = { id: 'p1', values: { name: 'A4 纸', price: '128.5000' } };
const ink = { id: 'p2', values: { name: '墨盒', price: '68.0000' } };

function pick(state: FormState, uid: string, field: string, form: string, choice: { id: string; values: Values }) {
  state.provideAll(form, [choice]);
  state.set(uid, field, { id: choice.id, title: String(choice.values.name) });
}

describe('a form', () => {
  it('starts with its defaults, which are not input', () => {
    const { state } = open();
    expect(state.cell('', 'day').value).toBe('2026-03-01');
    expect(isDirty(state, undefined)).toBe(false);
    expect(creationPayload(state)).toEqual({ day: '2026-03-01' });
  });

  it('computes lines and totals as they are typed', () => {
    const { state } = open();
    const row = state.addRow('lines');
    pick(state, row.uid, 'product', 'products', paper);
    state.type(row.uid, 'quantity', '2');
    expect(state.cell(row.uid, 'price').value).toBe('128.5000');
    expect(state.cell(row.uid, 'amount').value).toBe('257.00');
    expect(state.cell('', 'total').value).toBe('257.00');
    state.removeRow('lines', row.uid);
    expect(state.cell('', 'total').value).toBe('0.00');
  });

  it('runs only what a change touches', () => {
    const { state, runs } = open();
    const rows = [state.addRow('lines'), state.addRow('lines'), state.addRow('lines')];
    for (const row of rows) state.type(row.uid, 'quantity', '1');
    runs.clear();
    state.type(rows[1]?.uid ?? '', 'quantity', '2');
    expect(Object.fromEntries(runs)).toEqual({ 'quantity * price': 1, 'quantity > 0': 1 });
    runs.clear();
    state.type(rows[1]?.uid ?? '', 'price', '2');
    expect(Object.fromEntries(runs)).toEqual({ 'quantity * price': 1, 'sum of lines': 1, 'total < 1000': 1 });
  });

  it('copies from a picked record, and again from another, but never over what was typed', () => {
    const { state } = open();
    const row = state.addRow('lines');
    pick(state, row.uid, 'product', 'products', paper);
    pick(state, row.uid, 'product', 'products', ink);
    expect(state.cell(row.uid, 'price').value).toBe('68.0000');
    state.type(row.uid, 'price', '60');
    pick(state, row.uid, 'product', 'products', paper);
    expect(state.cell(row.uid, 'price').value).toBe('60');
  });

  it('asks once for what a formula needs of a record, and goes on when it arrives', () => {
    const { state, ask } = open();
    state.set('', 'customer', { id: 'c1', title: '华强电子' });
    state.type('', 'reason', 'x');
    expect(ask.mock.calls).toEqual([['customers', 'c1']]);
    expect(state.cell('', 'gift').value).toBe(false);
    state.provideAll('customers', [huaqiang]);
    expect(state.cell('', 'gift').value).toBe(true);
    expect(state.cell('', 'contact').value).toBe('陈静');
  });

  it('shows and requires fields as its formulas decide', () => {
    const { state } = open();
    expect(state.cell('', 'reason')).toMatchObject({ visible: false, required: false });
    state.set('', 'urgent', true);
    expect(state.cell('', 'reason')).toMatchObject({ visible: true, required: true });
    const problems = findProblems(state).map(({ field, problem }) => [field, problem.code]);
    expect(problems).toEqual([
      ['customer', 'required'],
      ['reason', 'required'],
      ['lines', 'lines_minimum'],
    ]);
  });

  it('tells of a problem once a field was touched, of all when it is asked to', () => {
    const { state } = open();
    const row = state.addRow('lines');
    state.type(row.uid, 'quantity', 'abc');
    expect(state.cell(row.uid, 'quantity').problem).toEqual({ code: 'number_format', text: 'abc' });
    state.type(row.uid, 'quantity', '-1');
    expect(state.cell(row.uid, 'quantity').problem).toMatchObject({ code: 'validation' });
    expect(state.cell(row.uid, 'product').problem).toBeUndefined();
    state.showProblems();
    expect(state.cell(row.uid, 'product').problem).toEqual({ code: 'required' });
  });

  it('does not decide a validation while its field is empty', () => {
    const { state } = open();
    const row = state.addRow('lines');
    state.type(row.uid, 'price', '5');
    expect(findProblems(state).filter(({ problem }) => problem.code === 'validation')).toEqual([]);
  });

  it('ignores lines nobody has put anything into', () => {
    const { state } = open();
    const row = state.addRow('lines');
    state.addRow('lines');
    state.type(row.uid, 'quantity', '1');
    expect(creationPayload(state).lines).toEqual([{ quantity: '1' }]);
  });

  it('undoes and redoes one action at a time, typing in one cell being one', () => {
    const { state } = open();
    const row = state.addRow('lines');
    state.type(row.uid, 'quantity', '1');
    state.type(row.uid, 'quantity', '12');
    state.type(row.uid, 'price', '2');
    expect(state.undo()).toEqual({ uid: row.uid, field: 'price' });
    expect(state.cell(row.uid, 'quantity').value).toBe('12');
    state.undo();
    expect(state.cell(row.uid, 'quantity').value).toBe(null);
    state.undo();
    expect(state.rows('lines')).toHaveLength(0);
    state.redo();
    state.redo();
    state.redo();
    expect(state.cell('', 'total').value).toBe('24.00');
  });
});

describe('a pasted table', () => {
  it('adds rows, coerces texts, leaves names to be looked up, counts what does not fit', () => {
    const { state } = open();
    state.addRow('lines');
    const columns = state.linesField('lines').fields;
    const table = [
      ['A4 纸', '1,128.50', '２', '9', 'beyond'],
      ['墨盒', 'x', '3'],
    ];
    const result = pasteTable(state, 'lines', columns, { row: 0, column: 0 }, table);
    expect(result).toMatchObject({ cells: 6, addedRows: 1, skipped: 2 });
    const [first, second] = state.rows('lines');
    expect(state.cell(first?.uid ?? '', 'amount').value).toBe('2257.00');
    expect(state.cell(second?.uid ?? '', 'price').problem).toMatchObject({ code: 'number_format' });
    const [cell] = result.unresolved;
    if (cell) resolvePasted(state, result, new Map([[cell, { id: 'p1', title: 'A4 纸' }]]));
    expect(state.cell(first?.uid ?? '', 'product').value).toEqual({ id: 'p1', title: 'A4 纸' });
    state.undo();
    expect(state.rows('lines')).toHaveLength(1);
    expect(state.cell(first?.uid ?? '', 'product').value).toBe(null);
  });

  it('does not grow beyond the most lines there may be', () => {
    const { state } = open();
    const columns = state.linesField('lines').fields;
    const table = Array.from({ length: 7 }, () => ['', '', '1']);
    expect(pasteTable(state, 'lines', columns, { row: 0, column: 0 }, table)).toMatchObject({
      addedRows: 5,
      skipped: 6,
    });
  });
});

const stored: Values = {
  no: 'A1',
  customer: { id: 'c1', title: '华强电子' },
  contact: '陈静',
  day: '2026-01-01',
  urgent: false,
  paid: '5.00',
  lines: [
    { id: 'l1', product: { id: 'p1', title: 'A4 纸' }, price: '2.0000', quantity: '1.000', amount: '2.00' },
    { id: 'l2', product: { id: 'p2', title: '墨盒' }, price: '3.0000', quantity: '1.000', amount: '3.00' },
  ],
  total: '5.00',
};

describe('a stored record', () => {
  it('is unchanged until somebody changes it', () => {
    const { state } = open({ values: stored });
    expect(isDirty(state, stored)).toBe(false);
    expect(changePayload(state, stored)).toEqual({});
  });

  it('sends what changed, and its lines as a whole', () => {
    const { state } = open({ values: stored });
    const [first, second] = state.rows('lines');
    state.type(first?.uid ?? '', 'quantity', '4');
    state.removeRow('lines', second?.uid ?? '');
    state.set('', 'contact', '');
    expect(changePayload(state, stored)).toEqual({
      contact: '',
      lines: [{ id: 'l1', product: 'p1', price: '2.0000', quantity: '4' }],
    });
  });

  it('takes the server’s refusals to where they can be mended', () => {
    const { state } = open({ values: stored });
    const homeless = placeViolations(state, [
      { message: '库存不足', field: 'lines', row: 1, column: 'quantity' },
      { message: '客户已停用', field: 'customer' },
      { message: '本月已结账' },
    ]);
    const second = state.rows('lines')[1]?.uid ?? '';
    expect(homeless).toEqual(['本月已结账']);
    expect(state.cell(second, 'quantity').problem).toEqual({ code: 'refused', text: '库存不足' });
    state.type(second, 'quantity', '2');
    expect(state.cell(second, 'quantity').problem).toBeUndefined();
  });

  it('carries one’s changes over to what somebody else has saved', () => {
    const { state } = open({ values: stored });
    state.set('', 'contact', '我的');
    state.type(state.rows('lines')[0]?.uid ?? '', 'quantity', '7');
    const draft = JSON.parse(JSON.stringify(takeDraft(state)));
    const theirs = { ...stored, contact: '他们的', day: '2026-02-02' };
    const merged = open({ values: theirs }).state;
    applyDraft(merged, draft, new Set(['contact']));
    expect(changePayload(merged, theirs)).toEqual({
      lines: [
        { id: 'l1', product: 'p1', price: '2.0000', quantity: '7' },
        { id: 'l2', product: 'p2', price: '3.0000', quantity: '1.000' },
      ],
    });
  });
});
