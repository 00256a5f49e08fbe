import { Alert, Button, Modal } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Artifact } from '@/api/artifacts';
import { Moment } from '@/ui/values/time';
import css from './build.module.css';
import type { BuildKind } from './build-kind';
import { Sentences } from './difference-list';
import { baseOf } from './use-autosave';

interface ConflictDialogProps<D> {
  kind: BuildKind<D>;
  base: D;
  mine: D;
  theirs: Artifact;
  onResolve: (document: D) => void;
}

/** Two people changed the same thing: both their changes are shown, and one decides what becomes of them. */
export function ConflictDialog<D>({ kind, base, mine, theirs, onResolve }: ConflictDialogProps<D>) {
  const { t } = useTranslation();
  const changes = kind.useChanges();
  const clashes = kind.useClashes();
  const { merge } = kind;
  const what = t(`designer.what.${kind.kind}`);
  const other = useMemo(() => baseOf(theirs, kind.read).document, [theirs, kind]);
  const own = changes(base, mine);
  const others = changes(base, other);
  const both = clashes(base, mine, other);
  const last = theirs.draft ?? theirs.published;
  return (
    <Modal
      open
      width={720}
      closable={false}
      keyboard={false}
      title={t('designer.conflict.title', { what })}
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
          ? t('designer.conflict.drafted', { what, person: last?.by.title ?? '' })
          : t('designer.conflict.published', { what, person: last?.by.title ?? '' })}
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
          {own.length > 0 ? <Sentences sentences={own} /> : <p>{t('designer.diff.none')}</p>}
        </section>
        <section aria-label={t('designer.conflict.their_changes')}>
          <h3>{t('designer.conflict.their_changes')}</h3>
          {others.length > 0 ? <Sentences sentences={others} /> : <p>{t('designer.diff.none')}</p>}
        </section>
      </div>
      {both.length > 0 ? (
        <Alert
          type="warning"
          showIcon
          title={t('designer.conflict.clash', { count: both.length })}
          description={<Sentences sentences={both} />}
        />
      ) : null}
    </Modal>
  );
}
