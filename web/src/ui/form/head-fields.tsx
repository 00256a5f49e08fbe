import type { Field } from '@/engine/blueprint';
import type { FormState } from '@/engine/form/form-state';
import { HEAD } from '@/engine/form/row';
import { FieldControl } from './field-control';
import { gridClass } from './grid-class';

/** Fields of the head side by side. */
export function HeadFields(props: { state: FormState; fields: readonly Field[]; columns?: number | undefined }) {
  return (
    <div className={gridClass(props.columns)}>
      {props.fields.map((field) => (
        <FieldControl key={field.key} state={props.state} uid={HEAD} field={field} />
      ))}
    </div>
  );
}
