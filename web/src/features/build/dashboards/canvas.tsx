import 'react-grid-layout/css/styles.css';
import { CopyOutlined, DeleteOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useMemo } from 'react';
import ReactGridLayout, { type Layout, type LayoutItem, useContainerWidth } from 'react-grid-layout';
import { useTranslation } from 'react-i18next';
import { asks, type BoardWidget, type Place } from '@/engine/report/board';
import {
  COLUMNS,
  forPhone,
  GAP,
  phoneHeight,
  placed,
  placeOf,
  ROW_HEIGHT,
  sizeOf,
  widgetsOn,
} from '@/engine/report/layout';
import { BoardTheme } from '@/ui/report/board-theme';
import { PlainContent, ResultContent } from '@/ui/report/widget-content';
import { WidgetFrame } from '@/ui/report/widget-frame';
import { useLabel } from '@/ui/session';
import { EmptyState, ErrorState, Loading } from '@/ui/states';
import { useBuild, useBuilding } from './board-context';
import css from './boards.module.css';
import { NeedsHint } from './needs-hint';
import { dragging } from './palette';
import { usePreview } from './use-preview';

/** The dashboard as it will look, with every widget to be moved and sized. */
export function Canvas({ phone }: { phone: boolean }) {
  const { t } = useTranslation();
  const { board, tab } = useBuild();
  const building = useBuilding();
  const { width, containerRef, mounted } = useContainerWidth();
  const widgets = widgetsOn(board, tab);
  const layout = useMemo(
    (): LayoutItem[] =>
      widgetsOn(board, tab).map((widget) => {
        const { minW, minH } = sizeOf(widget.chart);
        const place = placeOf(widget);
        return { i: widget.key, ...place, minW: Math.min(minW, place.w), minH: Math.min(minH, place.h) };
      }),
    [board, tab],
  );
  const write = (next: Layout) => {
    const places = new Map(next.map(({ i, x, y, w, h }): [string, Place] => [i, { x, y, w, h }]));
    building.update((now) => placed(now, places));
  };
  if (phone) return <PhoneCanvas widgets={forPhone(widgets)} />;
  return (
    <BoardTheme theme={board.theme} className={css.canvas ?? ''}>
      <div ref={containerRef} className={css.grid} data-empty={widgets.length === 0 || undefined}>
        {widgets.length === 0 ? (
          <div className={css.emptyCanvas}>
            <EmptyState title={t('boardBuild.empty')} hint={t('boardBuild.empty_hint')} />
          </div>
        ) : null}
        {mounted ? (
          <ReactGridLayout
            width={width}
            layout={layout}
            gridConfig={{ cols: COLUMNS, rowHeight: ROW_HEIGHT, margin: [GAP, GAP], containerPadding: [0, 0] }}
            dragConfig={{ enabled: true, handle: `.${css.handle}`, threshold: 4 }}
            resizeConfig={{ enabled: true, handles: ['se', 's', 'e'] }}
            dropConfig={{ enabled: true, defaultItem: { w: 6, h: 8 } }}
            onDropDragOver={() => {
              const { chart } = dragging;
              if (!chart) return false;
              const { w, h } = sizeOf(chart);
              return { w, h };
            }}
            onDrop={(_, item) => {
              const { chart } = dragging;
              if (chart) building.add(chart, item ? { x: item.x, y: item.y } : undefined);
            }}
            onDragStop={(next) => write(next)}
            onResizeStop={(next) => write(next)}
          >
            {widgets.map((widget) => (
              <div key={widget.key} className={css.item}>
                <Item widget={widget} />
              </div>
            ))}
          </ReactGridLayout>
        ) : null}
      </div>
    </BoardTheme>
  );
}

/** One under the other, as a phone shows them; their places on the large screen stay as they are. */
function PhoneCanvas({ widgets }: { widgets: readonly BoardWidget[] }) {
  const { board } = useBuild();
  return (
    <BoardTheme theme={board.theme} className={css.canvas ?? ''}>
      <div className={css.phoneGrid}>
        {widgets.map((widget) => (
          <div key={widget.key} style={{ height: phoneHeight(widget) * (ROW_HEIGHT + GAP) - GAP }}>
            <Item widget={widget} />
          </div>
        ))}
      </div>
    </BoardTheme>
  );
}

function Item({ widget }: { widget: BoardWidget }) {
  const { t } = useTranslation();
  const label = useLabel();
  const { designer, findings, board } = useBuild();
  const building = useBuilding();
  const title = label(widget.title, widget.key);
  const chosen = designer.selection.kind === 'widget' && designer.selection.key === widget.key;
  const wrong = findings.some(
    ({ place, severity }) => severity === 'error' && place.startsWith(`widgets.${widget.key}`),
  );
  return (
    <div className={css.frame} data-chosen={chosen || undefined} data-wrong={wrong || undefined}>
      <div className={css.inside} inert>
        {asks(widget.chart) ? (
          <Asking widget={widget} title={title} />
        ) : (
          <WidgetFrame widget={widget}>
            <PlainContent
              widget={widget}
              title={title}
              board={undefined}
              filters={board.filters ?? []}
              values={{}}
              onFilter={() => undefined}
            />
          </WidgetFrame>
        )}
      </div>
      <button
        type="button"
        className={`${css.cover} ${css.handle}`}
        aria-label={t('boardBuild.widget', { title })}
        aria-pressed={chosen}
        data-board-item={widget.key}
        onClick={() => building.select({ kind: 'widget', key: widget.key })}
      />
      {chosen ? (
        <span className={css.itemTools}>
          <Button
            size="small"
            icon={<CopyOutlined aria-hidden />}
            aria-label={t('boardBuild.duplicate')}
            title={`${t('boardBuild.duplicate')} Ctrl+D`}
            onClick={() => building.duplicate(widget.key)}
          />
          <Button
            size="small"
            icon={<DeleteOutlined aria-hidden />}
            aria-label={t('boardBuild.remove')}
            title={`${t('boardBuild.remove')} Delete`}
            onClick={() => building.remove(widget.key)}
          />
        </span>
      ) : null}
    </div>
  );
}

function Asking({ widget, title }: { widget: BoardWidget; title: string }) {
  const { result, error, retry, needs } = usePreview(widget);
  return (
    <WidgetFrame widget={widget} result={result}>
      {needs ? (
        <NeedsHint needs={needs} />
      ) : error ? (
        <ErrorState error={error} retry={() => void retry()} />
      ) : result ? (
        <ResultContent widget={widget} result={result} title={title} />
      ) : (
        <Loading lines={3} />
      )}
    </WidgetFrame>
  );
}
