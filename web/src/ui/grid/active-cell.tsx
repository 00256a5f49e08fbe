import { type RefObject, useEffect, useMemo, useReducer, useRef } from 'react';
import type { Field } from '@/engine/blueprint';
import { todayIn } from '@/engine/dates';
import type { Value } from '@/engine/values';
import { CellEditor } from '../lines/grid-cell';
import { useLabel, useWorkplace } from '../session';
import { Draft } from './draft';
import css from './grid.module.css';

interface ActiveCellProps {
  field: Field;
  value: Value;
  editing: boolean;
  inside: boolean;
  statusId: string;
  draft: RefObject<Draft | undefined>;
  /** The record the cell belongs to, by its form and id. */
  form: string;
  record: string;
  /** Something is typed, or an input method begins to compose. */
  onBegin: () => void;
}

/**
 * The input of the cell with the cursor. It has the focus before anything is typed, unseen, so that the first letter,
 * or the first key of an input method, already goes where it belongs.
 */
export function ActiveCell({ field, value, editing, inside, statusId, draft, form, record, onBegin }: ActiveCellProps) {
  const label = useLabel();
  const { timeZone } = useWorkplace().blueprint.workspace;
  const [, look] = useReducer((count: number) => count + 1, 0);
  const start = useRef(value);
  if (!editing) start.current = value;
  const from = start.current;
  const own = useMemo(() => {
    const limited = field.type === 'reference' && field.among !== undefined;
    const limits = { form, field: field.key, record, values: {} };
    return new Draft(field, from, todayIn(timeZone), look, () => (limited ? limits : undefined));
  }, [field, from, timeZone, form, record]);
  useEffect(() => {
    draft.current = own;
    return () => {
      if (draft.current === own) draft.current = undefined;
    };
  }, [draft, own]);
  return (
    <div
      className={`${css.editor} ${editing ? css.editing : ''} ${own.now().problem ? css.wrong : ''}`}
      onInput={onBegin}
      onCompositionStart={onBegin}
    >
      <CellEditor
        target={own}
        field={field}
        cell={own.now()}
        inside={inside}
        label={label(field.label, field.key)}
        statusId={statusId}
      />
    </div>
  );
}
