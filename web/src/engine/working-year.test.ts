import { expect, test } from 'vitest';
import { workingYear } from './working-year';

test('a year shows what the calendar says beside what the week says', () => {
  const year = workingYear(2026, [
    { date: '2026-02-14', kind: 'work', name: '春节' },
    { date: '2026-02-16', kind: 'off', name: '春节' },
    { date: '2026-02-21', kind: 'off', name: '春节' },
  ]);
  const february = year[1];
  expect(february?.lead).toBe(6);
  const states = new Map(february?.days.map(({ date, state }) => [date, state]));
  expect(states.get('2026-02-13')).toBe('work');
  expect(states.get('2026-02-14')).toBe('makeup');
  expect(states.get('2026-02-15')).toBe('weekend');
  expect(states.get('2026-02-16')).toBe('off');
  expect(states.get('2026-02-21')).toBe('off');
  expect(february?.working).toBe(20);
  expect(year.map(({ days }) => days.length).reduce((sum, count) => sum + count)).toBe(365);
});
