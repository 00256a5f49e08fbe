import { describe, expect, it } from 'vitest';
import type { Form } from '../blueprint';
import {
  allBlocks,
  findBlock,
  fits,
  insertBlock,
  moveBlock,
  type PrintDocument,
  removeBlock,
  stepBlock,
  textIn,
  updateBlock,
  withText,
} from './document';
import { newBlock, newTemplate } from './starter';

const document: PrintDocument = {
  kind: 'print',
  key: 'note',
  label: '送货单',
  form: 'orders',
  body: [
    { key: 'a', type: 'title', text: 'A' },
    { key: 'r', type: 'row', cells: [{ blocks: [{ key: 'b', type: 'text', text: 'B' }] }, { blocks: [] }] },
    { key: 't', type: 'table', lines: 'lines', columns: [] },
  ],
};
const form = {
  key: 'orders',
  label: { zh: '订单' },
  fields: [
    { key: 'no', type: 'text', label: { zh: '单号' } },
    { key: 'photo', type: 'image', label: { zh: '照片' } },
    {
      key: 'lines',
      type: 'lines',
      label: { zh: '明细' },
      fields: [{ key: 'amount', type: 'money', label: { zh: '金额' } }],
    },
  ],
  may: {},
} as unknown as Form;
const words = { title: '标题', text: '文字', signatures: ['制单'] };
const order = (doc: PrintDocument) => allBlocks(doc).map((block) => block.key);

describe('the blocks of a print template', () => {
  it('move among each other and into the cells of a row', () => {
    expect(order(moveBlock(document, 't', { key: 'a', side: 'before' }))).toEqual(['t', 'a', 'r', 'b']);
    const inside = moveBlock(document, 'a', { row: 'r', cell: 1 });
    expect(inside.body.map((block) => block.key)).toEqual(['r', 't']);
    expect(findBlock(inside, 'r')?.cells?.[1]?.blocks.map((block) => block.key)).toEqual(['a']);
    expect(order(moveBlock(document, 'b', { key: 't', side: 'after' }))).toEqual(['a', 'r', 't', 'b']);
    expect(order(moveBlock(document, 'a', { key: 'b', side: 'after' }))).toEqual(['r', 'b', 'a', 't']);
  });

  it('keep tables and rows out of rows, and a row out of itself', () => {
    expect(moveBlock(document, 't', { row: 'r', cell: 1 })).toBe(document);
    expect(moveBlock(document, 't', { key: 'b', side: 'after' })).toBe(document);
    expect(moveBlock(document, 'r', { key: 'b', side: 'after' })).toBe(document);
    expect(fits('text', { row: 'r', cell: 0 }, document)).toBe(true);
  });

  it('step past their neighbours and stop at the ends', () => {
    expect(order(stepBlock(document, 't', -1))).toEqual(['a', 't', 'r', 'b']);
    expect(order(stepBlock(document, 'a', -1))).toEqual(order(document));
    expect(order(stepBlock(document, 'b', 1))).toEqual(order(document));
  });

  it('change and go wherever they stand', () => {
    expect(findBlock(updateBlock(document, 'b', { bold: true, text: undefined as never }), 'b')).toEqual({
      key: 'b',
      type: 'text',
      bold: true,
    });
    expect(order(removeBlock(document, 'b'))).toEqual(['a', 'r', 't']);
    expect(order(insertBlock(document, { key: 'x', type: 'line' }, undefined)).at(-1)).toBe('x');
  });

  it('begin with something to see, under keys of their own', () => {
    const made = newTemplate('p', '新模板', form, false, words);
    expect(made.body.map((block) => block.type)).toEqual(['title', 'fields', 'table', 'signatures']);
    expect(made.body[1]?.items).toEqual([{ field: 'no' }]);
    expect(made.body[2]).toMatchObject({ lines: 'lines', columns: [{ field: 'amount', total: true }] });
    expect(newBlock('title', made, form, words).key).toBe('title_2');
    const list = newTemplate('l', '清单', form, true, words);
    expect(list.body[1]).not.toHaveProperty('lines');
    expect(list.body[1]?.columns).toEqual([{ field: 'no', width: 24 }]);
  });

  it('say their texts in one language or in both', () => {
    expect(textIn('x', 'en')).toBe('x');
    expect(textIn({ zh: '甲' }, 'en')).toBe('甲');
    expect(withText({ zh: '甲', en: 'A' }, 'en', 'B')).toEqual({ zh: '甲', en: 'B' });
    expect(withText(undefined, 'zh', '乙')).toBe('乙');
  });
});
