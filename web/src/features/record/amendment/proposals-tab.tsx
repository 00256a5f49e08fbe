import '@/i18n/amendment';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Amendment, AmendmentState } from '@/api/amendments';
import { EmptyState } from '@/ui/states';
import { StateTag } from '@/ui/values/status-tag';
import { Moment } from '@/ui/values/time';
import css from './amendment.module.css';

const COLOURS: Record<AmendmentState, string> = {
  draft: 'default',
  proposed: 'gold',
  applied: 'green',
  refused: 'red',
  withdrawn: 'default',
  overtaken: 'orange',
};

/** The proposals of a record, the newest first. */
export function ProposalsTab({ items }: { items: readonly Amendment[] }) {
  const { t } = useTranslation();
  if (items.length === 0) return <EmptyState title={t('amendment.none')} />;
  return (
    <ul>
      {items.map((item) => (
        <li key={item.id} className={css.item}>
          <div className={css.itemHead}>
            <Link to={`/forms/${item.form}/${item.id}`}>{item.title}</Link>
            <StateTag color={COLOURS[item.state]}>{t(`amendment.state.${item.state}`)}</StateTag>
          </div>
          <div>{item.reason}</div>
          <div className={css.meta}>
            {t('amendment.made', { person: item.madeBy.title })} · <Moment at={item.madeAt} />
          </div>
        </li>
      ))}
    </ul>
  );
}
