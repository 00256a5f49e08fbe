import { expect, test } from 'vitest';
import { groupDigits } from './digits';

test('digits are grouped by threes and nothing else changes', () => {
  expect(groupDigits('1234567.50')).toBe('1,234,567.50');
  expect(groupDigits('-1000')).toBe('-1,000');
  expect(groupDigits('999')).toBe('999');
  expect(groupDigits('1e5')).toBe('1e5');
  expect(groupDigits('')).toBe('');
});
