import { useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, Drawer } from 'antd';
import { useTranslation } from 'react-i18next';
import {
  type ArtifactVersion,
  type Finding,
  loadVersions,
  type PlannedChange,
  type Publication,
  rollBackTo,
} from '@/api/artifacts';
import { isProblem } from '@/api/problem';
import { useErrorText } from '@/ui/problem-text';
import { BLUEPRINT_KEY } from '@/ui/session';
import { ErrorState, Loading } from '@/ui/states';
import { Moment } from '@/ui/values/time';
import css from './build.module.css';
import type { BuildKind } from './build-kind';
import { Sentences } from './difference-list';

interface VersionsDrawerProps<D> {
  kind: BuildKind<D>;
  artifact: string;
  onClose: () => void;
  onRolledBack: () => void;
}

/** Every version of what is built: who published it, when, and what it changed. */
export function VersionsDrawer<D>({ kind, artifact, onClose, onRolledBack }: VersionsDrawerProps<D>) {
  const { t } = useTranslation();
  const query = useQuery({
    queryKey: ['artifacts', kind.kind, artifact, 'versions'],
    queryFn: () => loadVersions(kind.kind, artifact),
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
            kind={kind}
            artifact={artifact}
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

interface VersionProps<D> {
  kind: BuildKind<D>;
  artifact: string;
  version: ArtifactVersion;
  before: ArtifactVersion | undefined;
  live: boolean;
  onRolledBack: () => void;
}

function Version<D>({ kind, artifact, version, before, live, onRolledBack }: VersionProps<D>) {
  const { t } = useTranslation();
  const differences = kind.useChanges();
  const { message, modal } = App.useApp();
  const queries = useQueryClient();
  const errorText = useErrorText();
  const changes = before ? differences(kind.read(before.document), kind.read(version.document)) : [];
  const rollBack = async (empty = false) => {
    try {
      const done = await rollBackTo(kind.kind, artifact, version.version, empty);
      await queries.invalidateQueries({ queryKey: BLUEPRINT_KEY });
      await queries.invalidateQueries({ queryKey: ['artifacts'] });
      void message.success(t('designer.publish.done', { version: done.version }));
      onRolledBack();
    } catch (error) {
      const refused = isProblem(error) ? (error.body as unknown as Partial<Publication>) : {};
      if (refused.findings) refuse(refused.findings, refused.plan ?? []);
      else void message.error(errorText(error));
    }
  };
  /** Says why the version cannot come back; where only values are in the way, they may be emptied. */
  const refuse = (findings: readonly Finding[], plan: readonly PlannedChange[]) => {
    const lost = plan.flatMap((change) => change.lost ?? []);
    const content = (
      <ul className={css.differences}>
        {findings
          .filter((finding) => finding.severity === 'error')
          .map((finding) => (
            <li key={`${finding.place}/${finding.message}`}>{finding.message}</li>
          ))}
        {lost.slice(0, 20).map((each) => (
          <li key={`${each.record}/${each.value}`}>
            {each.value}（{each.reason}）
          </li>
        ))}
      </ul>
    );
    const title = t('designer.versions.refused', { version: version.version });
    if (lost.length === 0) modal.error({ title, content, okText: t('common.close') });
    else {
      modal.confirm({
        title,
        content,
        okText: t('designer.versions.empty'),
        cancelText: t('common.cancel'),
        okButtonProps: { danger: true },
        onOk: () => rollBack(true),
      });
    }
  };
  const ask = () =>
    modal.confirm({
      title: t('designer.versions.roll_back_title', { version: version.version }),
      content: t('designer.versions.roll_back_text'),
      okText: t('designer.versions.roll_back'),
      cancelText: t('common.cancel'),
      onOk: () => rollBack(),
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
          <Sentences sentences={changes} />
        ) : (
          <p>{t('designer.diff.none')}</p>
        )
      ) : (
        <p>{t('designer.versions.first')}</p>
      )}
    </li>
  );
}
