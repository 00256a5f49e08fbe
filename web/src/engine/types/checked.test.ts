import { describe, expect, it } from 'vitest';
import { below, findLeaf, wayText } from './cascader';
import { compact, inFours, isBankCard, isCreditCode, isEan13, isIdNumber } from './checked';
import { readLocation } from './location';
import { capitalAmount } from './money';
import { plainHtml } from './rich-text';
import { readTime } from './time';

describe('numbers with a check digit', () => {
  it.each([
    ['11010519491231002X', true],
    ['110105194912310021', false],
    ['11010519490231002X', false],
    ['1101051949123100', false],
  ])('identity card %s', (text, good) => expect(isIdNumber(text)).toBe(good));

  it.each([
    ['91350100M000100Y43', false, true],
    ['91350100M000100Y4Z', false, false],
    ['440301108284746', false, false],
    ['440301108284746', true, true],
  ])('credit code %s (old %s)', (text, old, good) => expect(isCreditCode(text, old)).toBe(good));

  it.each([
    ['6222020000000000000', true],
    ['6222020000000000001', false],
    ['4111111111111', false],
  ])('bank card %s', (text, good) => expect(isBankCard(text)).toBe(good));

  it.each([
    ['6901234567892', true],
    ['6901234567893', false],
  ])('product code %s', (text, good) => expect(isEan13(text)).toBe(good));

  it('are read without spaces and in half width, and shown in fours', () => {
    expect(compact('１１０１０５ 1949-1231 002x')).toBe('11010519491231002X');
    expect(inFours('6222020000000000000')).toBe('6222 0200 0000 0000 000');
  });
});

describe('other texts', () => {
  it.each([
    ['8:05', '08:05'],
    ['23：59', '23:59'],
    ['0830', '08:30'],
    ['24:00', undefined],
    ['8', undefined],
  ])('time %s', (text, time) => expect(readTime(text)).toBe(time));

  it('are places where they are degrees of the earth', () => {
    expect(readLocation('113.75， 23.02')).toEqual({ longitude: '113.75', latitude: '23.02' });
    expect(readLocation('181,10')).toBeUndefined();
  });

  it('are amounts in capital characters', () => {
    expect(capitalAmount('16409.02')).toBe('壹万陆仟肆佰零玖元零贰分');
    expect(capitalAmount('abc')).toBeUndefined();
  });

  it('are words without their marks', () => {
    expect(plainHtml('<p>请 <b>轻放</b></p><ul><li>一</li></ul>&lt;x&gt;&amp;')).toBe('请 轻放 一 <x>&');
  });
});

describe('a tree of options', () => {
  const field = {
    key: 'f',
    label: {},
    type: 'cascader' as const,
    options: [
      {
        key: 'paper',
        label: { zh: '纸' },
        children: [
          { key: 'a4', label: { zh: 'A4' } },
          { key: 'a3', label: { zh: 'A3' } },
        ],
      },
      { key: 'film', label: { zh: '膜' }, children: [{ key: 'a4_film', label: { zh: 'A4' } }] },
    ],
  };

  it('is read by key, by way, and by a label only one option has', () => {
    expect(findLeaf(field, 'a3')).toBe('a3');
    expect(findLeaf(field, '纸/A4')).toBe('a4');
    expect(findLeaf(field, 'A4')).toBeUndefined();
    expect(findLeaf(field, '纸')).toBeUndefined();
    expect(wayText(field, 'a4', 'zh')).toBe('纸 / A4');
    expect(below(field, 'paper')).toEqual(['a4', 'a3']);
  });
});
