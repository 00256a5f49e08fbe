import { Popover } from 'antd';
import { useTranslation } from 'react-i18next';
import type { StoredRecord } from '@/api/records';
import type { Field } from '@/engine/blueprint';
import { useDrag, useDrop } from '@/ui/dnd/use-drag';
import { colourVariable } from '@/ui/values/colour';
import css from './calendar.module.css';

/** A record on the days it takes. */
export interface Entry {
  record: StoredRecord;
  days: readonly string[];
  start: string;
}

interface DayProps {
  day: string;
  today: string;
  /** It belongs to the month before or after. */
  faint: boolean;
  entries: readonly Entry[];
  most: number;
  colour: Field | undefined;
  writable: boolean;
  onOpen: (id: string) => void;
}

/** A day: its number and its records, the rest behind a count. */
export function Day({ day, today, faint, entries, most, colour, writable, onOpen }: DayProps) {
  const { t } = useTranslation();
  const { ref, side } = useDrop(`day:${day}`);
  const shown = entries.length > most ? entries.slice(0, most) : entries;
  const rest = entries.length - shown.length;
  return (
    <section
      ref={ref}
      aria-label={day}
      className={`${css.day} ${faint ? css.faint : ''} ${side ? css.target : ''} ${day === today ? css.today : ''}`}
    >
      <span className={`${css.number} num`}>{Number(day.slice(8))}</span>
      <ul className={css.entries}>
        {shown.map((entry) => (
          <li key={entry.record.id}>
            {writable && entry.record.may.edit ? (
              <Movable entry={entry} day={day} colour={colour} onOpen={onOpen} />
            ) : (
              <EntryChip entry={entry} colour={colour} onOpen={onOpen} />
            )}
          </li>
        ))}
      </ul>
      {rest > 0 ? (
        <Popover
          trigger="click"
          title={day}
          content={
            <ul className={css.all}>
              {entries.map((entry) => (
                <li key={entry.record.id}>
                  <EntryChip entry={entry} colour={colour} onOpen={onOpen} />
                </li>
              ))}
            </ul>
          }
        >
          <button type="button" className={css.rest}>
            {t('calendar.rest', { count: rest })}
          </button>
        </Popover>
      ) : null}
    </section>
  );
}

function Movable({
  entry,
  day,
  colour,
  onOpen,
}: {
  entry: Entry;
  day: string;
  colour: Field | undefined;
  onOpen: (id: string) => void;
}) {
  const drag = useDrag(`${entry.record.id}@${day}`);
  return (
    <div ref={drag.ref} className={drag.isDragging ? css.dragged : undefined}>
      <EntryChip entry={entry} colour={colour} onOpen={onOpen} handle={drag} />
    </div>
  );
}

interface EntryChipProps {
  entry: Entry;
  colour: Field | undefined;
  onOpen?: (id: string) => void;
  handle?: ReturnType<typeof useDrag>;
}

/** A record on a day; Enter opens it, Space picks it up. */
export function EntryChip({ entry, colour, onOpen, handle }: EntryChipProps) {
  return (
    <button
      type="button"
      ref={handle?.handleRef}
      {...handle?.handle}
      className={css.entry}
      style={{ '--entry': colourOf(entry.record, colour) } as React.CSSProperties}
      title={entry.record.title}
      onClick={() => onOpen?.(entry.record.id)}
    >
      {entry.record.title}
    </button>
  );
}

export function colourOf(record: StoredRecord, field: Field | undefined): string {
  const option =
    field?.type === 'select' ? field.options.find((each) => each.key === record.values[field.key]) : undefined;
  return field ? colourVariable(option?.color) : 'var(--accent)';
}
