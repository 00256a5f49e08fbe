import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, Progress } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { loadArtifact } from '@/api/artifacts';
import { cancelReplay, loadReplay, type Replay, startReplay } from '@/api/flows';
import { toFlow } from '@/engine/flow/document';
import { useEverybody, useRoles } from '@/features/build/use-everybody';
import { Panel } from '@/ui/page';
import { useErrorText } from '@/ui/problem-text';
import { useLabel } from '@/ui/session';
import { ErrorState, Loading } from '@/ui/states';
import { Moment } from '@/ui/values/time';
import css from './insight.module.css';
import { ReplayedRecords } from './replayed-records';

const LOOK_AGAIN_MS = 800;

const runs = (replay: Replay | null | undefined) => replay?.state === 'waiting' || replay?.state === 'running';

/** The draft run over the records of the last days, without effects: their ways, what differs, who gets how much work. */
export function ReplayReport({ flow, days }: { flow: string; days: number }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const errorText = useErrorText();
  const queries = useQueryClient();
  const artifact = useQuery({ queryKey: ['artifacts', 'flow', flow], queryFn: () => loadArtifact('flow', flow) });
  const latest = useQuery({
    queryKey: ['replay', flow],
    queryFn: () => loadReplay(flow),
    refetchInterval: ({ state }) => (runs(state.data?.replay) ? LOOK_AGAIN_MS : false),
  });
  const keep = (replay: Replay) => queries.setQueryData(['replay', flow], { replay });
  const tell = (error: unknown) => void message.error(errorText(error));
  const start = useMutation({ mutationFn: () => startReplay(flow, days), onSuccess: keep, onError: tell });
  const replay = latest.data?.replay ?? undefined;
  const cancel = useMutation({
    mutationFn: (id: string) => cancelReplay(flow, id),
    onSuccess: keep,
    onError: tell,
  });
  return (
    <>
      <div className={css.intro}>
        <p>
          {artifact.data?.draft
            ? t('insight.replay_draft', { count: days })
            : t('insight.replay_published', { count: days })}
        </p>
        {replay && runs(replay) ? (
          <Button loading={cancel.isPending} onClick={() => cancel.mutate(replay.id)}>
            {t('insight.replay_cancel')}
          </Button>
        ) : (
          <Button type="primary" loading={start.isPending} onClick={() => start.mutate()}>
            {t('insight.replay_run')}
          </Button>
        )}
      </div>
      {latest.isPending ? <Loading lines={6} /> : null}
      {latest.isError ? <ErrorState error={latest.error} retry={() => void latest.refetch()} /> : null}
      {replay ? (
        <>
          <Standing replay={replay} />
          <Report flow={flow} replay={replay} />
        </>
      ) : null}
    </>
  );
}

/** How far it is, or who asked for it and what became of it. */
function Standing({ replay }: { replay: Replay }) {
  const { t } = useTranslation();
  const part = replay.total === 0 ? 1 : Math.min(1, replay.done / replay.total);
  const { result } = replay;
  return (
    <div>
      {runs(replay) ? (
        <Progress
          percent={Math.floor(part * 100)}
          aria-label={t('insight.replay_progress')}
          format={() => `${replay.done.toLocaleString()} / ${replay.total.toLocaleString()}`}
        />
      ) : null}
      <p className={css.quiet} role="status">
        {replay.problem ??
          (replay.state === 'cancelled' ? `${t('insight.replay_cancelled')} ` : '') +
            t('insight.replayed', { count: result.records })}
        {result.left > 0 ? t('insight.left', { count: result.left }) : ''}
      </p>
      <p className={css.quiet}>
        {t('insight.replay_by', { person: replay.askedBy, count: replay.days })} · <Moment at={replay.askedAt} />
      </p>
    </div>
  );
}

function Report({ flow, replay }: { flow: string; replay: Replay }) {
  const { t } = useTranslation();
  const label = useLabel();
  const roles = useRoles().data ?? [];
  const everybody = useEverybody().data?.items ?? [];
  const [open, setOpen] = useState<string>();
  const artifact = useQuery({ queryKey: ['artifacts', 'flow', flow], queryFn: () => loadArtifact('flow', flow) });
  const document = artifact.data ? toFlow((artifact.data.draft ?? artifact.data.published)?.document ?? {}) : undefined;
  const endName = (key: string) =>
    document?.nodes.find((each) => each.key === key)?.type === 'end' ? t('flows.node.end') : key;
  const node = (key: string) => label(document?.nodes.find((each) => each.key === key)?.label, endName(key));
  const who = (name: string) => {
    const key = name.slice(name.indexOf(':') + 1);
    return name.startsWith('role:')
      ? label(roles.find((role) => role.key === key)?.label, key)
      : (everybody.find((person) => person.id === key)?.name ?? '…');
  };
  const { result } = replay;
  const most = Math.max(1, ...result.work.map((each) => each.tasks));
  const went = result.paths.reduce((sum, path) => sum + path.count, 0);
  if (went + result.stuck === 0) return null;
  const records = (path: string | undefined, count: number) => (
    <ReplayedRecords flow={flow} replay={replay} path={path} count={count} />
  );
  return (
    <>
      <Panel title={t('insight.paths')}>
        <ul className={css.paths}>
          {result.paths.map((path) => {
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
                    {path.count.toLocaleString()}（{Math.round((path.count / Math.max(1, went)) * 100)}%）
                  </span>
                </button>
                {open === key ? records(key, path.count) : null}
              </li>
            );
          })}
        </ul>
      </Panel>
      <Panel title={t('insight.differing', { count: result.differing })}>
        <p className={css.quiet}>{t('insight.differing_help')}</p>
        {result.differing > 0 ? records(undefined, result.differing) : null}
      </Panel>
      {result.stuck > 0 ? <Panel title={t('insight.stuck')}>{records('!', result.stuck)}</Panel> : null}
      <Panel title={t('insight.work')}>
        <ul className={css.work}>
          {result.work.map((each) => (
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
  );
}
