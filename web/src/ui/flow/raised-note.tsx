import '@/i18n/way';
import { ArrowUpOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import type { Raised } from '@/api/flows';
import { type Form, findField } from '@/engine/blueprint';
import type { Value } from '@/engine/values';
import { useLabel } from '../session';
import { ValueView } from '../values/value-view';
import css from './raised-note.module.css';

/** An approved figure that is exceeded: before and after, with everything that was changed with it. */
export function RaisedNote({ form, raised }: { form: Form; raised: Raised }) {
  const { t } = useTranslation();
  const label = useLabel();
  const changes = raised.changes.some((change) => change.field === raised.field)
    ? raised.changes
    : [{ field: raised.field, before: raised.from, after: raised.to }, ...raised.changes];
  const show = (key: string, value: Value) => {
    const field = findField(form.fields, key);
    return field && value !== null ? <ValueView field={field} value={value} /> : '—';
  };
  return (
    <section className={css.note} aria-label={t('flow.raised')}>
      <p>
        <ArrowUpOutlined aria-hidden /> {t('flow.raised_text')}
      </p>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('flow.raised_field')}</th>
            <th scope="col">{t('flow.raised_before')}</th>
            <th scope="col">{t('flow.raised_after')}</th>
          </tr>
        </thead>
        <tbody>
          {changes.map((change) => (
            <tr key={change.field} className={change.field === raised.field ? css.main : ''}>
              <th scope="row">{label(findField(form.fields, change.field)?.label, change.field)}</th>
              <td>{show(change.field, change.field === raised.field ? raised.from : change.before)}</td>
              <td>{show(change.field, change.field === raised.field ? raised.to : change.after)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
