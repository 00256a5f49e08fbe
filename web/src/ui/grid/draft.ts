import { type Field, isNumeric } from '@/engine/blueprint';
import type { ChoiceLimits } from '@/engine/form/among';
import { coerceText } from '@/engine/form/coerce';
import { formatProblem } from '@/engine/form/problems';
import type { CellView } from '@/engine/form/row';
import type { CellTarget } from '@/engine/grid/cell-target';
import { judge } from '@/engine/grid/plan';
import type { Value } from '@/engine/values';

/** What a person has typed into a cell and not left yet. */
export class Draft implements CellTarget {
  private view: CellView;
  private changed = false;

  constructor(
    readonly field: Field,
    value: Value,
    private readonly today: string,
    private readonly tell: () => void,
    readonly limits: () => ChoiceLimits | undefined,
  ) {
    this.view = {
      value,
      raw: undefined,
      visible: true,
      required: field.required === true,
      readOnly: false,
      problem: undefined,
    };
  }

  readonly now = (): CellView => this.view;

  readonly set = (value: Value): void => this.put(value, undefined);

  readonly type = (text: string): void => {
    const value = coerceText(this.field, text, this.today);
    if (value === undefined) this.put(this.view.value, text);
    else this.put(value, undefined);
  };

  readonly provide = (): void => undefined;

  /** What is to be written; undefined when nothing was typed. */
  take(): { value: Value; raw: string | undefined } | undefined {
    return this.changed ? { value: this.view.value, raw: this.view.raw } : undefined;
  }

  private put(value: Value, raw: string | undefined): void {
    this.changed = true;
    const named = this.field.type === 'reference' || this.field.type === 'person';
    const problem = raw === undefined ? judge(this.field, value) : named ? undefined : formatProblem(this.field, raw);
    this.view = { ...this.view, value, raw, problem };
    this.tell();
  }
}

/** Fields whose cells take what is typed into them; the others open the record. */
export function isTyped(field: Field): boolean {
  return field.type !== 'switch' && field.type !== 'attachment' && field.type !== 'lines';
}

export function isRight(field: Field): boolean {
  return isNumeric(field);
}
