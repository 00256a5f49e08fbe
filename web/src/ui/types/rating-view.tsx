import type { NumberField } from '@/engine/blueprint';
import type { TypeViewProps } from './props';
import { stars } from './rating';
import css from './types.module.css';

export function RatingView({ field, value, dense }: TypeViewProps<NumberField>) {
  const given = Number(value);
  const most = stars(field);
  return (
    <span role="img" aria-label={`${given} / ${most}`} className={dense ? css.stars : `${css.stars} ${css.large}`}>
      {'★'.repeat(given)}
      {'☆'.repeat(Math.max(0, most - given))}
    </span>
  );
}
