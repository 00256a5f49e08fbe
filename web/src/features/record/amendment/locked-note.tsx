import '@/i18n/amendment';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Amended } from '@/engine/blueprint';
import { useLabel } from '@/ui/session';
import css from './amendment.module.css';

/** Says on the usual form why some of it can only be read, and where that is changed. */
export function LockedNote({ amended, record, proposes }: { amended: Amended; record: string; proposes: boolean }) {
  const { t } = useTranslation();
  const label = useLabel();
  const name = label(amended.label, '');
  return (
    <p className={css.note}>
      {t('amendment.protected', { name })}{' '}
      {proposes ? <Link to={`/forms/${amended.form}/${record}/amend`}>{name}</Link> : null}
    </p>
  );
}
