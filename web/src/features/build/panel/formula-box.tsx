import type { ValueType } from '@/engine/formula/value/types';
import type { FormulaPlace } from '@/engine/formulas';
import { FormulaField } from '@/ui/formula/formula-field';

/** A formula of what is being built, as formulas are written everywhere. */
export function FormulaBox(props: {
  label: string;
  value: string;
  place: FormulaPlace;
  expected: ValueType | undefined;
  onChange: (text: string | undefined) => void;
}) {
  return <FormulaField {...props} />;
}
