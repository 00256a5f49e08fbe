import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, test } from 'vitest';
import type { Field, Form } from '../blueprint';
import { Formula } from '../formula/formula';
import { isList, isRecordType, type Schema, type ValueType } from '../formula/value/types';
import { type FormulaPlace, schemaAt } from '../formulas';
import { complete } from './complete';
import { pieces, spoken } from './pieces';
import { callAt, edited, halfWidth, keysForLabels } from './typing';

const may = { view: true, create: true, edit: true, delete: true, import: true, export: true };

const customers: Form = {
  key: 'customers',
  label: { zh: '客户' },
  title: 'name',
  may,
  fields: [
    { key: 'name', type: 'text', label: { zh: '名称' } },
    { key: 'level', type: 'select', label: { zh: '级别' }, options: [{ key: 'vip', label: { zh: '贵宾' } }] },
  ],
};

const orders: Form = {
  key: 'orders',
  label: { zh: '订单' },
  title: 'no',
  may,
  fields: [
    { key: 'no', type: 'text', label: { zh: '订单号', en: 'Order no' } },
    { key: 'customer', type: 'reference', form: 'customers', label: { zh: '客户' } },
    {
      key: 'status',
      type: 'select',
      label: { zh: '状态' },
      options: [
        { key: 'pending', label: { zh: '待审核' } },
        { key: 'done', label: { zh: '已完成' } },
      ],
    },
    { key: 'discount', type: 'percent', label: { zh: '折扣' } },
    { key: 'total', type: 'rollup', form: 'orders', by: 'customer', aggregate: 'count', label: { zh: '次数' } },
    {
      key: 'lines',
      type: 'lines',
      label: { zh: '明细' },
      fields: [
        { key: 'quantity', type: 'number', label: { zh: '数量' } },
        { key: 'price', type: 'money', label: { zh: '单价' } },
      ],
    },
  ],
};
const forms = [orders, customers];
const head: FormulaPlace = { forms, form: orders };
const lines = orders.fields.at(-1) as Extract<Field, { type: 'lines' }>;
const row: FormulaPlace = { forms, form: orders, lines };

const folder = fileURLToPath(new URL('../../../../conformance/formulas/', import.meta.url));

/** A form with a field for every name of a vector file, so that every path of its formulas has a label. */
function formOf(key: string, schema: Schema, forms: Form[]): Form {
  const form: Form = { key, label: { zh: key }, may, fields: [] };
  forms.push(form);
  form.fields = Object.keys(schema).map((name) => fieldOf(name, schema[name] as ValueType, forms));
  return form;
}

function fieldOf(key: string, type: ValueType, forms: Form[]): Field {
  const label = { zh: `叫${key}` };
  if (isRecordType(type)) {
    const form = forms.find((each) => each.key === type.record) ?? formOf(type.record, type.fields, forms);
    return { key, label, type: 'reference', form: form.key };
  }
  if (isList(type) && isRecordType(type.list)) {
    const { fields } = type.list;
    const columns = Object.keys(fields)
      .filter((name) => !isRecordType(fields[name] as ValueType))
      .map((name) => fieldOf(name, fields[name] as ValueType, forms));
    return { key, label, type: 'lines', fields: columns };
  }
  return {
    key,
    label,
    type: type === 'number' ? 'number' : 'text',
    ...(type === 'number' ? { scale: 2 } : {}),
  } as Field;
}

describe.each(readdirSync(folder).filter((name) => name.endsWith('.json')))('%s', (name) => {
  const file = JSON.parse(readFileSync(folder + name, 'utf8')) as {
    schema: Schema;
    cases: { formula?: string; type?: unknown; expected?: ValueType }[];
  };
  const all: Form[] = [];
  const place = { forms: all, form: formOf('vectors', file.schema, all) };
  const formulas = file.cases.flatMap((vector) => vector.formula ?? []);

  it('is cut into pieces that are the text again', () => {
    for (const text of formulas) {
      expect(
        pieces(text, place, 'zh')
          .map((piece) => piece.text)
          .join(''),
      ).toBe(text);
    }
  });

  it('comes back from its labels as it was', () => {
    for (const { formula, type } of file.cases) {
      if (formula === undefined || type === undefined) continue;
      const named = pieces(formula, place, 'zh')
        .map((piece) => (piece.kind === 'field' ? (piece.label ?? '').replaceAll(' · ', '.') : piece.text))
        .join('');
      // Blanks within a path are not part of it.
      const expected = pieces(formula, place, 'zh')
        .map((piece) => (piece.kind === 'field' ? piece.text.replaceAll(/\s/g, '') : piece.text))
        .join('');
      expect(edited(named, keysForLabels(named, place))).toBe(expected);
    }
  });

  it('is left alone where it is right', () => {
    for (const { formula, type, expected } of file.cases) {
      if (formula === undefined || type === undefined) continue;
      expect(Formula.check(formula, file.schema, expected)).toEqual([]);
      expect(halfWidth(formula)).toEqual([]);
      expect(keysForLabels(formula, place)).toEqual([]);
    }
  });
});

describe('what people read', () => {
  it('shows fields, options and paths under their names', () => {
    expect(spoken('IF(customer.level = "vip", discount, 0)', head, 'zh')).toBe('IF(客户 · 级别 = “贵宾”, 折扣, 0)');
    expect(spoken('quantity * price * parent.discount', row, 'zh')).toBe('数量 * 单价 * 主单 · 折扣');
    expect(spoken('"pending" <> status', head, 'zh')).toBe('“待审核” <> 状态');
  });

  it('leaves what leads nowhere as it is, also in a half-written formula', () => {
    expect(spoken('ROUND(discount, nothing', head, 'zh')).toBe('ROUND(折扣, nothing');
    expect(spoken('status = "gone"', head, 'zh')).toBe('状态 = "gone"');
    expect(spoken('discount(1)', head, 'zh')).toBe('discount(1)');
  });
});

describe('what a Chinese keyboard writes', () => {
  const typed = (text: string) => {
    let now = text;
    for (let round = 0; round < 5; round++) now = edited(now, halfWidth(now));
    return now;
  };

  test.each([
    ['ROUND（discount，2）', 'ROUND(discount,2)'],
    ['IF(discount≥5，1，2)', 'IF(discount>=5,1,2)'],
    ['no ＝ “甲，乙”', 'no = "甲，乙"'],
    ['"甲（乙）" & no', '"甲（乙）" & no'],
    ['no × 2', 'no * 2'],
  ])('%s is taken as %s', (text, meant) => {
    expect(typed(text)).toBe(meant);
  });

  it('takes names for the fields that are called so, and only where there is one', () => {
    expect(edited('数量*单价', keysForLabels('数量*单价', row))).toBe('quantity*price');
    expect(edited('客户.级别', keysForLabels('客户.级别', head))).toBe('customer.level');
    expect(keysForLabels('没有*数量', row)).toEqual([{ from: 3, to: 5, insert: 'quantity' }]);
    const twice = {
      ...orders,
      fields: [...orders.fields, { key: 'other', type: 'text' as const, label: { zh: '状态' } }],
    };
    expect(keysForLabels('状态', { forms, form: twice })).toEqual([]);
  });
});

describe('completion', () => {
  const offered = (text: string, place: FormulaPlace, asked = false) => {
    const at = text.indexOf('|');
    const plain = text.replace('|', '');
    return complete(plain, at < 0 ? plain.length : at, place, 'zh', asked)?.candidates.map((each) => each.insert) ?? [];
  };

  it('finds a field by its name, a part of it, its key, its pinyin and the initials of it', () => {
    for (const query of ['数量', '量', 'quan', 'shuliang', 'sl', 'SL']) expect(offered(query, row)[0]).toBe('quantity');
    expect(offered('dj', row)[0]).toBe('price');
    expect(offered('jibie', head)[0]).toBe('customer.level');
    expect(offered('单价', head)[0]).toBe('lines.price');
  });

  it('finds functions beside fields', () => {
    expect(offered('rou', head)).toContain('ROUND');
    expect(offered('1 + su', head)).toContain('SUM');
  });

  it('offers the fields behind a point, and nothing else', () => {
    expect(offered('customer.', head)).toEqual(expect.arrayContaining(['name', 'level']));
    expect(offered('customer.', head)).not.toContain('ROUND');
    expect(offered('customer.jb', head)).toEqual(['level']);
    expect(offered('parent.customer.jb', row)).toEqual(['level']);
    expect(offered('no.', head)).toEqual([]);
  });

  it('offers the options a field is compared with', () => {
    expect(offered('status = ', head)).toEqual(['"pending"', '"done"']);
    expect(offered('status = "', head)).toEqual(['"pending"', '"done"']);
    expect(offered('IF(customer.level <> "gb|", 1, 2)', head)).toEqual(['"vip"']);
    expect(offered('no = "', head)).toEqual([]);
  });

  it('offers nothing unasked where nothing is written, and all of it when asked', () => {
    expect(offered('1 + ', head)).toEqual([]);
    expect(offered('1 + ', head, true)).toEqual(expect.arrayContaining(['discount', 'lines.price', 'SUM']));
    expect(offered('12', head, true)).toEqual([]);
  });

  it('never offers what cannot be read', () => {
    expect(offered('', head, true)).not.toContain('total');
    for (const insert of offered('', head, true).filter((each) => each.includes('.'))) {
      expect(Formula.check(insert, schemaAt(head)), insert).toEqual([]);
    }
  });

  it('knows names of its own at a place that has them', () => {
    const place: FormulaPlace = {
      forms,
      form: customers,
      names: [{ name: 'before', label: { zh: '之前' }, form: orders }],
    };
    expect(offered('before.zk', place)).toEqual(['discount']);
    expect(spoken('before.discount', place, 'zh')).toBe('之前 · 折扣');
    expect(Formula.check('before.discount > 1', schemaAt(place), 'boolean')).toEqual([]);
    expect(Formula.check('after.discount > 1', schemaAt(place), 'boolean')).toHaveLength(1);
  });
});

describe('the call that is being written', () => {
  test.each([
    ['ROUND(1, |2)', { name: 'ROUND', argument: 1 }],
    ['IF(SUM(lines.price) > 1, |', { name: 'IF', argument: 1 }],
    ['IF(SUM(|', { name: 'SUM', argument: 0 }],
    ['IF((1 + |', { name: 'IF', argument: 0 }],
    ['IF(1, ",(", |', { name: 'IF', argument: 2 }],
    ['1 + |2', undefined],
    ['ROUND(1, 2)| + 1', undefined],
  ])('%s', (text, call) => {
    expect(callAt(text.replace('|', ''), text.indexOf('|'))).toEqual(call);
  });
});
