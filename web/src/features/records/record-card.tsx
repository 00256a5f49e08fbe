import { memo } from 'react';
import { Link } from 'react-router';
import type { StoredRecord } from '@/api/records';
import type { Field, Form } from '@/engine/blueprint';
import { listedValue } from '@/engine/system-fields';
import { isEmpty } from '@/engine/values';
import { ValueView } from '@/ui/values/value-view';
import css from './records.module.css';

interface RecordCardProps {
  form: Form;
  columns: readonly Field[];
  record: StoredRecord;
  top: number;
  height: number;
}

/** A record of a list on a phone: its name, where it stands, and what else fits. */
export const RecordCard = memo(function RecordCard({ form, columns, record, top, height }: RecordCardProps) {
  const [first, ...others] = columns.filter((field) => !isEmpty(listedValue(record, field)));
  const tags = others.filter((field) => field.type === 'select').slice(0, 2);
  const money = others.find((field) => field.type === 'money');
  const rest = others
    .filter((field) => field !== money && field.type !== 'select' && field.type !== 'datetime')
    .slice(0, 3);
  return (
    <li className={css.card} style={{ transform: `translateY(${top}px)`, height }}>
      <Link to={`/forms/${form.key}/${record.id}`} className={css.cardLink} data-row>
        <span className={css.cardTop}>
          <strong className="ellipsis">
            {first ? <ValueView field={first} value={listedValue(record, first)} dense /> : record.id.slice(0, 8)}
          </strong>
          {tags.map((field) => (
            <ValueView key={field.key} field={field} value={listedValue(record, field)} dense />
          ))}
        </span>
        <span className={css.cardRest}>
          <span className="ellipsis">
            {rest.map((field, index) => (
              <span key={field.key}>
                {index > 0 ? ' · ' : ''}
                <ValueView field={field} value={listedValue(record, field)} dense />
              </span>
            ))}
          </span>
          {money ? (
            <strong>
              <ValueView field={money} value={listedValue(record, money)} dense />
            </strong>
          ) : null}
        </span>
      </Link>
    </li>
  );
});
