import '@/i18n/designer';
import '@/i18n/flows';
import '@/i18n/lists';
import '@/i18n/rules';
import '@/i18n/settings-build';
import { useQueries, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { loadArtifact, loadArtifacts } from '@/api/artifacts';
import css from '@/features/build/build.module.css';
import { PlainWorkbench } from '@/features/build/plain/plain-workbench';
import { Page } from '@/ui/page';
import { NoPermission, NotFound } from '@/ui/refusals';
import { useLabel, useWorkplace } from '@/ui/session';
import { ErrorState, Loading } from '@/ui/states';
import { SettingsForm, SettingsPanel } from './settings-form';
import { settingsKind } from './settings-kind';

const KINDS = ['tracking', 'receivables', 'amendment'] as const;
const BUILD = {
  tracking: settingsKind('tracking'),
  receivables: settingsKind('receivables'),
  amendment: settingsKind('amendment'),
};

/** `/build/settings` and `/build/settings/{kind}/{key}`: what customers see of an order, how money is matched, what is changed by proposals. */
export function SettingsScreens() {
  const { kind, key } = useParams();
  const { session } = useWorkplace();
  const found = KINDS.find((each) => each === kind);
  if (!session.builds) return <NoPermission />;
  if (key === undefined) return <SettingsList />;
  return found ? <SettingsDesigner kind={found} artifact={key} /> : <NotFound />;
}

function kindOf(kind: string): (typeof KINDS)[number] {
  return KINDS.find((each) => each === kind) ?? 'tracking';
}

function SettingsList() {
  const { t } = useTranslation();
  const label = useLabel();
  const queries = useQueries({
    queries: KINDS.map((kind) => ({ queryKey: ['artifacts', kind], queryFn: () => loadArtifacts(kind), staleTime: 0 })),
  });
  const items = queries.flatMap((query) => query.data?.items ?? []);
  const failed = queries.find((query) => query.isError);
  return (
    <Page title={t('settings_build.title')}>
      {queries.some((query) => query.isPending) ? <Loading lines={4} /> : null}
      {failed ? <ErrorState error={failed.error} retry={() => void failed.refetch()} /> : null}
      <div className={css.forms}>
        {items.map((item) => (
          <article key={`${item.kind}/${item.key}`} className={css.form}>
            <h2>
              <Link to={`/build/settings/${item.kind}/${item.key}`} className="ellipsis">
                {label(item.label ?? '', item.key)}
              </Link>
              {item.hasDraft ? <span className={css.draft}>{t('designer.forms.draft')}</span> : null}
            </h2>
            <p className={css.facts}>{t(`settings_build.about.${kindOf(item.kind)}`)}</p>
          </article>
        ))}
      </div>
    </Page>
  );
}

function SettingsDesigner({ kind, artifact }: { kind: (typeof KINDS)[number]; artifact: string }) {
  const { t } = useTranslation();
  const query = useQuery({
    queryKey: ['artifacts', kind, artifact, 'open'],
    queryFn: () => loadArtifact(kind, artifact),
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnReconnect: false,
    refetchOnMount: 'always',
  });
  if (query.isPending) return <Loading lines={10} />;
  if (query.isError) return <ErrorState page error={query.error} retry={() => void query.refetch()} />;
  if (!query.data.published && !query.data.draft) return <NotFound />;
  return (
    <PlainWorkbench
      key={`${artifact}/${query.dataUpdatedAt}`}
      kind={BUILD[kind]}
      artifact={query.data}
      reopen={() => void query.refetch()}
      title={(name) => t('settings_build.page_title', { name })}
      has={() => false}
      panelTitle={t('designer.properties')}
      stage={<SettingsForm />}
      panel={<SettingsPanel />}
    />
  );
}
