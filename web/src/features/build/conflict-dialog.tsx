import { Alert, Button, Modal } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Artifact } from '@/api/artifacts';
import { differences } from '@/engine/designer/difference';
import type { FormDocument } from '@/engine/designer/document';
import { clashes, merge } from '@/engine/designer/merge';
import { Moment } from '@/ui/values/time';
import css from './build.module.css';
import { DifferenceList } from './difference-list';
import { baseOf } from './use-autosave';

interface ConflictDialogProps {
  base: FormDocument;
  mine: FormDocument;
  theirs: Artifact;
  onResolve: (document: FormDocument) => void;
}

/** Two people changed the form: both their changes are shown, and one decides what becomes of them. */
export function ConflictDialog({ base, mine, theirs, onResolve }: ConflictDialogProps) {
  const { t } = useTranslation();
  const other = useMemo(() => baseOf(theirs).document, [theirs]);
  const own = useMemo(() => differences(base, mine), [base, mine]);
  const others = useMemo(() => differences(base, other), [base, other]);
  const both = useMemo(() => clashes(base, mine, other), [base, mine, other]);
  const last = theirs.draft ?? theirs.published;
  return (
    <Modal
      open
      width={720}
      closable={false}
      keyboard={false}
      title={t('designer.conflict.title')}
      footer={
        <>
          <Button onClick={() => onResolve(other)}>{t('designer.conflict.theirs')}</Button>
          <Button onClick={() => onResolve(mine)}>{t('designer.conflict.mine')}</Button>
          {both.length > 0 ? (
            <Button onClick={() => onResolve(merge(base, mine, other, 'theirs'))}>
              {t('designer.conflict.merge_theirs')}
            </Button>
          ) : null}
          <Button type="primary" onClick={() => onResolve(merge(base, mine, other, 'mine'))}>
            {both.length > 0 ? t('designer.conflict.merge_mine') : t('designer.conflict.merge')}
          </Button>
        </>
      }
    >
      <p>
        {theirs.draft
          ? t('designer.conflict.drafted', { person: last?.by.title ?? '' })
          : t('designer.conflict.published', { person: last?.by.title ?? '' })}
        {last ? (
          <>
            {' · '}
            <Moment at={last.at} />
          </>
        ) : null}
      </p>
      <div className={css.sides}>
        <section aria-label={t('designer.conflict.my_changes')}>
          <h3>{t('designer.conflict.my_changes')}</h3>
          {own.length > 0 ? <DifferenceList differences={own} /> : <p>{t('designer.diff.none')}</p>}
        </section>
        <section aria-label={t('designer.conflict.their_changes')}>
          <h3>{t('designer.conflict.their_changes')}</h3>
          {others.length > 0 ? <DifferenceList differences={others} /> : <p>{t('designer.diff.none')}</p>}
        </section>
      </div>
      {both.length > 0 ? (
        <Alert
          type="warning"
          showIcon
          title={t('designer.conflict.clash', { count: both.length })}
          description={<DifferenceList differences={both} />}
        />
      ) : null}
    </Modal>
  );
}
