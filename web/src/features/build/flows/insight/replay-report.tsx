import { useMutation, useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { loadArtifact } from '@/api/artifacts';
import { replayFlow } from '@/api/flows';
import { toFlow } from '@/engine/flow/document';
import { useEverybody, useRoles } from '@/features/build/use-everybody';
import { Panel } from '@/ui/page';
import { useLabel } from '@/ui/session';
import { ErrorState, Loading } from '@/ui/states';
import css from './insight.module.css';
import { RecordLinks } from './record-links';

/** The draft run over the records of the last days, without effects: their ways, what differs, who gets how much work. */
export function ReplayReport({ flow, days }: { flow: string; days: number }) {
  const { t } = useTranslation();
  const label = useLabel();
  const roles = useRoles().data ?? [];
  const everybody = useEverybody().data?.items ?? [];
  const [open, setOpen] = useState<string>();
  const artifact = useQuery({ queryKey: ['artifacts', 'flow', flow], queryFn: () => loadArtifact('flow', flow) });
  const run = useMutation({ mutationFn: () => replayFlow(flow, days) });
  const document = artifact.data ? toFlow((artifact.data.draft ?? artifact.data.published)?.document ?? {}) : undefined;
  const node = (key: string) => label(document?.nodes.find((each) => each.key === key)?.label, endName(key));
  const endName = (key: string) =>
    document?.nodes.find((each) => each.key === key)?.type === 'end' ? t('flows.node.end') : key;
  const who = (name: string) => {
    const key = name.slice(name.indexOf(':') + 1);
    return name.startsWith('role:')
      ? label(roles.find((role) => role.key === key)?.label, key)
      : (everybody.find((person) => person.id === key)?.name ?? '…');
  };
  const report = run.data;
  const most = Math.max(1, ...(report?.work ?? []).map((each) => each.tasks));
  const went = (report?.paths ?? []).reduce((sum, path) => sum + path.count, 0);
  const form = document?.form ?? '';
  return (
    <>
      <div className={css.intro}>
        <p>
          {artifact.data?.draft
            ? t('insight.replay_draft', { count: days })
            : t('insight.replay_published', { count: days })}
        </p>
        <Button type="primary" loading={run.isPending} onClick={() => run.mutate()}>
          {t('insight.replay_run')}
        </Button>
      </div>
      {run.isPending ? <Loading lines={6} /> : null}
      {run.isError ? <ErrorState error={run.error} /> : null}
      {report ? (
        <>
          <p className={css.quiet} role="status">
            {t('insight.replayed', { count: report.records })}
            {report.left > 0 ? t('insight.left', { count: report.left }) : ''}
            {report.limited ? t('insight.limited') : ''}
          </p>
          <Panel title={t('insight.paths')}>
            <ul className={css.paths}>
              {report.paths.map((path) => {
                const key = path.nodes.join('/');
                return (
                  <li key={key}>
                    <button
                      type="button"
                      className={css.path}
                      aria-expanded={open === key}
                      onClick={() => setOpen(open === key ? undefined : key)}
                    >
                      <span className={css.way}>
                        {path.nodes.length > 0 ? path.nodes.map(node).join(' → ') : t('insight.no_nodes')}
                      </span>
                      <span className="num">
                        {path.count}（{Math.round((path.count / Math.max(1, went)) * 100)}%）
                      </span>
                    </button>
                    {open === key ? <Some form={form} ids={path.samples} of={path.count} /> : null}
                  </li>
                );
              })}
            </ul>
          </Panel>
          <Panel title={t('insight.differing', { count: report.differing.count })}>
            <p className={css.quiet}>{t('insight.differing_help')}</p>
            <Some form={form} ids={report.differing.samples} of={report.differing.count} />
          </Panel>
          {report.stuck.length > 0 ? (
            <Panel title={t('insight.stuck')}>
              <Some form={form} ids={report.stuck} of={report.stuck.length} />
            </Panel>
          ) : null}
          <Panel title={t('insight.work')}>
            <ul className={css.work}>
              {report.work.map((each) => (
                <li key={each.who}>
                  <span>{who(each.who)}</span>
                  <span className={css.workBar} aria-hidden>
                    <span style={{ width: `${(each.tasks / most) * 100}%` }} />
                  </span>
                  <span className="num">{t('insight.tasks', { count: each.tasks })}</span>
                </li>
              ))}
            </ul>
          </Panel>
        </>
      ) : null}
    </>
  );
}

/** Some of the records; how many there are besides is said. */
function Some({ form, ids, of }: { form: string; ids: readonly string[]; of: number }) {
  const { t } = useTranslation();
  return (
    <>
      <RecordLinks form={form} ids={ids} />
      {of > ids.length ? <p className={css.quiet}>{t('insight.more', { shown: ids.length, count: of })}</p> : null}
    </>
  );
}
