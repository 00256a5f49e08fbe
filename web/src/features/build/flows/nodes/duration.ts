import type { TFunction } from 'i18next';

const HOUR = 60;
const DAY = 24 * HOUR;
/** A day at work, as working time counts it. */
export const WORKING_DAY = 9 * HOUR;

export type Unit = 'minutes' | 'hours' | 'days';

/** How many minutes a unit has. */
export function minutesOf(unit: Unit, working: boolean): number {
  return unit === 'minutes' ? 1 : unit === 'hours' ? HOUR : working ? WORKING_DAY : DAY;
}

/** The largest unit in which a time is a whole number. */
export function unitOf(minutes: number, working: boolean): Unit {
  const whole = (unit: Unit) => minutes !== 0 && minutes % minutesOf(unit, working) === 0;
  return whole('days') ? 'days' : whole('hours') || minutes === 0 ? 'hours' : 'minutes';
}

export function durationWords(t: TFunction, minutes: number, working: boolean): string {
  const unit = unitOf(Math.abs(minutes), working);
  const words = t(`flows.time.${unit}`, { count: Math.abs(minutes) / minutesOf(unit, working) });
  return working ? t('flows.time.working', { time: words }) : words;
}
