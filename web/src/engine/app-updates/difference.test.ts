import { describe, expect, it } from 'vitest';
import { places } from './difference';

const field = (key: string, zh: string, more = {}) => ({ key, label: { zh, en: key }, ...more });

describe('where two documents differ', () => {
  it('finds nothing where only the order of properties differs', () => {
    expect(places({ a: 1, b: { c: [1, 2] } }, { b: { c: [1, 2] }, a: 1 })).toEqual([]);
  });

  it('compares things with keys by their keys and names them by their labels', () => {
    const before = { fields: [field('a', '甲'), field('b', '乙', { scale: 2 }), field('c', '丙')] };
    const after = { fields: [field('b', '乙', { scale: 3 }), field('a', '甲'), field('d', '丁')] };
    expect(places(before, after)).toEqual([
      { kind: 'changed', path: ['fields', { zh: '乙', en: 'b' }, 'scale'] },
      { kind: 'removed', path: ['fields', { zh: '丙', en: 'c' }] },
      { kind: 'added', path: ['fields', { zh: '丁', en: 'd' }] },
    ]);
  });

  it('tells another order where nothing else differs', () => {
    const before = { fields: [field('a', '甲'), field('b', '乙')] };
    expect(places(before, { fields: [...before.fields].reverse() })).toEqual([{ kind: 'changed', path: ['fields'] }]);
  });

  it('takes words in two languages as one thing', () => {
    expect(places({ label: { zh: '发票', en: 'Invoices' } }, { label: { zh: '开票', en: 'Invoices' } })).toEqual([
      { kind: 'changed', path: ['label'] },
    ]);
  });

  it('tells what came and went at the top', () => {
    expect(places({ limits: [1] }, { when: 'TRUE' })).toEqual([
      { kind: 'removed', path: ['limits'] },
      { kind: 'added', path: ['when'] },
    ]);
  });
});
