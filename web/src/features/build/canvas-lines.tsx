import { HolderOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import type { Field, LinesField } from '@/engine/blueprint';
import { type FieldPath, joinPath } from '@/engine/designer/document';
import { useDrag, useDrop } from '@/ui/dnd/use-drag';
import { columnWidth } from '@/ui/lines/columns';
import { useLabel } from '@/ui/session';
import css from './canvas.module.css';
import { FIELD, Flags, usePick } from './canvas-field';
import { typeIcon } from './type-icons';

export const LINES_TAIL = 'lines:';

/** The columns of line items, as the head of the table they will be. */
export function CanvasLines({ field, chosen }: { field: LinesField; chosen: readonly FieldPath[] }) {
  const { t } = useTranslation();
  const tail = useDrop(LINES_TAIL + field.key, 'x');
  return (
    <ul className={css.columns}>
      {field.fields.map((column) => {
        const path = joinPath(field.key, column.key);
        return <Column key={column.key} column={column} path={path} selected={chosen.includes(path)} />;
      })}
      <li ref={tail.ref} className={`${css.columnTail} ${tail.side ? css.tailOver : ''}`}>
        {t('designer.add_column')}
      </li>
    </ul>
  );
}

function Column({ column, path, selected }: { column: Field; path: FieldPath; selected: boolean }) {
  const { t } = useTranslation();
  const label = useLabel();
  const name = label(column.label, column.key);
  const drag = useDrag(FIELD + path);
  const drop = useDrop(FIELD + path, 'x');
  const pick = usePick(path);
  const ref = (node: HTMLLIElement | null) => {
    drag.ref(node);
    drop.ref(node);
  };
  const classes = [css.column, selected ? css.selected : '', drag.isDragging ? css.dragging : ''];
  if (drop.side) classes.push(css[`${drop.side}X`]);
  return (
    <li ref={ref} className={classes.join(' ')} style={{ flexBasis: columnWidth(column) }} data-field={path}>
      <span className={css.columnName}>
        <span aria-hidden>{typeIcon(column.type)}</span>
        <span className="ellipsis">{name}</span>
        {column.required === true ? <span className={css.star}>*</span> : null}
      </span>
      <span className={css.columnFlags}>
        <Flags field={column} />
      </span>
      <button
        type="button"
        className={css.cover}
        aria-label={t('designer.select', { name, type: t(`designer.type.${column.type}`) })}
        aria-pressed={selected}
        {...drag.surface}
        {...pick}
      />
      <button
        type="button"
        ref={drag.handleRef}
        className={css.handle}
        aria-label={t('designer.drag', { name })}
        {...drag.handle}
      >
        <HolderOutlined aria-hidden />
      </button>
    </li>
  );
}
