import { describe, expect, it } from 'vitest';
import { dayOf, shifted, shownDays, spanOf } from './calendar';

const ZONE = 'Asia/Shanghai';

describe('the calendar', () => {
  it('shows whole weeks from Monday', () => {
    const days = shownDays('month', '2026-03-17');
    expect(days[0]).toBe('2026-02-23');
    expect(days.at(-1)).toBe('2026-04-05');
    expect(days).toHaveLength(42);
    expect(shownDays('month', '2027-02-10')).toHaveLength(28);
    expect(shownDays('week', '2026-03-01')).toEqual(
      ['23', '24', '25', '26', '27', '28'].map((day) => `2026-02-${day}`).concat('2026-03-01'),
    );
  });

  it('puts a moment on the day of the workplace, and keeps its time when it moves', () => {
    expect(dayOf('2026-03-01T17:30:00Z', ZONE)).toBe('2026-03-02');
    expect(shifted('2026-03-01T17:30:00Z', 2, ZONE)).toBe('2026-03-03T17:30:00Z');
    expect(shifted('2026-12-31', 1, ZONE)).toBe('2027-01-01');
  });

  it('keeps the time of the clock across a change of the clocks', () => {
    expect(shifted('2026-03-07T15:00:00Z', 2, 'America/New_York')).toBe('2026-03-09T14:00:00Z');
  });

  it('spreads what takes several days over them, and never backwards', () => {
    const shown = shownDays('week', '2026-03-04');
    expect(spanOf('2026-02-20', '2026-03-03', ZONE, shown)).toEqual(['2026-03-02', '2026-03-03']);
    expect(spanOf('2026-03-04', '2026-03-01', ZONE, shown)).toEqual(['2026-03-04']);
    expect(spanOf('2026-03-04', null, ZONE, shown)).toEqual(['2026-03-04']);
  });
});
