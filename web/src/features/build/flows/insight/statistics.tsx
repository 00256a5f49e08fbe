import '@/i18n/way';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { type FlowStatistics, loadStatistics, type NodeStatistics } from '@/api/flows';
import { loadChoicesById } from '@/api/records';
import { Panel } from '@/ui/page';
import { EmptyState, ErrorState, Loading } from '@/ui/states';
import { DueTag } from '@/ui/tasks/due-tag';
import css from './insight.module.css';

interface StatisticsProps {
  flow: string;
  days: number;
  names: Record<string, string>;
}

/** How long each node took, where it waits longest, how often it was refused, what is overdue. */
export function Statistics({ flow, days, names }: StatisticsProps) {
  const { t } = useTranslation();
  const query = useQuery({ queryKey: ['flow-statistics', flow, days], queryFn: () => loadStatistics(flow, days) });
  const length = useLength();
  if (query.isPending) return <Loading lines={8} />;
  if (query.isError) return <ErrorState error={query.error} retry={() => void query.refetch()} />;
  const total = query.data;
  if (total.started === 0 && total.overdue.length === 0) {
    return <EmptyState title={t('insight.none')} hint={t('insight.none_hint')} />;
  }
  const slowest = bottleneck(total.nodes);
  const longest = Math.max(1, ...total.nodes.map((node) => node.slowSeconds ?? 0));
  const tile = (label: string, value: string) => (
    <div className={css.tile}>
      <dt>{label}</dt>
      <dd>{value}</dd>
    </div>
  );
  return (
    <>
      <dl className={css.tiles}>
        {tile(t('insight.started'), String(total.started))}
        {tile(t('insight.running'), String(total.running))}
        {tile(t('insight.passed'), String(total.passed))}
        {tile(t('insight.rejected'), String(total.rejected))}
        {tile(t('insight.otherwise'), String(total.otherwise))}
        {tile(t('insight.p50'), length(total.medianSeconds))}
        {tile(t('insight.p90'), length(total.slowSeconds))}
      </dl>
      <Panel title={t('insight.nodes')} flush>
        <div className={css.scroll}>
          <table className={css.table}>
            <thead>
              <tr>
                <th scope="col">{t('insight.node')}</th>
                <th scope="col">{t('insight.p50')}</th>
                <th scope="col">{t('insight.p90')}</th>
                <th scope="col" aria-label={t('insight.bar')} />
                <th scope="col">{t('insight.done')}</th>
                <th scope="col">{t('insight.open')}</th>
                <th scope="col">{t('insight.overdue')}</th>
                <th scope="col">{t('insight.refusals')}</th>
                <th scope="col">{t('insight.returns')}</th>
              </tr>
            </thead>
            <tbody>
              {total.nodes.map((node) => (
                <tr key={node.node}>
                  <th scope="row">
                    {names[node.node] ?? node.node}
                    {node === slowest ? <span className={css.slowest}>{t('insight.bottleneck')}</span> : null}
                  </th>
                  <td className="num">{length(node.medianSeconds)}</td>
                  <td className="num">{length(node.slowSeconds)}</td>
                  <td className={css.bar} aria-hidden>
                    <span style={{ width: `${((node.slowSeconds ?? 0) / longest) * 100}%` }}>
                      <span
                        className={css.median}
                        style={{ width: `${((node.medianSeconds ?? 0) / Math.max(1, node.slowSeconds ?? 1)) * 100}%` }}
                      />
                    </span>
                  </td>
                  <td className="num">{node.done}</td>
                  <td className="num">{node.open}</td>
                  <td className={`num ${node.overdue > 0 ? css.late : ''}`}>{node.overdue}</td>
                  <td className="num">{share(node.rejections, node.approvals + node.rejections)}</td>
                  <td className="num">{node.returns}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </Panel>
      <Panel title={t('insight.overdue_list', { count: total.overdue.length })}>
        {total.overdue.length === 0 ? (
          <p className={css.quiet}>{t('insight.no_overdue')}</p>
        ) : (
          <Overdue items={total.overdue} names={names} />
        )}
      </Panel>
    </>
  );
}

/** Where records wait longest altogether: half of those done took the most time. */
function bottleneck(nodes: readonly NodeStatistics[]): NodeStatistics | undefined {
  const measured = nodes.filter((node) => node.medianSeconds !== null && node.medianSeconds > 0);
  return measured.toSorted((left, right) => (right.medianSeconds ?? 0) - (left.medianSeconds ?? 0))[0];
}

function share(part: number, of: number): string {
  return of === 0 ? '—' : `${Math.round((part / of) * 100)}%`;
}

function Overdue({ items, names }: { items: FlowStatistics['overdue']; names: Record<string, string> }) {
  const { t } = useTranslation();
  const form = items[0]?.form ?? '';
  const ids = [...new Set(items.map((item) => item.recordId))];
  const titles = useQuery({
    queryKey: ['titles', form, ids],
    queryFn: () => loadChoicesById(form, ids),
    staleTime: 60_000,
  });
  const title = (id: string) => titles.data?.items.find((item) => item.id === id)?.title ?? t('insight.record');
  return (
    <ul className={css.overdue}>
      {items.map((item) => (
        <li key={item.task}>
          <Link to={`/forms/${item.form}/${item.recordId}`}>{title(item.recordId)}</Link>
          <span>{names[item.node] ?? item.node}</span>
          <DueTag due={item.due} />
        </li>
      ))}
    </ul>
  );
}

function useLength(): (seconds: number | null) => string {
  const { t } = useTranslation();
  return (seconds) => {
    if (seconds === null) return '—';
    const minutes = seconds / 60;
    if (minutes < 1) return t('insight.under_minute');
    if (minutes < 60) return t('flow.minutes', { count: Math.round(minutes) });
    return minutes < 48 * 60
      ? t('flow.hours', { count: Math.round(minutes / 6) / 10 })
      : t('flow.days', { count: Math.round(minutes / 144) / 10 });
  };
}
