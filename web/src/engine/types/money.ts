import { capitals } from '../formula/value/capitals';
import { Exact } from '../formula/value/numbers';

/** An amount of yuan in capital characters 大写金额; undefined where it is too large to be written so. */
export function capitalAmount(value: string): string | undefined {
  const text = /^-?\d+(\.\d+)?$/.test(value) ? capitals(new Exact(value)) : null;
  return text === null ? undefined : text;
}
