import { useTranslation } from 'react-i18next';
import { fileAddress } from '@/api/records';
import type { BoardFilter, BoardWidget, FilterValue } from '@/engine/report/board';
import { isDrawn } from '@/engine/report/charts';
import type { Result } from '@/engine/report/result';
import { useLabel } from '../session';
import { EmptyState } from '../states';
import { CalendarView } from './calendar-view';
import { ChartView } from './chart-view';
import { CloudView } from './cloud-view';
import { FilterView } from './filter-view';
import { GaugeView } from './gauge-view';
import { HeatView } from './heat-view';
import { MapView } from './map-view';
import { Markdown } from './markdown';
import { NumberView } from './number-view';
import { PivotView } from './pivot-view';
import { RankingView } from './ranking-view';
import { RecordsView } from './records-view';
import css from './report.module.css';
import { TableView } from './table-view';
import type { WidgetProps } from './widget-props';

/** Pictures that say the same as a table in their own markup; the others have one behind them. */
const READABLE = ['number', 'table', 'pivot', 'ranking', 'heat_map'];

/** The answer of a widget's question as the picture it is to be, with the answer itself as a table behind it. */
export function ResultContent({ asTable, ...props }: WidgetProps & { asTable?: boolean }) {
  const { t } = useTranslation();
  const { widget, result } = props;
  if (asTable) return <TableView {...props} />;
  if (widget.chart === 'number') return <NumberView {...props} />;
  if (widget.chart === 'gauge') return <GaugeView {...props} />;
  if (result.rows.length === 0) return <EmptyState title={t('boards.no_rows')} />;
  return (
    <>
      <Picture {...props} />
      {READABLE.includes(widget.chart) ? null : (
        <div className="visually-hidden">
          <TableView widget={widget} result={behind(result)} title={props.title} />
        </div>
      )}
    </>
  );
}

/** What stands behind a picture for those who hear it is no longer than anybody listens; the whole is a click away. */
function behind(result: Result): Result {
  return result.rows.length <= 200 ? result : { ...result, rows: result.rows.slice(0, 200) };
}

function Picture(props: WidgetProps) {
  const { chart } = props.widget;
  if (isDrawn(chart)) return <ChartView kind={chart} {...props} />;
  switch (chart) {
    case 'table':
      return <TableView {...props} />;
    case 'pivot':
      return <PivotView {...props} />;
    case 'ranking':
      return <RankingView {...props} />;
    case 'word_cloud':
      return <CloudView {...props} />;
    case 'map':
      return <MapView {...props} />;
    case 'heat_map':
      return <HeatView {...props} />;
    case 'calendar':
      return <CalendarView {...props} />;
    default:
      return null;
  }
}

interface PlainContentProps {
  widget: BoardWidget;
  title: string;
  board: string | undefined;
  filters: readonly BoardFilter[];
  values: Readonly<Record<string, FilterValue | null>>;
  onFilter: (key: string, value: FilterValue | null) => void;
}

/** What a widget shows that asks no question. */
export function PlainContent({ widget, title, board, filters, values, onFilter }: PlainContentProps) {
  const { t } = useTranslation();
  const label = useLabel();
  switch (widget.chart) {
    case 'text':
      return <Markdown text={label(widget.text)} />;
    case 'image': {
      const address =
        widget.image?.data ?? (widget.image?.attachment ? fileAddress(widget.image.attachment) : undefined);
      return address ? (
        <img className={css.image} src={address} alt={label(widget.alt) || title} />
      ) : (
        <EmptyState title={t('boards.no_image')} />
      );
    }
    case 'records':
      return <RecordsView widget={widget} title={title} />;
    case 'filter': {
      const filter = filters.find((each) => each.key === widget.filter);
      return filter ? (
        <FilterView
          board={board}
          filter={filter}
          value={values[filter.key]}
          onChange={(value) => onFilter(filter.key, value)}
        />
      ) : (
        <EmptyState title={t('boards.filter.gone')} />
      );
    }
    default:
      return null;
  }
}
