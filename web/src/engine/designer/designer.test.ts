import { describe, expect, it } from 'vitest';
import type { Field } from '../blueprint';
import { sectionsOf } from '../layout';
import { fieldsFromText, fieldsToText, optionNames } from './clipboard';
import { change, openDesigner, redo, select, undo } from './designer';
import { differences } from './difference';
import {
  allFields,
  asForm,
  emptyDocument,
  type FormDocument,
  keyFrom,
  keyProblem,
  newFieldKey,
  toDocument,
} from './document';
import { clashes, merge } from './merge';
import { changeField, changeKey, insertFields, moveField, nudgeField, pasteFields, removeFields } from './operations';
import { treeFromText, treeToText } from './options';
import { addSection, addTabs, removeSection, removeTab } from './places';
import { namedPaths, usesInForm } from './references';

const text = (key: string, rest: object = {}): Field => ({ key, type: 'text', label: { zh: key }, ...rest }) as Field;

function order(): FormDocument {
  return toDocument({
    kind: 'form',
    key: 'orders',
    label: { zh: '订单' },
    title: 'no',
    fields: [
      text('no'),
      { key: 'customer', type: 'reference', form: 'customers', label: { zh: '客户' } },
      text('contact', { copy: 'customer.contact', section: { zh: '交货' } }),
      {
        key: 'lines',
        type: 'lines',
        label: { zh: '明细' },
        fields: [
          { key: 'quantity', type: 'number', label: { zh: '数量' } },
          { key: 'price', type: 'money', label: { zh: '单价' } },
          { key: 'amount', type: 'money', label: { zh: '金额' }, formula: 'quantity * price' },
        ],
        validations: [
          {
            key: 'positive',
            formula: 'quantity > 0 or parent.no = "x"',
            fields: ['quantity'],
            message: { zh: '数量' },
          },
        ],
      },
      { key: 'amount', type: 'money', label: { zh: '合计' }, formula: 'SUM(lines.amount)' },
    ],
    validations: [{ key: 'limit', formula: 'amount < 100', fields: ['amount'], message: { zh: '太多' } }],
    list: { columns: ['no', 'amount'], sort: '-amount,no' },
  });
}

const places = (document: FormDocument) => sectionsOf(document.layout).map((section) => section.fields.join(' '));

describe('the document of a form', () => {
  it('has its layout written out when it is opened', () => {
    const document = order();
    expect(places(document)).toEqual(['no customer', 'contact', 'lines', 'amount']);
    expect(JSON.stringify(document)).not.toContain('"section"');
    expect(toDocument(document)).toEqual(document);
  });

  it('lists its fields in reading order after every move', () => {
    const document = moveField(order(), 'amount', { section: 'section_1', index: 1 });
    expect(document.fields.map((field) => field.key)).toEqual(['no', 'amount', 'customer', 'contact', 'lines']);
    expect(places(document)[0]).toBe('no amount customer');
  });

  it('moves a field over the edge of its section, and a column within its lines only', () => {
    let document = nudgeField(order(), 'customer', 1);
    expect(places(document)).toEqual(['no', 'customer contact', 'lines', 'amount']);
    document = nudgeField(document, 'no', -1);
    expect(places(document)[0]).toBe('no');
    document = nudgeField(document, 'lines.amount', -1);
    expect(allFields(document).map(({ path }) => path)).toContain('lines.price');
    expect(document.fields.find((each) => each.key === 'lines')).toMatchObject({
      fields: [{ key: 'quantity' }, { key: 'amount' }, { key: 'price' }],
    });
    expect(moveField(document, 'lines.amount', { section: 'section_1', index: 0 })).toBe(document);
  });

  it('forgets a removed field wherever it is merely listed', () => {
    const document = removeFields(order(), ['no', 'amount', 'lines.price']);
    expect(document.title).toBe('contact');
    expect(document.list).toEqual({ columns: [] });
    expect(document.validations?.[0]?.fields).toEqual([]);
    expect(places(document)).toEqual(['customer', 'contact', 'lines', '']);
  });

  it('gives the fields of a removed section or tab to what stands before it', () => {
    expect(places(removeSection(order(), 'section_2'))).toEqual(['no customer contact', 'lines', 'amount']);
    expect(places(removeSection(order(), 'section_1'))[0]).toBe('no customer contact');
    const [tabbed] = addTabs(order(), 1, [{ zh: '一' }, { zh: '二' }]);
    const [tab] = (tabbed.layout[1] as { tabs: { key: string; sections: { key: string }[] }[] }).tabs;
    const filled = moveField(tabbed, 'customer', { section: tab?.sections[0]?.key ?? '', index: 0 });
    expect(places(filled)).toEqual(['no', 'customer', '', 'contact', 'lines', 'amount']);
    expect(places(removeTab(filled, tab?.key ?? ''))).toEqual(['no', '', 'customer', 'contact', 'lines', 'amount']);
    expect(new Set(filled.layout.map((part) => part.key)).size).toBe(filled.layout.length);
  });

  it('renames a key everywhere it stands and nowhere else', () => {
    const column = changeKey(order(), 'lines.amount', 'line_total');
    expect(column.fields.at(-1)?.formula).toBe('SUM(lines.line_total)');
    expect(column.validations?.[0]?.formula).toBe('amount < 100');
    const head = changeKey(order(), 'no', 'order_no');
    expect(head.title).toBe('order_no');
    expect(head.list).toEqual({ columns: ['order_no', 'amount'], sort: '-amount,order_no' });
    expect(head.fields.find((field) => field.key === 'lines')).toMatchObject({
      validations: [{ formula: 'quantity > 0 or parent.order_no = "x"' }],
    });
    const lines = changeKey(order(), 'lines', 'items');
    expect(lines.fields.at(-1)?.formula).toBe('SUM(items.amount)');
    expect(changeKey(order(), 'customer', 'buyer').fields.find((field) => field.key === 'contact')?.copy).toBe(
      'buyer.contact',
    );
    expect(changeKey(order(), 'lines.quantity', 'pieces').fields.find((field) => field.key === 'lines')).toMatchObject({
      validations: [{ formula: 'pieces > 0 or parent.no = "x"', fields: ['pieces'] }],
    });
  });

  it('never gives a new field a key that means something or whose column has data', () => {
    const document = order();
    expect(newFieldKey(document, undefined, 'position')).toBe('position_2');
    expect(newFieldKey(document, undefined, 'amount')).toBe('amount_2');
    expect(newFieldKey(document, undefined, 'remark', new Set(['remark', 'lines.remark_2']))).toBe('remark_2');
    expect(newFieldKey(document, 'lines', 'remark', new Set(['remark', 'lines.remark']))).toBe('remark_2');
    expect(keyProblem(document, 'no', 'amount')).toBe('taken');
    expect(keyProblem(document, 'no', 'Amount')).toBe('shape');
    expect(keyProblem(document, 'no', 'parent')).toBe('reserved');
    expect(keyProblem(document, 'no', 'old', new Set(['old']))).toBe('kept');
    expect(keyProblem(document, 'no', 'no')).toBeUndefined();
    expect(keyFrom('2. Unit Price (¥)')).toBe('unit_price');
    expect(keyFrom('单价')).toBe('');
  });

  it('starts with a number that names its records', () => {
    const document = emptyDocument('returns', { zh: '退货单' }, { zh: '单号' });
    expect(document.fields[0]).toMatchObject({ type: 'auto_number', pattern: 'RE{yyyyMMdd}-{0000}' });
    expect(places(document)).toEqual(['number']);
  });
});

describe('copies of fields', () => {
  it('get free keys, and their formulas follow', () => {
    const source = order().fields.find((field) => field.key === 'lines');
    const columns = source?.type === 'lines' ? source.fields : [];
    const pasted = fieldsFromText(fieldsToText(columns)) ?? [];
    const { document, paths } = pasteFields(order(), pasted, { lines: 'lines', index: 3 }, new Set());
    expect(paths).toEqual(['lines.quantity_2', 'lines.price_2', 'lines.amount_2']);
    const copy = document.fields.find((field) => field.key === 'lines');
    expect(copy?.type === 'lines' && copy.fields[5]?.formula).toBe('quantity_2 * price_2');
  });

  it('leave out what line items cannot hold', () => {
    const { paths } = pasteFields(order(), order().fields, { lines: 'lines', index: 0 }, new Set());
    expect(paths).toEqual(['lines.no', 'lines.customer', 'lines.contact', 'lines.amount_2']);
  });

  it('are told from any other text', () => {
    expect(fieldsFromText('张三 13800138000')).toBeUndefined();
    expect(fieldsFromText('{"xiaodan/fields":1,"fields":[{"key":"DROP TABLE","type":"text"}]}')).toBeUndefined();
    expect(fieldsFromText('xiaodan/fields {')).toBeUndefined();
  });

  it('of options below options keep their keys when the text is changed', () => {
    const before = treeFromText('广东\n  东莞\n  深圳\n浙江', 'zh', []);
    expect(before).toEqual([
      {
        key: '广东',
        label: { zh: '广东' },
        children: [expect.objectContaining({ key: '东莞' }), expect.objectContaining({ key: '深圳' })],
      },
      { key: '浙江', label: { zh: '浙江' } },
    ]);
    expect(treeToText(before, 'zh')).toBe('广东\n  东莞\n  深圳\n浙江');
    const renamed = [{ ...before[0], key: 'gd' }, before[1]] as typeof before;
    expect(treeFromText('浙江\n\t东莞\n广东', 'zh', renamed).map((each) => each.key)).toEqual(['浙江', 'gd']);
    expect(treeFromText('浙江\n\t东莞\n广东', 'zh', renamed)[0]?.children?.[0]?.key).toBe('东莞_2');
  });

  it('of options come from a column of a spreadsheet or a list with commas', () => {
    expect(optionNames('华东\r\n 华南 \r\n\r\n华东')).toEqual(['华东', '华南']);
    expect(optionNames('红、黄，蓝;green')).toEqual(['红', '黄', '蓝', 'green']);
  });
});

describe('the steps of building', () => {
  it('are undone and done again, a word typed letter by letter as one', () => {
    let designer = openDesigner(order());
    for (const zh of ['客', '客户', '客户名']) {
      designer = change(designer, changeField(designer.document, 'customer', { label: { zh } }), {
        merge: 'label:customer',
      });
    }
    designer = change(designer, removeFields(designer.document, ['contact']), { merge: 'label:customer2' });
    expect(designer.past).toHaveLength(2);
    designer = undo(undo(designer));
    expect(designer.document).toEqual(order());
    expect(undo(designer)).toBe(designer);
    designer = redo(designer);
    expect(designer.document.fields[1]?.label).toEqual({ zh: '客户名' });
    designer = change(designer, changeField(designer.document, 'no', { unique: true }));
    expect(designer.future).toEqual([]);
  });

  it('forget a selection that is no longer there', () => {
    let designer = select(openDesigner(order()), { kind: 'fields', paths: ['contact', 'lines.price'] });
    designer = change(designer, removeFields(designer.document, ['contact']));
    expect(designer.selection).toEqual({ kind: 'fields', paths: ['lines.price'] });
    designer = change(designer, removeFields(designer.document, ['lines']));
    expect(designer.selection).toEqual({ kind: 'form' });
    expect(undo(designer).selection).toEqual({ kind: 'fields', paths: ['lines.price'] });
  });
});

describe('the fields of a formula', () => {
  const customers = asForm(
    toDocument({
      kind: 'form',
      key: 'customers',
      label: '客户',
      title: 'name',
      fields: [text('name'), text('contact')],
    }),
  );

  it('are named in the words of the forms it leads through', () => {
    const form = asForm(order());
    const lines = form.fields.find((field) => field.key === 'lines');
    const [path] = namedPaths('parent.customer.contact & "x"', {
      forms: [form, customers],
      form,
      ...(lines?.type === 'lines' ? { lines } : {}),
    });
    expect(path?.names.map((name) => [name.label?.zh, name.form, name.path])).toEqual([
      ['主单', undefined, undefined],
      ['客户', 'orders', 'customer'],
      ['contact', 'customers', 'contact'],
    ]);
    const [sum, system, unknown] = namedPaths('SUM(lines.price) + created_at + nothing.x', { forms: [form], form });
    expect(sum?.names[1]?.path).toBe('lines.price');
    expect(system?.names[0]?.label?.zh).toBe('创建时间');
    expect(unknown?.names.map((name) => name.label)).toEqual([undefined, undefined]);
  });

  it('are found again as uses', () => {
    const form = asForm(order());
    const uses = (path: string) => usesInForm(form, [form, customers], path).map((use) => use.place);
    expect(uses('lines.amount')).toEqual(['fields.amount.formula']);
    expect(uses('lines')).toEqual([
      'fields.lines.amount.formula',
      'fields.lines.validations.positive',
      'fields.amount.formula',
    ]);
    expect(uses('customer')).toEqual(['fields.contact.copy']);
    expect(uses('no')).toEqual(['fields.lines.validations.positive']);
    expect(uses('contact')).toEqual([]);
  });
});

describe('what differs between two versions', () => {
  const said = (before: FormDocument, after: FormDocument) =>
    differences(before, after).map((each) =>
      [each.subject, each.kind, each.key, each.property].filter(Boolean).join(' '),
    );

  it('is nothing between equal documents', () => {
    expect(said(order(), structuredClone(order()))).toEqual([]);
  });

  it('is said field by field, and a moved field by its own name', () => {
    let after = changeField(order(), 'lines.price', { scale: 4, required: true });
    after = insertFields(after, [text('remark')], { section: 'section_2', index: 0 });
    after = moveField(after, 'lines.amount', { lines: 'lines', index: 0 });
    after = removeFields(after, ['customer']);
    [after] = addSection(after, { index: 0 }, { zh: '新' });
    expect(said(order(), after)).toEqual([
      'field added remark',
      'field changed lines.price scale',
      'field changed lines.price required',
      'field removed customer',
      'layout moved lines.amount',
      'layout changed',
    ]);
  });
});

describe('two people’s changes', () => {
  const base = order();
  const mine = insertFields(changeField(base, 'no', { label: { zh: '订单号' } }), [text('mine')], {
    section: 'section_1',
    index: 2,
  });
  const theirs = removeFields(
    insertFields(changeField(base, 'lines.price', { scale: 4 }), [text('theirs')], { section: 'section_2', index: 0 }),
    ['contact'],
  );

  it('to different things are all kept', () => {
    expect(clashes(base, mine, theirs)).toEqual([]);
    const merged = merge(base, mine, theirs, 'mine');
    expect(merged.fields.map((field) => field.key).sort()).toEqual([
      'amount',
      'customer',
      'lines',
      'mine',
      'no',
      'theirs',
    ]);
    expect(merged.fields.find((field) => field.key === 'no')?.label).toEqual({ zh: '订单号' });
    expect(merged.fields.find((field) => field.key === 'lines')).toMatchObject({ fields: [{}, { scale: 4 }, {}] });
    expect(places(merged).join(' ').split(' ').filter(Boolean).sort()).toEqual(
      merged.fields.map((field) => field.key).sort(),
    );
  });

  it('to the same thing clash, and the one chosen wins', () => {
    const other = changeField(base, 'no', { label: { zh: '单号' }, required: true });
    expect(clashes(base, mine, other).map((each) => each.property)).toEqual(['label']);
    expect(merge(base, mine, other, 'mine').fields[0]).toMatchObject({ label: { zh: '订单号' }, required: true });
    expect(merge(base, mine, other, 'theirs').fields[0]).toMatchObject({ label: { zh: '单号' }, required: true });
  });

  it('keep a field that one removed and the other changed', () => {
    const removed = removeFields(base, ['no']);
    expect(clashes(base, mine, removed).map((each) => each.key)).toContain('no');
    expect(merge(base, mine, removed, 'mine').fields.some((field) => field.key === 'no')).toBe(true);
  });
});
