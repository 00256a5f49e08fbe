import { useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, Drawer } from 'antd';
import { useTranslation } from 'react-i18next';
import { type ArtifactVersion, loadVersions, rollBackTo } from '@/api/artifacts';
import { differences } from '@/engine/designer/difference';
import { toDocument } from '@/engine/designer/document';
import { useErrorText } from '@/ui/problem-text';
import { BLUEPRINT_KEY } from '@/ui/session';
import { ErrorState, Loading } from '@/ui/states';
import { Moment } from '@/ui/values/time';
import css from './build.module.css';
import { DifferenceList } from './difference-list';

interface VersionsDrawerProps {
  form: string;
  onClose: () => void;
  onRolledBack: () => void;
}

/** Every version of a form: who published it, when, and what it changed. */
export function VersionsDrawer({ form, onClose, onRolledBack }: VersionsDrawerProps) {
  const { t } = useTranslation();
  const query = useQuery({
    queryKey: ['artifacts', 'form', form, 'versions'],
    queryFn: () => loadVersions('form', form),
    staleTime: 0,
  });
  const items = query.data?.items ?? [];
  return (
    <Drawer open size={440} title={t('designer.versions.title')} onClose={onClose}>
      {query.isPending ? <Loading lines={8} /> : null}
      {query.isError ? <ErrorState error={query.error} retry={() => void query.refetch()} /> : null}
      {query.data && items.length === 0 ? <p>{t('designer.versions.none')}</p> : null}
      <ol className={css.versions}>
        {items.map((version, index) => (
          <Version
            key={version.version}
            form={form}
            version={version}
            before={items[index + 1]}
            live={index === 0}
            onRolledBack={onRolledBack}
          />
        ))}
      </ol>
    </Drawer>
  );
}

interface VersionProps {
  form: string;
  version: ArtifactVersion;
  before: ArtifactVersion | undefined;
  live: boolean;
  onRolledBack: () => void;
}

function Version({ form, version, before, live, onRolledBack }: VersionProps) {
  const { t } = useTranslation();
  const { message, modal } = App.useApp();
  const queries = useQueryClient();
  const errorText = useErrorText();
  const changes = before ? differences(toDocument(before.document), toDocument(version.document)) : [];
  const rollBack = async () => {
    try {
      const done = await rollBackTo('form', form, version.version);
      await queries.invalidateQueries({ queryKey: BLUEPRINT_KEY });
      await queries.invalidateQueries({ queryKey: ['artifacts'] });
      void message.success(t('designer.publish.done', { version: done.version }));
      onRolledBack();
    } catch (error) {
      void message.error(errorText(error));
    }
  };
  const ask = () =>
    modal.confirm({
      title: t('designer.versions.roll_back_title', { version: version.version }),
      content: t('designer.versions.roll_back_text'),
      okText: t('designer.versions.roll_back'),
      cancelText: t('common.cancel'),
      onOk: rollBack,
    });
  return (
    <li>
      <header>
        <strong>{t('designer.versions.number', { version: version.version })}</strong>
        {live ? <span className={css.live}>{t('designer.versions.live')}</span> : null}
        <span className={css.who}>
          {version.by.title} · <Moment at={version.at} />
        </span>
        {live ? null : (
          <Button size="small" onClick={ask}>
            {t('designer.versions.roll_back')}
          </Button>
        )}
      </header>
      {before ? (
        changes.length > 0 ? (
          <DifferenceList differences={changes} />
        ) : (
          <p>{t('designer.diff.none')}</p>
        )
      ) : (
        <p>{t('designer.versions.first')}</p>
      )}
    </li>
  );
}
