import { Switch } from 'antd';
import { lazy, Suspense, useEffect, useMemo, useRef } from 'react';
import type { Field } from '@/engine/blueprint';
import type { FormState } from '@/engine/form/form-state';
import type { CellView } from '@/engine/form/row';
import type { CellTarget } from '@/engine/grid/cell-target';
import { useCell } from '../form/use-cell';
import { useProblemText } from '../problem-text';
import { useLabel } from '../session';
import { ValueView } from '../values/value-view';
import { ChoiceEditor, OptionEditor } from './choice-editor';
import { isRightAligned } from './columns';
import css from './lines.module.css';
import { TextEditor } from './text-editor';

const RoomyEditor = lazy(async () => ({ default: (await import('./roomy-editor')).RoomyEditor }));

interface GridCellProps {
  state: FormState;
  uid: string;
  field: Field;
  row: number;
  column: number;
  active: boolean;
  inside: boolean;
  /** The cell that takes the focus when the grid is entered by Tab. */
  entrance: boolean;
  statusId: string;
}

/** A cell of the grid: text to read, or the input where the cursor stands. */
export function GridCell({ state, uid, field, row, column, active, inside, entrance, statusId }: GridCellProps) {
  const cell = useCell(state, uid, field.key);
  const label = useLabel();
  const problem = useProblemText()(cell.problem);
  const node = useRef<HTMLDivElement>(null);
  const target = useMemo(() => formTarget(state, uid, field.key), [state, uid, field.key]);
  const editable = cell.visible && !cell.readOnly;
  useEffect(() => {
    if (!active) return;
    if (!editable) node.current?.focus();
    node.current?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [active, editable]);
  const classes = [css.cell];
  if (isRightAligned(field)) classes.push(css.right);
  if (!editable) classes.push(css.fixed);
  if (problem) classes.push(css.bad);
  if (active) classes.push(css.active);
  return (
    <div
      ref={node}
      role="gridcell"
      className={classes.join(' ')}
      aria-colindex={column + 2}
      aria-readonly={!editable}
      aria-invalid={problem !== undefined}
      title={problem}
      tabIndex={(active && !editable) || entrance ? 0 : -1}
      data-cell={`${row}/${column}`}
      data-column={field.key}
    >
      {active && editable ? (
        <CellEditor
          target={target}
          field={field}
          cell={cell}
          inside={inside}
          label={label(field.label, field.key)}
          statusId={statusId}
        />
      ) : (
        <CellText field={field} cell={cell} />
      )}
    </div>
  );
}

function CellText({ field, cell }: { field: Field; cell: CellView }) {
  if (!cell.visible) return null;
  if (cell.raw !== undefined) return <span className="ellipsis">{cell.raw}</span>;
  return (
    <span className="ellipsis">
      <ValueView field={field} value={cell.value} dense />
    </span>
  );
}

function formTarget(state: FormState, uid: string, field: string): CellTarget {
  return {
    now: () => state.cell(uid, field),
    set: (value) => state.set(uid, field, value),
    type: (text) => state.type(uid, field, text),
    provide: (form, choices) => state.provideAll(form, choices),
    limits: () => state.limits(uid, field),
  };
}

/** The input that a field's type asks for inside a cell. */
export function CellEditor(props: {
  target: CellTarget;
  field: Field;
  cell: CellView;
  inside: boolean;
  label: string;
  statusId: string;
}) {
  const { target, field, cell, label, statusId, inside } = props;
  switch (field.type) {
    case 'reference':
    case 'person':
      return (
        <ChoiceEditor
          target={target}
          field={field}
          cell={cell}
          label={label}
          describedBy={statusId}
          unfolded={inside}
        />
      );
    case 'select':
    case 'multi_select':
      return (
        <OptionEditor
          target={target}
          field={field}
          cell={cell}
          label={label}
          describedBy={statusId}
          unfolded={inside}
        />
      );
    case 'switch':
      return (
        <Switch
          size="small"
          autoFocus
          aria-label={label}
          checked={cell.value === true}
          onChange={(checked) => target.set(checked)}
        />
      );
    case 'rich_text':
    case 'time':
    case 'cascader':
    case 'rating':
    case 'region':
    case 'address':
    case 'location':
    case 'department':
    case 'attachment':
    case 'image':
    case 'signature':
      return (
        <Suspense fallback={<CellText field={field} cell={cell} />}>
          <RoomyEditor {...props} />
        </Suspense>
      );
    default:
      return (
        <TextEditor target={target} field={field} cell={cell} inside={inside} label={label} describedBy={statusId} />
      );
  }
}
