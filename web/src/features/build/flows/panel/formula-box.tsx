import type { ValueType } from '@/engine/formula/value/types';
import type { FormulaPlace } from '@/engine/formulas';
import { FormulaInput } from '@/features/build/panel/formula-input';

/** A formula of a flow, as formulas are written everywhere. */
export function FormulaBox(props: {
  label: string;
  value: string;
  place: FormulaPlace;
  expected: ValueType | undefined;
  onChange: (text: string | undefined) => void;
}) {
  return <FormulaInput {...props} />;
}
