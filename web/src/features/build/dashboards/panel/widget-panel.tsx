import { CopyOutlined, DeleteOutlined } from '@ant-design/icons';
import { Button, Segmented } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { asks, type BoardWidget, WIDGET_CHARTS, type WidgetChart } from '@/engine/report/board';
import { forChart } from '@/engine/report/question';
import panelCss from '@/features/build/panel/panel.module.css';
import { LabelRow } from '@/features/build/panel/parts';
import { useLabel } from '@/ui/session';
import { useBuild, useBuilding } from '../board-context';
import css from '../boards.module.css';
import { CHART_ICONS } from '../palette';
import { QuestionBuilder } from '../question/question-builder';
import { ClickSettings } from './click-settings';
import { LookSettings } from './look-settings';
import { PlainSettings } from './plain-settings';

type Part = 'data' | 'look' | 'click';

/** A widget: what it asks, how it looks, what a click on it does. */
export function WidgetPanel({ widget }: { widget: BoardWidget }) {
  const { t } = useTranslation();
  const label = useLabel();
  const { findings } = useBuild();
  const building = useBuilding();
  const [part, setPart] = useState<Part>('data');
  const asking = asks(widget.chart);
  const own = findings.filter(
    ({ place }) => place === `widgets.${widget.key}` || place.startsWith(`widgets.${widget.key}.`),
  );
  const put = (patch: Partial<BoardWidget>, merge?: string) => building.patch(widget.key, patch, merge);
  return (
    <div className={panelCss.panel}>
      <header className={panelCss.panelHead}>
        <h2 className="ellipsis">
          {t(`boards.chart.${widget.chart}`)} · {label(widget.title, widget.key)}
        </h2>
        <Button
          type="text"
          size="small"
          icon={<CopyOutlined aria-hidden />}
          aria-label={t('boardBuild.duplicate')}
          onClick={() => building.duplicate(widget.key)}
        />
        <Button
          type="text"
          size="small"
          icon={<DeleteOutlined aria-hidden />}
          aria-label={t('boardBuild.remove')}
          onClick={() => building.remove(widget.key)}
        />
      </header>
      <div className={panelCss.group}>
        <LabelRow
          label={t('boardBuild.heading')}
          value={widget.title}
          required
          onChange={(next) => put({ title: next ?? {} }, 'title')}
        />
        {asking ? <ChartPick widget={widget} /> : null}
        {own.map((finding) => (
          <p key={`${finding.place}/${finding.message}`} className={css.problem} role="alert">
            {finding.message}
          </p>
        ))}
      </div>
      <Segmented<Part>
        block
        aria-label={t('boardBuild.parts')}
        value={part}
        options={(['data', 'look', ...(asking ? (['click'] as const) : [])] as Part[]).map((each) => ({
          value: each,
          label: t(`boardBuild.tabOf.${each}`),
        }))}
        onChange={setPart}
      />
      {part === 'data' ? (
        asking && widget.question ? (
          <QuestionBuilder
            widget={widget}
            question={widget.question}
            onChange={(question, merge) => put({ question }, merge)}
          />
        ) : (
          <PlainSettings widget={widget} put={put} />
        )
      ) : null}
      {part === 'look' ? <LookSettings widget={widget} put={put} /> : null}
      {part === 'click' && asking ? <ClickSettings widget={widget} put={put} /> : null}
    </div>
  );
}

/** The same answer as another kind of picture. */
function ChartPick({ widget }: { widget: BoardWidget }) {
  const { t } = useTranslation();
  const building = useBuilding();
  const pick = (chart: WidgetChart) => {
    const { question } = widget;
    building.patch(widget.key, { chart, ...(question ? { question: forChart(question, chart) } : {}) });
  };
  return (
    <div className={css.chartPick} role="group" aria-label={t('boardBuild.chart')}>
      {WIDGET_CHARTS.filter(asks).map((chart) => (
        <button
          key={chart}
          type="button"
          title={t(`boards.chart.${chart}`)}
          aria-label={t(`boards.chart.${chart}`)}
          aria-pressed={widget.chart === chart}
          onClick={() => pick(chart)}
        >
          {CHART_ICONS[chart]}
        </button>
      ))}
    </div>
  );
}
