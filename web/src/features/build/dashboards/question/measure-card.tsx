import { Button, Input, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SourceField } from '@/api/questions';
import { parseNumber } from '@/engine/numbers';
import { AGGREGATES, type Aggregate, type Measure, type Question } from '@/engine/report/board';
import { barePath, moveMeasure, patchMeasure, removeMeasure } from '@/engine/report/question';
import { BuildPlaceContext } from '@/features/build/build-place';
import { ConditionBuilder } from '@/features/build/conditions/condition-builder';
import { FormulaBox } from '@/features/build/panel/formula-box';
import { LabelRow, Row } from '@/features/build/panel/parts';
import { useLabel } from '@/ui/session';
import { COUNT } from '../use-building';
import { useRowPlace } from '../use-source';
import { Card } from './card';

interface MeasureCardProps {
  question: Question;
  measure: Measure;
  field: SourceField | undefined;
  first: boolean;
  last: boolean;
  onChange: (question: Question, merge?: string) => void;
}

/** A number made from all rows of a group. */
export function MeasureCard({ question, measure, field, first, last, onChange }: MeasureCardProps) {
  const { t } = useTranslation();
  const label = useLabel();
  const place = useRowPlace(question);
  const { key, aggregate } = measure;
  const own = label(measure.label, label(field?.label, ''));
  const name = own === '' ? t(`boardBuild.q.aggregate.${aggregate}`) : own;
  const put = (patch: Partial<Record<keyof Measure, unknown>>, merge?: string) =>
    onChange(patchMeasure(question, key, patch as Partial<Measure>), merge && `${merge}:${key}`);
  const offered: readonly Aggregate[] = field ? field.aggregates : AGGREGATES.filter((each) => each !== 'count');
  const [writing, setWriting] = useState(measure.formula !== undefined && barePath(measure.formula) === undefined);
  return (
    <Card
      name={name}
      choice={
        <Select<Aggregate>
          size="small"
          aria-label={t('boardBuild.q.aggregate_of', { name })}
          popupMatchSelectWidth={false}
          value={aggregate}
          disabled={measure.formula === undefined}
          options={(measure.formula === undefined ? (['count'] as const) : offered).map((each) => ({
            value: each,
            label: t(`boardBuild.q.aggregate.${each}`),
          }))}
          onChange={(next) => put({ aggregate: next })}
        />
      }
      onUp={first ? undefined : () => onChange(moveMeasure(question, key, -1))}
      onDown={last ? undefined : () => onChange(moveMeasure(question, key, 1))}
      onRemove={() => onChange(removeMeasure(question, key, COUNT))}
    >
      <LabelRow
        label={t('boardBuild.q.name')}
        value={measure.label}
        onChange={(next) => put({ label: next }, 'label')}
      />
      {measure.formula !== undefined && place ? (
        writing ? (
          <FormulaBox
            label={t('boardBuild.q.formula_of', { name })}
            value={measure.formula}
            place={place}
            expected={undefined}
            onChange={(formula) => {
              if (formula !== undefined) put({ formula }, 'formula');
            }}
          />
        ) : (
          <Button type="text" size="small" onClick={() => setWriting(true)}>
            {t('boardBuild.q.of_formula')}
          </Button>
        )
      ) : null}
      {aggregate === 'percentile' ? (
        <Row label={t('boardBuild.q.percentile')} help={t('boardBuild.q.percentile_help')}>
          {(id) => (
            <Input
              id={id}
              size="small"
              inputMode="decimal"
              defaultValue={measure.at ?? '0.9'}
              onBlur={(event) => {
                const at = parseNumber(event.target.value);
                if (at !== undefined && Number(at) >= 0 && Number(at) <= 1) put({ at });
              }}
            />
          )}
        </Row>
      ) : null}
      {place ? (
        <BuildPlaceContext value={place}>
          <Row label={t('boardBuild.q.only_rows')}>
            {() => (
              <ConditionBuilder
                label={t('boardBuild.q.only_rows_of', { name })}
                value={measure.filter ?? ''}
                onChange={(filter) => put({ filter: filter === '' ? undefined : filter }, 'filter')}
              />
            )}
          </Row>
        </BuildPlaceContext>
      ) : null}
    </Card>
  );
}
