import '@/i18n/dashboard';
import { InfoCircleOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Tooltip } from 'antd';
import type { CSSProperties } from 'react';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { type Dashboard, loadDashboard, type Widget, type WidgetData } from '@/api/dashboards';
import { Page } from '@/ui/page';
import { NotFound } from '@/ui/refusals';
import { useLabel, useWorkplace } from '@/ui/session';
import { EmptyState, ErrorState, Loading } from '@/ui/states';
import { Moment } from '@/ui/values/time';
import css from './dashboard.module.css';
import { useWidgets } from './use-widgets';
import { limitText, WidgetChart } from './widget-chart';

/** `/dashboards/{key}`: a board that changes while orders come in. */
export function DashboardPage() {
  const { key = '' } = useParams();
  const { blueprint } = useWorkplace();
  const query = useQuery({ queryKey: ['dashboards', key, blueprint.version], queryFn: () => loadDashboard(key) });
  if (!blueprint.dashboards.some((board) => board.key === key)) return <NotFound />;
  if (query.isPending) return <Loading lines={10} />;
  if (query.isError) return <ErrorState page error={query.error} retry={() => void query.refetch()} />;
  return <Board key={key} dashboard={query.data} />;
}

function Board({ dashboard }: { dashboard: Dashboard }) {
  const { t } = useTranslation();
  const label = useLabel();
  const { blueprint } = useWorkplace();
  const live = useWidgets(dashboard);
  const entry = blueprint.dashboards.find((board) => board.key === dashboard.key);
  return (
    <Page
      title={label(dashboard.label ?? entry?.label, dashboard.key)}
      aside={
        <span className={css.live}>
          <i aria-hidden />
          {live.asOf === undefined ? (
            t('common.loading')
          ) : (
            <>
              {t('dashboard.as_of')} <Moment at={live.asOf} seconds />
            </>
          )}
        </span>
      }
    >
      {live.error ? <ErrorState error={live.error} retry={live.retry} /> : null}
      {dashboard.widgets.length === 0 ? (
        <EmptyState title={t('dashboard.empty')} hint={t('dashboard.empty_hint')} />
      ) : null}
      <div className={css.board}>
        {dashboard.widgets.map((widget) => (
          <WidgetBox key={widget.key} widget={widget} data={live.widgets[widget.key]} />
        ))}
      </div>
    </Page>
  );
}

/** A widget's place on the twelve columns; on narrow screens they stand one under the other. */
function placeOf({ layout }: Widget): CSSProperties {
  if (!layout) return { gridColumn: 'span 6', gridRow: 'span 8' };
  return { gridColumn: `${layout.x + 1} / span ${layout.w}`, gridRow: `${layout.y + 1} / span ${layout.h}` };
}

function WidgetBox({ widget, data }: { widget: Widget; data: WidgetData | undefined }) {
  const { t } = useTranslation();
  const label = useLabel();
  const title = label(widget.title, widget.key);
  const definition = label(widget.definition);
  return (
    <section
      className={`${css.widget} ${widget.chart === 'number' ? css.small : ''}`}
      style={placeOf(widget)}
      aria-label={title}
    >
      <header>
        <h2 className="ellipsis">{title}</h2>
        {definition === '' ? null : (
          <Tooltip title={definition} trigger={['hover', 'focus', 'click']}>
            <button type="button" className={css.definition} aria-label={t('dashboard.definition', { title })}>
              <InfoCircleOutlined />
            </button>
          </Tooltip>
        )}
        {data?.limited ? (
          <span className={css.limited}>{t('dashboard.limited', { shown: limitText(data) })}</span>
        ) : null}
      </header>
      <div className={css.content}>
        {data ? <WidgetChart widget={widget} data={data} title={title} /> : <Loading lines={4} />}
      </div>
    </section>
  );
}
