import { describe, expect, it } from 'vitest';
import { fromWallClock, parseDate, toWallClock } from './dates';
import { formatMoney, formatNumber, formatQuantity, parseNumber } from './numbers';
import { sameValue } from './values';

describe('numbers', () => {
  it.each([
    ['1,234.50', '1234.5'],
    ['１２３．５', '123.5'],
    ['¥ 99', '99'],
    ['-0.5', '-0.5'],
    ['.5', '0.5'],
    ['13%', '0.13'],
    ['１３％', '0.13'],
    ['123456789012345678901234567890.12', '123456789012345678901234567890.12'],
  ])('reads %s', (text, number) => expect(parseNumber(text)).toBe(number));

  it.each(['', 'abc', '1.2.3', '--1', '1e5', '十'])('refuses %s', (text) => expect(parseNumber(text)).toBeUndefined());

  it('are grouped without losing a digit', () => {
    expect(formatNumber('12345678901234567890.125', 2)).toBe('12,345,678,901,234,567,890.13');
    expect(formatNumber('-999.5', 2)).toBe('-999.50');
    expect(formatQuantity('3.000', 3)).toBe('3');
    expect(formatMoney('5.8', 4)).toBe('5.80');
    expect(formatMoney('5.8001', 4)).toBe('5.8001');
    expect(formatMoney('4999.99', 2)).toBe('4,999.99');
  });
});

describe('dates', () => {
  it.each([
    ['2026-3-1', '2026-03-01'],
    ['2026/03/01', '2026-03-01'],
    ['20260301', '2026-03-01'],
    ['2026年3月1日', '2026-03-01'],
    ['3-1', '2026-03-01'],
    ['２０２６－３－１', '2026-03-01'],
  ])('reads %s', (text, date) => expect(parseDate(text, '2026-11-23')).toBe(date));

  it.each(['2026-02-31', '31-31', '明天'])('refuses %s', (text) =>
    expect(parseDate(text, '2026-11-23')).toBeUndefined(),
  );

  it('keep the time of the workspace, whatever the clock here says', () => {
    expect(toWallClock('2026-03-01T08:00:00Z', 'Asia/Shanghai')).toBe('2026-03-01 16:00:00');
    expect(fromWallClock('2026-03-01 16:00:00', 'Asia/Shanghai')).toBe('2026-03-01T08:00:00Z');
    expect(fromWallClock('2026-07-01 00:30:00', 'Europe/Berlin')).toBe('2026-06-30T22:30:00Z');
  });
});

describe('values', () => {
  it('are the same when a person sees the same', () => {
    expect(sameValue(null, '')).toBe(true);
    expect(sameValue([], null)).toBe(true);
    expect(sameValue({ id: '1', title: 'a' }, { id: '1', title: 'b' })).toBe(true);
    expect(sameValue(['a'], ['b'])).toBe(false);
  });
});
