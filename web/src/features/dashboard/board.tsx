import { CloseOutlined, FullscreenExitOutlined } from '@ant-design/icons';
import { Button, Tabs } from 'antd';
import { lazy, Suspense, useCallback, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import type { BoardView } from '@/api/dashboards';
import type { BoardDocument, FilterValue } from '@/engine/report/board';
import { forPhone, inReadingOrder, widgetsOn } from '@/engine/report/layout';
import { atText, writeLooking } from '@/engine/report/looking';
import { Page } from '@/ui/page';
import { BoardTheme } from '@/ui/report/board-theme';
import { useWords } from '@/ui/report/look-around';
import { useLabel } from '@/ui/session';
import { EmptyState, ErrorState } from '@/ui/states';
import { Moment } from '@/ui/values/time';
import { BoardActions } from './board-actions';
import { type LookedInto, LookIntoContext } from './board-context';
import { BoardWidgetView } from './board-widget';
import css from './dashboard.module.css';
import { type Answers, useAnswers } from './use-answers';
import { useFullScreen } from './use-full-screen';
import { useLooking, type Ways } from './use-looking';

const RowsDrawer = lazy(async () => ({ default: (await import('./rows-drawer')).RowsDrawer }));
const SourceDrawer = lazy(async () => ({ default: (await import('./source-drawer')).SourceDrawer }));

/** A dashboard as it is looked at. */
export function Board({ board, version }: { board: BoardDocument; version: number }) {
  const { t } = useTranslation();
  const label = useLabel();
  const navigate = useNavigate();
  const { looking, ways } = useLooking(board);
  const [into, setInto] = useState<{ of: LookedInto; what: 'rows' | 'source' }>();
  const view = useMemo(
    (): BoardView => ({
      filters: looking.filters,
      selections: looking.selections,
      ...(looking.moment === undefined ? {} : { moment: looking.moment }),
    }),
    [looking],
  );
  const answers = useAnswers(board.key, view, version);
  const stage = useRef<HTMLDivElement>(null);
  const tabs = board.tabs ?? [];
  const full = useFullScreen(stage, board.rotation?.seconds, tabs, looking.tab, ways.goTo);
  const drill = useCallback(
    (dashboard: string, filters: Record<string, FilterValue>) => {
      const search = writeLooking(new URLSearchParams(), { filters }).toString();
      void navigate(`/dashboards/${dashboard}${search === '' ? '' : `?${search}`}`);
    },
    [navigate],
  );
  const shown = inReadingOrder(widgetsOn(board, looking.tab));
  const order = new Map(forPhone(shown).map((widget, index) => [widget.key, index]));
  const title = label(board.label, board.key);
  return (
    <LookIntoContext value={(of, what) => setInto({ of, what })}>
      <Page
        title={title}
        aside={<Live answers={answers} past={looking.moment !== undefined} />}
        actions={
          <BoardActions board={board} view={view} stage={stage} looking={looking} ways={ways} onFull={full.enter} />
        }
      >
        {answers.error ? <ErrorState error={answers.error} retry={answers.retry} /> : null}
        <Chosen board={board} answers={answers} ways={ways} selections={looking.selections} />
        {board.widgets.length === 0 ? <EmptyState title={t('boards.empty')} hint={t('boards.empty_hint')} /> : null}
        <div ref={stage} className={full.on ? css.full : undefined} data-theme={full.on ? board.theme : undefined}>
          {full.on ? (
            <header className={css.fullHead}>
              <strong>{title}</strong>
              <Live answers={answers} past={looking.moment !== undefined} />
              <Button
                type="text"
                icon={<FullscreenExitOutlined aria-hidden />}
                aria-label={t('boards.full.leave')}
                onClick={full.leave}
              />
            </header>
          ) : null}
          {tabs.length > 0 ? (
            <Tabs
              activeKey={looking.tab ?? ''}
              items={tabs.map((tab) => ({ key: tab.key, label: label(tab.label, tab.key) }))}
              onChange={ways.goTo}
            />
          ) : null}
          <BoardTheme theme={board.theme} className={css.board ?? ''}>
            {shown.map((widget) => (
              <BoardWidgetView
                key={widget.key}
                board={board}
                widget={widget}
                result={answers.widgets[widget.key]}
                asOf={answers.asOf}
                unfiltered={answers.unfiltered[widget.key] ?? []}
                looking={looking}
                ways={ways}
                order={order.get(widget.key) ?? 0}
                onDrill={drill}
              />
            ))}
          </BoardTheme>
        </div>
        <Suspense fallback={null}>
          {into?.what === 'rows' ? (
            <RowsDrawer
              into={into.of}
              onSource={() => setInto({ of: into.of, what: 'source' })}
              onClose={() => setInto(undefined)}
            />
          ) : null}
          {into?.what === 'source' ? (
            <SourceDrawer
              into={into.of}
              onRows={() => setInto({ of: into.of, what: 'rows' })}
              onClose={() => setInto(undefined)}
            />
          ) : null}
        </Suspense>
      </Page>
    </LookIntoContext>
  );
}

function Live({ answers, past }: { answers: Answers; past: boolean }) {
  const { t } = useTranslation();
  return (
    <span className={css.live} data-past={past || undefined} aria-busy={answers.stale}>
      <i aria-hidden />
      {answers.asOf === undefined ? (
        t('common.loading')
      ) : (
        <>
          {past ? t('boards.past.at') : t('boards.as_of')} <Moment at={answers.asOf} seconds />
        </>
      )}
    </span>
  );
}

/** What clicks in pictures have chosen; each can be let go of. */
function Chosen(props: {
  board: BoardDocument;
  answers: Answers;
  ways: Ways;
  selections: readonly { widget: string; at: Record<string, import('@/engine/report/result').ResultCell> }[];
}) {
  const { t } = useTranslation();
  const label = useLabel();
  const words = useWords();
  const { board, answers, ways, selections } = props;
  if (selections.length === 0) return null;
  return (
    <ul className={css.chosen} aria-label={t('boards.chosen')}>
      {selections.map((selected) => {
        const widget = board.widgets.find((each) => each.key === selected.widget);
        const text = atText(answers.widgets[selected.widget], selected.at, words);
        return (
          <li key={selected.widget}>
            <Button
              size="small"
              icon={<CloseOutlined aria-hidden />}
              iconPlacement="end"
              aria-label={t('boards.let_go', { text })}
              onClick={() => ways.select(selected)}
            >
              {label(widget?.title, selected.widget)}：{text}
            </Button>
          </li>
        );
      })}
    </ul>
  );
}
