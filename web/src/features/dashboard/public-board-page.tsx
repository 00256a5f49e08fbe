import '@/i18n/boards';
import '@/i18n/lists';
import { useQuery } from '@tanstack/react-query';
import { Tabs } from 'antd';
import { useCallback, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { type BoardView, loadPublicAnswers, loadPublicDashboard, publicFeedOf } from '@/api/dashboards';
import { Feed } from '@/api/feed';
import { isProblem } from '@/api/problem';
import { asks, type BoardDocument } from '@/engine/report/board';
import { forPhone, inReadingOrder, widgetsOn } from '@/engine/report/layout';
import { withQuestion } from '@/engine/report/question';
import { FeedProvider, useFeed } from '@/ui/live';
import { useTitle } from '@/ui/page';
import { BoardTheme } from '@/ui/report/board-theme';
import { PlainContent, ResultContent } from '@/ui/report/widget-content';
import { WidgetFrame } from '@/ui/report/widget-frame';
import { useLabel, type Workplace, WorkplaceContext } from '@/ui/session';
import { ErrorState, Loading } from '@/ui/states';
import { Moment } from '@/ui/values/time';
import css from './dashboard.module.css';
import { placeStyle } from './place-style';
import { useAnswers } from './use-answers';

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

/** The filters of a link are the server's. */
const AS_IT_IS: BoardView = {};

/** `/board/{token}`: a dashboard for people who do not sign in, to be looked at only; it follows what happens. */
export function PublicBoardPage() {
  const { token = '' } = useParams();
  const feed = useMemo(() => new Feed(publicFeedOf(token)), [token]);
  return (
    <FeedProvider feed={feed}>
      <WorkplaceContext value={VISITOR}>
        <BoardOfLink key={token} token={token} />
      </WorkplaceContext>
    </FeedProvider>
  );
}

function BoardOfLink({ token }: { token: string }) {
  const query = useQuery({
    queryKey: ['public', 'board', token],
    queryFn: () => loadPublicDashboard(token),
    retry: false,
  });
  const { refetch } = query;
  const again = useCallback(() => void refetch(), [refetch]);
  useFeed('blueprint', again);
  useFeed('back', again);
  useFeed('refused', again);
  // A link that was taken back shows nothing any more; a server that cannot be reached leaves what is there.
  const ended = isProblem(query.error) && query.error.status === 404;
  if (query.data && !ended) return <PublicBoard board={query.data} version={query.dataUpdatedAt} token={token} />;
  if (query.isError) return <ErrorState page error={query.error} retry={again} />;
  return <Loading lines={10} />;
}

function PublicBoard({ board, version, token }: { board: BoardDocument; version: number; token: string }) {
  const { t } = useTranslation();
  const label = useLabel();
  const tabs = board.tabs ?? [];
  const [tab, setTab] = useState(tabs[0]?.key);
  const load = useCallback(
    (_board: string, _view: BoardView, widgets?: readonly string[]) => loadPublicAnswers(token, widgets),
    [token],
  );
  const answers = useAnswers(board.key, AS_IT_IS, version, load);
  const title = label(board.label, board.key);
  useTitle(title);
  const shown = inReadingOrder(widgetsOn(board, tab)).filter((widget) => widget.chart !== 'filter');
  const order = new Map(forPhone(shown).map((widget, index) => [widget.key, index]));
  return (
    <BoardTheme theme={board.theme} className={css.public ?? ''}>
      <header className={css.fullHead}>
        <h1>{title}</h1>
        {answers.asOf ? (
          <span className={css.live}>
            <i aria-hidden />
            {t('boards.as_of')} <Moment at={answers.asOf} seconds />
          </span>
        ) : null}
      </header>
      {answers.error ? <ErrorState error={answers.error} retry={answers.retry} /> : null}
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
            const found = answers.widgets[widget.key];
            const result = found && withQuestion(found, widget.question);
            return (
              <div
                key={widget.key}
                className={css.place}
                data-phone-hidden={widget.phone?.hidden || undefined}
                style={placeStyle(widget, order.get(widget.key) ?? 0)}
              >
                <WidgetFrame widget={widget} result={result} asOf={answers.asOf}>
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
