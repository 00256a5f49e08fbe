import { useTranslation } from 'react-i18next';
import { Ago, Moment } from '../values/time';
import css from './tasks.module.css';

const DAY = 24 * 60 * 60 * 1000;

/** Until when something should be done: red when that is over, amber on the last day. */
export function DueTag({ due }: { due: string }) {
  const { t } = useTranslation();
  const left = Date.parse(due) - Date.now();
  const tone = left < 0 ? css.late : left < DAY ? css.soon : '';
  return (
    <span className={`${css.due} ${tone}`}>
      {left < 0 ? (
        <>
          {t('tasks.overdue')} <Ago at={due} />
        </>
      ) : (
        <>
          <Moment at={due} /> {t('tasks.due')}
        </>
      )}
    </span>
  );
}
