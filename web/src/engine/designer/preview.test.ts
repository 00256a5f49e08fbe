import { expect, it } from 'vitest';
import type { Field, Form } from '../blueprint';
import { previewMessage, stillFits } from './preview';

const label = { zh: '' };
const may = { view: true, create: true, edit: true, delete: true, import: true, export: true };
const form = (...fields: Field[]): Form => ({ key: 'f', label, may, fields });
const text = (key: string): Field => ({ key, type: 'text', label });
const row = (typed: Record<string, string>) => ({ typed, copied: {} });

it('keeps what was typed where the field is still there and still of its type', () => {
  const before = form(text('a'), text('b'), text('c'), {
    key: 'd',
    type: 'lines',
    label,
    fields: [text('x'), text('y')],
  });
  const after = form(text('a'), { key: 'b', type: 'number', label }, { ...text('c'), formula: '"x"' } as Field, {
    key: 'd',
    type: 'lines',
    label,
    fields: [text('y')],
  });
  const draft = {
    head: row({ a: '1', b: '2', c: '3', gone: '4' }),
    lines: { d: [row({ x: '1', y: '2' })], e: [row({})] },
  };
  expect(stillFits(draft, before, after)).toEqual({ head: row({ a: '1' }), lines: { d: [row({ y: '2' })] } });
});

it('takes no message for its own that is another', () => {
  expect(previewMessage({ preview: 'ready' })).toEqual({ preview: 'ready' });
  for (const other of [null, undefined, 'ready', 3, {}, { preview: 'other' }])
    expect(previewMessage(other)).toBeUndefined();
});
