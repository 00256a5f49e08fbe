import { describe, expect, it } from 'vitest';
import { type ColumnKind, cellFrom, cellText, gridFrom } from './table-cells';

const NUMBER: ColumnKind = { type: 'number' };
const REGION: ColumnKind = {
  type: 'choice',
  options: [
    { value: 'east', label: '华东' },
    { value: 'south', label: '华南' },
  ],
};

describe('cells of a decision table', () => {
  it('are read as people write them', () => {
    expect(cellFrom('≥ 5,000', NUMBER)).toEqual({ from: '5000' });
    expect(cellFrom('<5000', NUMBER)).toEqual({ below: '5000' });
    expect(cellFrom('1000~5000', NUMBER)).toEqual({ from: '1000', below: '5000' });
    expect(cellFrom('8', NUMBER)).toEqual({ from: '8', to: '8' });
    expect(cellFrom('2026/01/31', { type: 'date' })).toEqual({ from: '2026-01-31', to: '2026-01-31' });
    expect(cellFrom('华东、华南', REGION)).toEqual({ in: ['east', 'south'] });
    expect(cellFrom('空', REGION)).toEqual({ empty: true });
    expect(cellFrom(' ', REGION)).toBeUndefined();
  });

  it('refuse what cannot be compared', () => {
    expect(cellFrom('很多', NUMBER)).toBeNull();
    expect(cellFrom('≥', NUMBER)).toBeNull();
    expect(cellFrom('2026-13-41', { type: 'date' })).toBeNull();
    expect(cellFrom('华东、火星', REGION)).toBeNull();
  });

  it('come back as the same cell from their own text', () => {
    for (const cell of [
      { from: '5000' },
      { above: '1.5' },
      { to: '3' },
      { below: '-2' },
      { from: '1', below: '2' },
      { from: '7', to: '7' },
      { empty: true },
      { empty: false },
    ]) {
      expect(cellFrom(cellText(cell, NUMBER), NUMBER)).toEqual(cell);
    }
    expect(cellFrom(cellText({ in: ['south'] }, REGION), REGION)).toEqual({ in: ['south'] });
  });

  it('take a block of a spreadsheet apart', () => {
    expect(gridFrom('≥5000\t华东\r\n<5000\t\r\n')).toEqual([
      ['≥5000', '华东'],
      ['<5000', ''],
    ]);
  });
});
