import { ceilingTo, floor, floorTo, mod, power, ROUND_DOWN, ROUND_HALF_UP, ROUND_UP, round } from '../value/numbers';
import type { Rule } from './compile';
import { ofNumber, ofNumbers } from './strict';

export const numberRules: Readonly<Record<string, Rule>> = {
  ROUND: ofNumbers((number, digits) => round(number, digits, ROUND_HALF_UP)),
  ROUNDUP: ofNumbers((number, digits) => round(number, digits, ROUND_UP)),
  ROUNDDOWN: ofNumbers((number, digits) => round(number, digits, ROUND_DOWN)),
  INT: ofNumber(floor),
  MOD: ofNumbers(mod),
  ABS: ofNumber((number) => number.abs()),
  CEILING: ofNumbers(ceilingTo),
  FLOOR: ofNumbers(floorTo),
  POWER: ofNumbers(power),
};
