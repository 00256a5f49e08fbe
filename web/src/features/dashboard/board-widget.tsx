import { EllipsisOutlined } from '@ant-design/icons';
import { App, Button, Dropdown, Modal } from 'antd';
import { lazy, Suspense, useCallback, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { exportAnswer } from '@/api/questions';
import { asks, type BoardDocument, type BoardWidget, type FilterValue } from '@/engine/report/board';
import { atText, type Looking, meaningOf } from '@/engine/report/looking';
import { withQuestion } from '@/engine/report/question';
import type { Result, ResultCell } from '@/engine/report/result';
import { useErrorText } from '@/ui/problem-text';
import { useWords } from '@/ui/report/look-around';
import { pngOf, save, svgOf } from '@/ui/report/snapshot';
import { PlainContent, ResultContent } from '@/ui/report/widget-content';
import { WidgetFrame } from '@/ui/report/widget-frame';
import { useLabel } from '@/ui/session';
import { Loading } from '@/ui/states';
import { useLookInto } from './board-context';
import css from './dashboard.module.css';
import { placeStyle } from './place-style';
import type { Ways } from './use-looking';

const AlertDialog = lazy(async () => ({ default: (await import('./alert-dialog')).AlertDialog }));

interface BoardWidgetProps {
  board: BoardDocument;
  widget: BoardWidget;
  result: Result | undefined;
  asOf: string | undefined;
  unfiltered: readonly string[];
  looking: Looking;
  ways: Ways;
  order: number;
  onDrill: (dashboard: string, filters: Record<string, FilterValue>) => void;
}

/** A widget on a board: its picture, and what can be done with it. */
export function BoardWidgetView(props: BoardWidgetProps) {
  const { board, widget, looking, ways, unfiltered, order } = props;
  const result = useMemo(
    () => props.result && withQuestion(props.result, widget.question),
    [props.result, widget.question],
  );
  const label = useLabel();
  const words = useWords();
  const lookInto = useLookInto();
  const frame = useRef<HTMLElement>(null);
  const [asTable, setAsTable] = useState(false);
  const [large, setLarge] = useState(false);
  const [alerting, setAlerting] = useState(false);
  const title = label(widget.title, widget.key);
  const questions = asks(widget.chart);
  const asked = {
    dashboard: board.key,
    widget: widget.key,
    filters: looking.filters,
    selections: looking.selections.filter((each) => each.widget !== widget.key),
    ...(looking.moment === undefined ? {} : { moment: looking.moment }),
  };
  const into = (at: Record<string, ResultCell>, measure: string | undefined) => {
    const clicked = atText(result, at, words);
    return { asked, at, measure, title: clicked === '' ? title : `${title} · ${clicked}` };
  };
  const pick = (at: Record<string, ResultCell>, measure: string | undefined) => {
    const meaning = meaningOf(board, widget, at);
    switch (meaning.kind) {
      case 'filter':
        ways.filter(meaning.filter, meaning.value);
        break;
      case 'select':
        ways.select(meaning.selected);
        break;
      case 'drill':
        props.onDrill(meaning.dashboard, meaning.filters);
        break;
      case 'rows':
        lookInto?.(into(at, measure), 'rows');
    }
  };
  const firstMeasure = result?.columns.find((column) => column.role === 'measure')?.key;
  const selected = looking.selections.find((each) => each.widget === widget.key);
  const content = questions ? (
    result ? (
      <ResultContent widget={widget} result={result} title={title} asTable={asTable} onPick={pick} />
    ) : (
      <Loading lines={3} />
    )
  ) : (
    <PlainContent
      widget={widget}
      title={title}
      board={board.key}
      filters={board.filters ?? []}
      values={looking.filters}
      onFilter={ways.filter}
    />
  );
  return (
    <div
      className={css.place}
      data-phone-hidden={widget.phone?.hidden || undefined}
      data-selected={selected !== undefined || undefined}
      style={placeStyle(widget, order)}
    >
      <WidgetFrame
        ref={frame}
        widget={widget}
        result={result}
        asOf={props.asOf}
        unfiltered={unfiltered.map((key) => label(board.filters?.find((each) => each.key === key)?.label, key))}
        actions={
          questions && result ? (
            <WidgetMenu
              title={title}
              asTable={asTable}
              plain={widget.chart === 'table' || widget.chart === 'pivot'}
              frame={frame}
              asked={asked}
              onTable={() => setAsTable(!asTable)}
              onLarge={() => setLarge(true)}
              onAlert={() => setAlerting(true)}
              onRows={() => lookInto?.(into(selected?.at ?? {}, firstMeasure), 'rows')}
              onSource={() => lookInto?.(into(selected?.at ?? {}, firstMeasure), 'source')}
            />
          ) : null
        }
      >
        {content}
      </WidgetFrame>
      {large && result ? (
        <Modal open title={title} width="92vw" footer={null} onCancel={() => setLarge(false)} destroyOnHidden>
          <div className={css.large}>
            <ResultContent widget={widget} result={result} title={title} asTable={asTable} onPick={pick} />
          </div>
        </Modal>
      ) : null}
      {alerting && result ? (
        <Suspense fallback={null}>
          <AlertDialog board={board.key} widget={widget} result={result} onClose={() => setAlerting(false)} />
        </Suspense>
      ) : null}
    </div>
  );
}

interface WidgetMenuProps {
  title: string;
  asTable: boolean;
  /** It is a table already. */
  plain: boolean;
  frame: React.RefObject<HTMLElement | null>;
  asked: Parameters<typeof exportAnswer>[0];
  onTable: () => void;
  onLarge: () => void;
  onRows: () => void;
  onSource: () => void;
  onAlert: () => void;
}

function WidgetMenu(props: WidgetMenuProps) {
  const { title, frame, asked, asTable, plain } = props;
  const { t } = useTranslation();
  const { message } = App.useApp();
  const errorText = useErrorText();
  const attempt = useCallback(
    async (work: () => Promise<void>) => {
      try {
        await work();
      } catch (error) {
        void message.error(errorText(error));
      }
    },
    [message, errorText],
  );
  const file = (format: 'xlsx' | 'csv') => () =>
    void attempt(async () => save(await exportAnswer(asked, format), `${title}.${format}`));
  const content = () => frame.current;
  return (
    <Dropdown
      trigger={['click']}
      placement="bottomRight"
      menu={{
        items: [
          { key: 'rows', label: t('boards.menu.rows'), onClick: props.onRows },
          { key: 'source', label: t('boards.menu.source'), onClick: props.onSource },
          ...(plain
            ? []
            : [
                {
                  key: 'table',
                  label: asTable ? t('boards.menu.chart') : t('boards.menu.table'),
                  onClick: props.onTable,
                },
              ]),
          { key: 'large', label: t('boards.menu.large'), onClick: props.onLarge },
          { key: 'alert', label: t('boards.menu.alert'), onClick: props.onAlert },
          { type: 'divider' },
          { key: 'xlsx', label: 'Excel', onClick: file('xlsx') },
          { key: 'csv', label: 'CSV', onClick: file('csv') },
          {
            key: 'png',
            label: t('boards.menu.png'),
            onClick: () =>
              void attempt(async () => {
                const element = content();
                if (element) save(await pngOf(element), `${title}.png`);
              }),
          },
          {
            key: 'svg',
            label: t('boards.menu.svg'),
            onClick: () => {
              const element = content();
              if (element) save(svgOf(element), `${title}.svg`, 'image/svg+xml');
            },
          },
        ],
      }}
    >
      <Button
        type="text"
        size="small"
        data-no-picture
        icon={<EllipsisOutlined aria-hidden />}
        aria-label={t('boards.menu.of', { title })}
      />
    </Dropdown>
  );
}
