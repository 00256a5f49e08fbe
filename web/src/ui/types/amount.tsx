import type { NumberField } from '@/engine/blueprint';
import { capitalAmount } from '@/engine/types/money';
import { numberText } from '../values/value-text';
import type { TypeViewProps } from './props';
import css from './types.module.css';

/** An amount in capital characters 大写金额, as receipts want it, alone or beside its digits. */
export function AmountView({ field, value }: TypeViewProps<NumberField>) {
  const digits = <span className="num">{numberText(field, String(value))}</span>;
  const capital = capitalAmount(String(value));
  if (capital === undefined) return digits;
  if (field.show === 'capital') return <>{capital}</>;
  return (
    <>
      {digits}
      <span className={css.capital}>{capital}</span>
    </>
  );
}
