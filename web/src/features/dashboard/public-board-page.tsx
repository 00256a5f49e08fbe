import '@/i18n/boards';
import '@/i18n/lists';
import { ReloadOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button, Tabs } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { loadPublicAnswers, loadPublicDashboard } from '@/api/dashboards';
import { asks, type BoardDocument } from '@/engine/report/board';
import { forPhone, inReadingOrder, widgetsOn } from '@/engine/report/layout';
import { withQuestion } from '@/engine/report/question';
import { useTitle } from '@/ui/page';
import { BoardTheme } from '@/ui/report/board-theme';
import { PlainContent, ResultContent } from '@/ui/report/widget-content';
import { WidgetFrame } from '@/ui/report/widget-frame';
import { useLabel, type Workplace, WorkplaceContext } from '@/ui/session';
import { ErrorState, Loading } from '@/ui/states';
import { Moment } from '@/ui/values/time';
import css from './dashboard.module.css';
import { placeStyle } from './place-style';

/** Who opens a link works nowhere: no forms, no rights, the time of their own clock. */
const VISITOR: Workplace = {
  session: { person: { id: '', name: '', login: '' }, roles: [], builds: false, administers: false },
  blueprint: {
    version: 0,
    workspace: { name: '', timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone },
    forms: [],
    dashboards: [],
  },
};

/** `/board/{token}`: a dashboard for people who do not sign in, to be looked at only. */
export function PublicBoardPage() {
  const { token = '' } = useParams();
  const query = useQuery({
    queryKey: ['public', 'board', token],
    queryFn: () => loadPublicDashboard(token),
    retry: false,
  });
  if (query.isPending) return <Loading lines={10} />;
  if (query.isError) return <ErrorState page error={query.error} retry={() => void query.refetch()} />;
  return (
    <WorkplaceContext value={VISITOR}>
      <PublicBoard board={query.data} token={token} />
    </WorkplaceContext>
  );
}

function PublicBoard({ board, token }: { board: BoardDocument; token: string }) {
  const { t } = useTranslation();
  const label = useLabel();
  const tabs = board.tabs ?? [];
  const [tab, setTab] = useState(tabs[0]?.key);
  const answers = useQuery({
    queryKey: ['public', 'board', token, 'data'],
    queryFn: () => loadPublicAnswers(token),
    staleTime: 30_000,
  });
  const title = label(board.label, board.key);
  useTitle(title);
  const shown = inReadingOrder(widgetsOn(board, tab)).filter((widget) => widget.chart !== 'filter');
  const order = new Map(forPhone(shown).map((widget, index) => [widget.key, index]));
  return (
    <BoardTheme theme={board.theme} className={css.public ?? ''}>
      <header className={css.fullHead}>
        <h1>{title}</h1>
        {answers.data ? (
          <span className={css.live}>
            <i aria-hidden />
            {t('boards.as_of')} <Moment at={answers.data.asOf} seconds />
          </span>
        ) : null}
        <Button
          icon={<ReloadOutlined aria-hidden />}
          loading={answers.isFetching}
          onClick={() => void answers.refetch()}
        >
          {t('boards.refresh')}
        </Button>
      </header>
      {answers.isError ? <ErrorState error={answers.error} retry={() => void answers.refetch()} /> : null}
      <main id="page">
        {tabs.length > 0 ? (
          <Tabs
            activeKey={tab ?? ''}
            items={tabs.map((each) => ({ key: each.key, label: label(each.label, each.key) }))}
            onChange={setTab}
          />
        ) : null}
        <div className={css.board}>
          {shown.map((widget) => {
            const found = answers.data?.widgets[widget.key];
            const result = found && withQuestion(found, widget.question);
            return (
              <div
                key={widget.key}
                className={css.place}
                data-phone-hidden={widget.phone?.hidden || undefined}
                style={placeStyle(widget, order.get(widget.key) ?? 0)}
              >
                <WidgetFrame widget={widget} result={result} asOf={answers.data?.asOf}>
                  {!asks(widget.chart) ? (
                    <PlainContent
                      widget={widget}
                      title={label(widget.title, widget.key)}
                      board={undefined}
                      filters={[]}
                      values={{}}
                      onFilter={() => undefined}
                    />
                  ) : result ? (
                    <ResultContent widget={widget} result={result} title={label(widget.title, widget.key)} />
                  ) : (
                    <Loading lines={3} />
                  )}
                </WidgetFrame>
              </div>
            );
          })}
        </div>
      </main>
    </BoardTheme>
  );
}
