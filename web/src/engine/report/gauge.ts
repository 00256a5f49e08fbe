import { type Look, type Threshold, thresholdOf } from './look';

export interface Gauge {
  /** The ends of the scale. */
  from: number;
  to: number;
  /** How far the value has come, 0 to 1. */
  share: number;
  /** Where the target stands, 0 to 1. */
  target: number | undefined;
  zones: readonly { from: number; to: number; color: string }[];
  reached: Threshold | undefined;
}

/** A value on a half circle. Without ends of its own the scale goes from nothing to a round number above everything on it. */
export function gaugeOf(value: number | null, look: Look, aim: number | undefined): Gauge {
  const given = (text: string | undefined) => (text === undefined || text === '' ? undefined : Number(text));
  const thresholds = [...(look.thresholds ?? [])].sort((left, right) => Number(left.from) - Number(right.from));
  const known = [value ?? 0, aim ?? 0, ...thresholds.map((each) => Number(each.from))];
  const from = given(look.minimum) ?? Math.min(0, 0 - round(Math.max(...known.map((each) => -each))));
  const wanted = given(look.maximum) ?? round(Math.max(...known, 0));
  const to = wanted > from ? wanted : from + 1;
  const share = (number: number) => Math.min(1, Math.max(0, (number - from) / (to - from)));
  return {
    from,
    to,
    share: share(value ?? from),
    target: aim === undefined ? undefined : share(aim),
    zones: thresholds.map((each, index) => ({
      from: share(Number(each.from)),
      to: share(Number(thresholds[index + 1]?.from ?? to)),
      color: each.color,
    })),
    reached: thresholdOf(thresholds, value),
  };
}

/** The next of 1, 2, 2.5, 5, 10 times a power of ten. */
function round(value: number): number {
  if (value <= 0) return 0;
  const power = 10 ** Math.floor(Math.log10(value));
  return power * ([1, 2, 2.5, 5, 10].find((step) => step * power >= value * (1 - 1e-12)) ?? 10);
}
