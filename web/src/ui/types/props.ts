import type { Field } from '@/engine/blueprint';
import type { Value } from '@/engine/values';

/** What the input of a type is given. */
export interface TypeInputProps<F extends Field = Field> {
  id?: string | undefined;
  field: F;
  value: Value;
  /** Text that could not be read as a value. */
  raw?: string | undefined;
  disabled: boolean;
  invalid: boolean;
  label: string;
  describedBy?: string | undefined;
  /** Options that may not be chosen at present. */
  closed?: ReadonlySet<string> | undefined;
  onText: (text: string) => void;
  onValue: (value: Value) => void;
}

/** What the read view of a type is given; the value is never empty. */
export interface TypeViewProps<F extends Field = Field> {
  field: F;
  value: Value;
  /** In a cell of a list: one line, nothing to click. */
  dense: boolean;
}
