import { describe, expect, it } from 'vitest';
import type { Field } from '../blueprint';
import { parseTable, tableText, tiled } from './clipboard';
import { EditBook, type SaveOutcome } from './edits';
import { fill } from './fill';
import { type CellEdit, type GridRecord, nameKey, planTable, settleNames } from './plan';

const name: Field = { key: 'name', type: 'text', label: {}, required: true, maximum: 8 };
const price: Field = { key: 'price', type: 'money', label: {}, minimum: 0 };
const total: Field = { key: 'total', type: 'money', label: {}, formula: 'price * 2' };
const customer: Field = { key: 'customer', type: 'reference', form: 'customers', label: {} };
const columns = [name, price, total, customer];

function record(id: string, edit = true): GridRecord {
  return {
    id,
    values: { name: `名${id}`, price: '1.00', total: '2.00', customer: null },
    may: { edit },
    deletedAt: null,
  };
}

const place = { records: [record('a'), record('b', false)], columns, today: '2026-03-01', mayAdd: true };

describe('a paste', () => {
  it('says what changes, what stays, and what cannot be, each with its reason', () => {
    const plan = planTable(place, { row: 0, column: 0 }, [
      ['新名', '1', '9', '华强'],
      ['别的', 'abc'],
      ['加的', '-5'],
      ['又加', '７'],
    ]);
    expect(plan.edits).toEqual([{ id: 'a', field: 'name', before: '名a', after: '新名' }]);
    expect(plan.same).toBe(1);
    expect(plan.refusals.map(({ row, field, reason }) => [row, field?.key, reason])).toEqual([
      [0, 'total', 'read_only'],
      [1, 'name', 'no_right'],
      [1, 'price', 'no_right'],
      [2, 'price', { code: 'minimum', limit: '0' }],
    ]);
    expect([...plan.added]).toEqual([
      [2, { name: '加的' }],
      [3, { name: '又加', price: '7' }],
    ]);
    expect(plan.named).toEqual([{ row: 0, field: customer, text: '华强' }]);
  });

  it('adds no rows where nobody may, and forgets nothing that lies beyond', () => {
    const plan = planTable({ ...place, mayAdd: false }, { row: 1, column: 3 }, [['', 'x'], ['y']]);
    expect(plan.refusals.map(({ reason }) => reason)).toEqual(['no_column', 'no_row']);
  });

  it('takes each name once it is looked up', () => {
    const plan = planTable(place, { row: 0, column: 3 }, [['华强'], [''], ['重名']]);
    const found = new Map<string, { id: string; title: string } | 'ambiguous'>([
      [nameKey(customer, '华强'), { id: 'c1', title: '华强' }],
      [nameKey(customer, '重名'), 'ambiguous'],
    ]);
    const settled = settleNames(place, plan, found);
    expect(settled.edits).toHaveLength(1);
    expect(settled.refusals).toMatchObject([{ row: 2, reason: 'ambiguous' }]);
    expect(settled.named).toEqual([]);
  });

  it('refuses to empty what must be filled', () => {
    expect(planTable(place, { row: 0, column: 0 }, [['']]).refusals).toMatchObject([{ reason: { code: 'required' } }]);
  });

  it('of five thousand cells is planned in far less than a blink', () => {
    const records = Array.from({ length: 2_500 }, (_, i) => record(String(i)));
    const text = tableText(records.map((_, i) => [`新${i}`, String(i + 2)]));
    const started = performance.now();
    const plan = planTable({ ...place, records }, { row: 0, column: 0 }, parseTable(text));
    expect(plan.edits).toHaveLength(5_000);
    expect(performance.now() - started).toBeLessThan(2_000);
  });
});

describe('a copied table', () => {
  it('comes back as it was', () => {
    const rows = [
      ['两行\n地址', '他说"好"'],
      ['a\tb', ''],
    ];
    expect(parseTable(tableText(rows))).toEqual(rows);
  });

  it('is laid as often as it fits into a selection', () => {
    expect(tiled([['1', '2']], 2, 4)).toEqual([
      ['1', '2', '1', '2'],
      ['1', '2', '1', '2'],
    ]);
    expect(tiled([['1', '2']], 2, 3)).toEqual([['1', '2']]);
  });
});

describe('filling', () => {
  const date: Field = { key: 'day', type: 'date', label: {} };
  it('goes on with numbers at the same distance, exactly', () => {
    expect(fill(price, ['0.1', '0.3'], 3)).toEqual(['0.5', '0.7', '0.9']);
    expect(fill(price, ['5'], 2)).toEqual(['5', '5']);
    expect(fill(price, ['1', '2', '4'], 2)).toEqual(['1', '2']);
  });

  it('goes on with days and with the number at the end of a text', () => {
    expect(fill(date, ['2026-02-27'], 3)).toEqual(['2026-02-28', '2026-03-01', '2026-03-02']);
    expect(fill(date, ['2026-01-01', '2026-01-08'], 1)).toEqual(['2026-01-15']);
    expect(fill(name, ['A-008'], 3)).toEqual(['A-009', 'A-010', 'A-011']);
    expect(fill(name, ['甲', '乙'], 3)).toEqual(['甲', '乙', '甲']);
  });
});

interface Saved {
  id: string;
}

/** A server that answers when it is told to. */
function bookOf(answers: ((id: string, values: Record<string, unknown>, rev?: number) => SaveOutcome<Saved>)[]) {
  const asked: [string, Record<string, unknown>, number | undefined][] = [];
  const gone: string[] = [];
  const book = new EditBook<Saved>({
    save: async (id, values, rev) => {
      asked.push([id, values, rev]);
      await Promise.resolve();
      const answer = answers.shift();
      return answer ? answer(id, values, rev) : { kind: 'saved', record: { id } };
    },
    saved: () => undefined,
    gone: (id, lost) => gone.push(`${id}:${lost.map((cell) => cell.value).join()}`),
    width: 2,
  });
  return { book, asked, gone, idle: () => waitFor(() => book.saving === 0) };
}

async function waitFor(done: () => boolean): Promise<void> {
  while (!done()) await new Promise((next) => setTimeout(next, 0));
}

const edit = (id: string, field: string, after: string): CellEdit => ({ id, field, before: null, after });

describe('changes on their way', () => {
  it('show at once and are forgotten when they are stored; a record is one request', async () => {
    const { book, asked, idle } = bookOf([]);
    book.put([edit('a', 'x', '1'), edit('a', 'y', '2'), edit('b', 'x', '3')]);
    expect(book.of('a')?.get('x')).toMatchObject({ value: '1', state: 'saving' });
    await idle();
    expect(asked.map(([id, values]) => [id, values])).toEqual([
      ['a', { x: '1', y: '2' }],
      ['b', { x: '3' }],
    ]);
    expect(book.of('a')).toBeUndefined();
  });

  it('of the same cell follow one another, and the last one stays', async () => {
    const { book, asked, idle } = bookOf([]);
    book.put([edit('a', 'x', '1')]);
    book.put([edit('a', 'x', '2')]);
    expect(book.of('a')?.get('x')?.value).toBe('2');
    await idle();
    expect(asked.at(-1)?.[1]).toEqual({ x: '2' });
    expect(book.of('a')).toBeUndefined();
  });

  it('that are refused stay with the reason, and what was right beside them is saved', async () => {
    const { book, asked, idle } = bookOf([() => ({ kind: 'refused', fields: { x: '太长' }, message: '' })]);
    book.put([edit('a', 'x', '1'), edit('a', 'y', '2')]);
    await idle();
    expect(asked[1]?.[1]).toEqual({ y: '2' });
    expect(book.troubled).toMatchObject([{ field: 'x', cell: { state: 'refused', message: '太长', value: '1' } }]);
    book.drop('a', 'x');
    expect(book.troubled).toEqual([]);
  });

  it('meet another person only where both changed the same cell', async () => {
    const { book, asked, idle } = bookOf([() => ({ kind: 'conflict', rev: 7, theirs: { x: '他的' } })]);
    book.put([edit('a', 'x', '我的'), edit('a', 'y', '2')], 5);
    await idle();
    expect(asked.map(([, values, rev]) => [values, rev])).toEqual([
      [{ x: '我的', y: '2' }, 5],
      [{ y: '2' }, 7],
    ]);
    expect(book.of('a')?.get('x')).toMatchObject({ state: 'conflict', theirs: '他的', value: '我的' });
    book.resolve('a', 'x', 'mine');
    await idle();
    expect(asked.at(-1)?.[1]).toEqual({ x: '我的' });
    expect(book.of('a')).toBeUndefined();
  });

  it('to a record that is gone are handed back', async () => {
    const { book, gone, idle } = bookOf([() => ({ kind: 'gone', message: '已删除' })]);
    book.put([edit('a', 'x', '写好的')]);
    await idle();
    expect(gone).toEqual(['a:写好的']);
    expect(book.troubled).toEqual([]);
  });
});
