import { describe, expect, it } from 'vitest';
import { allFields, toDocument } from './document';
import { bringBack, removedFields } from './removed';

const field = (key: string, rest: object = {}) => ({ key, type: 'text', label: { zh: key }, ...rest });
const form = (...fields: object[]) => toDocument({ kind: 'form', key: 'f', label: '表', title: 'name', fields });
const lines = (...fields: object[]) => ({ key: 'lines', type: 'lines', label: { zh: '明细' }, fields });

describe('removed fields', () => {
  const versions = [
    { version: 3, document: form(field('name'), lines(field('a'))) },
    { version: 2, document: form(field('name'), field('size', { maximum: 20 }), lines(field('a'), field('b'))) },
    {
      version: 1,
      document: form(field('name'), field('size'), field('old', {}), { ...lines(field('x')), key: 'gone' }),
    },
  ];

  it('are those of earlier versions that are not there now, as they were last', () => {
    const removed = removedFields(versions, form(field('name'), lines(field('a'))));
    expect(removed.map(({ path, version }) => [path, version])).toEqual([
      ['size', 2],
      ['lines.b', 2],
      ['old', 1],
      ['gone', 1],
    ]);
    expect(removed[0]?.field).toMatchObject({ maximum: 20 });
  });

  it('come back under their own keys', () => {
    let document = form(field('name'), lines(field('a')));
    for (const removed of removedFields(versions, document)) document = bringBack(document, removed);
    expect(
      allFields(document)
        .map(({ path }) => path)
        .sort(),
    ).toEqual(['gone', 'gone.x', 'lines', 'lines.a', 'lines.b', 'name', 'old', 'size']);
    expect(removedFields(versions, document)).toEqual([]);
  });
});
