import { HolderOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import type { StoredRecord } from '@/api/records';
import type { Field, Form } from '@/engine/blueprint';
import { listedValue } from '@/engine/system-fields';
import { isEmpty } from '@/engine/values';
import { useDrag } from '@/ui/dnd/use-drag';
import { useLabel } from '@/ui/session';
import { ValueView } from '@/ui/values/value-view';
import css from './kanban.module.css';

interface CardProps {
  form: Form;
  record: StoredRecord;
  fields: readonly Field[];
  movable?: boolean;
  open?: boolean;
  /** It follows the pointer. */
  overlay?: boolean;
  onOpen?: (id: string) => void;
}

/** A record as a card: its name opens it, its handle moves it, by the keyboard too. */
export function Card(props: CardProps) {
  return props.movable && !props.overlay ? <Movable {...props} /> : <Face {...props} />;
}

function Movable(props: CardProps) {
  const { t } = useTranslation();
  const drag = useDrag(props.record.id);
  return (
    <div ref={drag.ref} {...drag.surface} className={drag.isDragging ? css.dragged : undefined}>
      <Face
        {...props}
        handle={
          <button
            type="button"
            ref={drag.handleRef}
            {...drag.handle}
            className={css.handle}
            aria-label={t('board.move', { title: props.record.title })}
          >
            <HolderOutlined aria-hidden />
          </button>
        }
      />
    </div>
  );
}

function Face({
  record,
  fields,
  open = false,
  overlay = false,
  onOpen,
  handle,
}: CardProps & { handle?: React.ReactNode }) {
  const label = useLabel();
  return (
    <article className={`${css.card} ${open ? css.open : ''} ${overlay ? css.overlay : ''}`}>
      <header>
        <button type="button" className={css.name} onClick={() => onOpen?.(record.id)}>
          {record.title}
        </button>
        {handle}
      </header>
      <dl>
        {fields
          .filter((field) => !isEmpty(listedValue(record, field)))
          .map((field) => (
            <div key={field.key}>
              <dt className="visually-hidden">{label(field.label, field.key)}</dt>
              <dd title={label(field.label, field.key)}>
                <ValueView field={field} value={listedValue(record, field)} dense />
              </dd>
            </div>
          ))}
      </dl>
    </article>
  );
}
