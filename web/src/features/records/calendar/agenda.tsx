import { useTranslation } from 'react-i18next';
import type { Field, Form } from '@/engine/blueprint';
import { listColumns } from '@/engine/list/query';
import { listedValue } from '@/engine/system-fields';
import { isEmpty } from '@/engine/values';
import { EmptyState } from '@/ui/states';
import { ValueView } from '@/ui/values/value-view';
import css from './calendar.module.css';
import { colourOf, type Entry } from './day';

interface AgendaProps {
  form: Form;
  entries: readonly Entry[];
  days: readonly string[];
  today: string;
  colour: Field | undefined;
  onOpen: (id: string) => void;
}

/** In the hand a calendar is a list: the days that have something, one under the other. */
export function Agenda({ form, entries, days, today, colour, onOpen }: AgendaProps) {
  const { t } = useTranslation();
  const shown = listColumns(form)
    .filter((field) => field.key !== form.title)
    .slice(0, 3);
  const full = days.filter((day) => entries.some((entry) => entry.days.includes(day)));
  if (full.length === 0) return <EmptyState title={t('calendar.nothing')} />;
  return (
    <ol className={css.agenda}>
      {full.map((day) => (
        <li key={day}>
          <h3 className={`num ${day === today ? css.now : ''}`}>{day}</h3>
          <ul>
            {entries
              .filter((entry) => entry.days.includes(day))
              .map(({ record }) => (
                <li key={record.id}>
                  <div className={css.line} style={{ '--entry': colourOf(record, colour) } as React.CSSProperties}>
                    <button type="button" className={css.name} onClick={() => onOpen(record.id)}>
                      {record.title}
                    </button>
                    <span className={css.more}>
                      {shown
                        .filter((field) => !isEmpty(listedValue(record, field)))
                        .map((field) => (
                          <span key={field.key}>
                            <ValueView field={field} value={listedValue(record, field)} dense />
                          </span>
                        ))}
                    </span>
                  </div>
                </li>
              ))}
          </ul>
        </li>
      ))}
    </ol>
  );
}
