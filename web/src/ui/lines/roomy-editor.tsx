import { Popover } from 'antd';
import type { Field } from '@/engine/blueprint';
import type { CellView } from '@/engine/form/row';
import type { CellTarget } from '@/engine/grid/cell-target';
import { FieldInput } from '../inputs/field-input';
import { ValueView } from '../values/value-view';
import css from './lines.module.css';

interface RoomyEditorProps {
  target: CellTarget;
  field: Field;
  cell: CellView;
  label: string;
  statusId: string;
}

/** Inputs that a cell is too low for stand below it; their keys are their own until Tab or Escape leaves them. */
export function RoomyEditor({ target, field, cell, label, statusId }: RoomyEditorProps) {
  return (
    <Popover
      open
      placement="bottomLeft"
      arrow={false}
      content={
        <div
          className={css.roomy}
          role="group"
          aria-label={label}
          onKeyDown={(event) => {
            if (event.key !== 'Escape' && event.key !== 'Tab') event.stopPropagation();
          }}
        >
          <FieldInput
            field={field}
            value={cell.value}
            raw={cell.raw}
            invalid={cell.problem !== undefined}
            describedBy={statusId}
            onText={(text) => target.type(text)}
            onValue={(value) => target.set(value)}
          />
        </div>
      }
    >
      <span className="ellipsis">
        <ValueView field={field} value={cell.value} dense />
      </span>
    </Popover>
  );
}
