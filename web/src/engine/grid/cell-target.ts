import type { ChoiceLimits } from '../form/among';
import type { CellView } from '../form/row';
import type { Value, Values } from '../values';

/** The cell an editor works on, wherever it stands: in the lines of a form or in a list of records. */
export interface CellTarget {
  /** The cell as it is now, also in the middle of an event that changes it. */
  now: () => CellView;
  set: (value: Value) => void;
  /** What a person typed; kept as text where it is no value of the field. */
  type: (text: string) => void;
  /** What is known of picked records, for copies and formulas that read them. */
  provide: (form: string, choices: readonly { id: string; title: string; values: Values }[]) => void;
  /** What limits the records that may be picked; undefined where nothing does. */
  limits?: () => ChoiceLimits | undefined;
}
