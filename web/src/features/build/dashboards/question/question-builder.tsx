import { Button, Select } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SourceField } from '@/api/questions';
import type { BoardWidget, Question } from '@/engine/report/board';
import { addCount, addDimension, addMeasure, forChart, isDated, missing } from '@/engine/report/question';
import { Group, Row } from '@/features/build/panel/parts';
import { DragBoard } from '@/ui/dnd/drag-board';
import { useLabel } from '@/ui/session';
import css from '../boards.module.css';
import { NeedsHint } from '../needs-hint';
import { COUNT } from '../use-building';
import { useFieldsOf, useSourceChoice } from '../use-source';
import { Advanced } from './advanced';
import { AsOf } from './as-of';
import { DimensionCard } from './dimension-card';
import { FIELD, FieldTree } from './field-tree';
import { Filters } from './filters';
import { MeasureCard } from './measure-card';
import { Order } from './order';
import { DIMENSIONS, MEASURES, Shelf } from './shelf';
import { Windows } from './windows';

const SqlDialog = lazy(async () => ({ default: (await import('./sql-dialog')).SqlDialog }));

interface QuestionBuilderProps {
  widget: BoardWidget;
  question: Question;
  onChange: (question: Question, merge?: string) => void;
}

/** What a widget asks, put together by dragging fields: from where, by what, which numbers, which rows, in what order. */
export function QuestionBuilder({ widget, question, onChange }: QuestionBuilderProps) {
  const { t } = useTranslation();
  const label = useLabel();
  const sources = useSourceChoice();
  const [sql, setSql] = useState(false);
  const [known, setKnown] = useState<ReadonlyMap<string, SourceField>>(new Map());
  const { source } = question;
  const dimensions = question.dimensions ?? [];
  const fields = useFieldsOf(
    source,
    [...dimensions, ...question.measures].map((each) => each.formula),
  );
  const needs = missing(widget);
  const put = (next: Question, merge?: string) => onChange(forChart(next, widget.chart), merge);
  const drop = (field: SourceField, shelf: string) =>
    put(shelf === DIMENSIONS ? addDimension(question, field).question : addMeasure(question, field).question);
  const name = (id: string) => {
    const field = known.get(id.slice(FIELD.length));
    return label(field?.label, id.slice(FIELD.length));
  };
  const place = (id: string | undefined) =>
    id === undefined ? '' : id === DIMENSIONS ? t('boardBuild.q.dimensions') : t('boardBuild.q.measures');
  return (
    <>
      <Group title={t('boardBuild.q.source')}>
        <Row label={t('boardBuild.q.source_of')}>
          {(id) => (
            <Select<string>
              id={id}
              showSearch={{ optionFilterProp: 'label' }}
              value={source}
              options={[...sources]}
              onChange={(next) =>
                onChange({ source: next, measures: [{ key: 'count', aggregate: 'count', label: COUNT }] })
              }
            />
          )}
        </Row>
        {isDated(source) ? <AsOf question={question} onChange={put} /> : null}
      </Group>
      <DragBoard
        accepts={(item, spot) => {
          const field = known.get(item.slice(FIELD.length));
          return spot === DIMENSIONS
            ? field?.dimension === true
            : spot === MEASURES && (field?.aggregates.length ?? 0) > 0;
        }}
        onDrop={(item, spot) => {
          const field = known.get(item.slice(FIELD.length));
          if (field) drop(field, spot.id);
        }}
        overlay={(item) => <span className={css.dragged}>{name(item)}</span>}
        texts={{
          instructions: t('boardBuild.dnd.instructions'),
          started: (item) => t('boardBuild.dnd.started', { name: name(item) }),
          over: (item, spot) => t('boardBuild.dnd.over', { name: name(item), place: place(spot) }),
          dropped: (item, spot) => t('boardBuild.dnd.dropped', { name: name(item), place: place(spot) }),
          cancelled: (item) => t('boardBuild.dnd.cancelled', { name: name(item) }),
        }}
      >
        <Group title={t('boardBuild.q.fields')}>
          <p className={css.hint}>{t('boardBuild.q.fields_help')}</p>
          <FieldTree
            key={source}
            source={source}
            onKnown={(found) =>
              setKnown((now) => new Map([...now, ...found.map((each) => [each.path, each] as const)]))
            }
            onDimension={(field) => drop(field, DIMENSIONS)}
            onMeasure={(field) => drop(field, MEASURES)}
          />
        </Group>
        <Group title={t('boardBuild.q.dimensions')}>
          <Shelf id={DIMENSIONS} empty={t('boardBuild.q.no_dimension')}>
            {dimensions.map((dimension, index) => (
              <DimensionCard
                key={dimension.key}
                question={question}
                dimension={dimension}
                field={fields.get(dimension.formula)}
                first={index === 0}
                last={index === dimensions.length - 1}
                onChange={put}
              />
            ))}
          </Shelf>
        </Group>
        <Group title={t('boardBuild.q.measures')}>
          <Shelf id={MEASURES} empty={t('boardBuild.q.no_measure')}>
            {question.measures.map((measure, index) => (
              <MeasureCard
                key={measure.key}
                question={question}
                measure={measure}
                field={measure.formula === undefined ? undefined : fields.get(measure.formula)}
                first={index === 0}
                last={index === question.measures.length - 1}
                onChange={put}
              />
            ))}
          </Shelf>
          <Button type="dashed" size="small" onClick={() => put(addCount(question, COUNT))}>
            {t('boardBuild.q.add_count')}
          </Button>
        </Group>
      </DragBoard>
      {needs ? <NeedsHint needs={needs} /> : null}
      <Filters question={question} onChange={put} />
      <Windows question={question} onChange={put} />
      <Order question={question} onChange={put} />
      <Advanced question={question} onChange={put} />
      <Group title={t('boardBuild.q.sql')}>
        <Button size="small" onClick={() => setSql(true)}>
          {t('boardBuild.q.show_sql')}
        </Button>
      </Group>
      {sql ? (
        <Suspense fallback={null}>
          <SqlDialog question={question} onClose={() => setSql(false)} />
        </Suspense>
      ) : null}
    </>
  );
}
