import { Button, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { freeKey } from '@/engine/layout';
import { AGGREGATES, type Aggregate, type Measure, type Question } from '@/engine/report/board';
import { compact } from '@/engine/report/operations';
import { withStage } from '@/engine/report/question';
import { FormulaBox } from '@/features/build/panel/formula-box';
import { Group, LabelRow, Row } from '@/features/build/panel/parts';
import { useLabel } from '@/ui/session';
import css from '../boards.module.css';
import { useColumnPlace } from '../use-source';
import { Card } from './card';

interface StageProps {
  question: Question;
  onChange: (question: Question, merge?: string) => void;
}

/** A second look: the rows of the answer are gathered once more, such as a mean over customers of each one's mean. */
export function Stage({ question, onChange }: StageProps) {
  const { t } = useTranslation();
  const label = useLabel();
  const place = useColumnPlace(question, 'first');
  const { then } = question;
  if (!then) {
    if ((question.dimensions ?? []).length === 0) return null;
    const begin = () => {
      const [first] = question.measures;
      const measure: Measure = {
        key: 'mean',
        aggregate: 'average',
        formula: first?.key ?? '0',
        label: { zh: '平均', en: 'Mean' },
      };
      const { sort: _, windows: __, results: ___, having: ____, limit: _____, ...rest } = question;
      onChange(withStage(rest as Question, { measures: [measure] }));
    };
    return (
      <Group title={t('boardBuild.q.again')}>
        <p className={css.hint}>{t('boardBuild.q.again_help')}</p>
        <Button type="dashed" size="small" onClick={begin}>
          {t('boardBuild.q.add_again')}
        </Button>
      </Group>
    );
  }
  const put = (patch: Partial<Record<keyof typeof then, unknown>>, merge?: string) =>
    onChange(withStage(question, compact({ ...then, ...patch }) as typeof then), merge);
  const putMeasure = (key: string, patch: Partial<Record<keyof Measure, unknown>>, merge?: string) =>
    put(
      { measures: then.measures.map((each) => (each.key === key ? compact({ ...each, ...patch }) : each)) },
      merge && `${merge}:${key}`,
    );
  const remove = (key: string) => {
    const measures = then.measures.filter((each) => each.key !== key);
    if (measures.length > 0) put({ measures });
    else {
      const { then: _, ...rest } = question;
      onChange(rest);
    }
  };
  return (
    <Group title={t('boardBuild.q.again')}>
      {place ? (
        <Row label={t('boardBuild.q.again_filter')}>
          {() => (
            <FormulaBox
              label={t('boardBuild.q.again_filter')}
              value={then.filter ?? ''}
              place={place}
              expected="boolean"
              onChange={(filter) => put({ filter }, 'then.filter')}
            />
          )}
        </Row>
      ) : null}
      {then.measures.map((measure) => (
        <Card
          key={measure.key}
          name={label(measure.label, measure.key)}
          choice={
            <Select<Aggregate>
              size="small"
              aria-label={t('boardBuild.q.aggregate_of', { name: label(measure.label, measure.key) })}
              popupMatchSelectWidth={false}
              value={measure.aggregate}
              options={AGGREGATES.filter((each) => each !== 'percentile').map((each) => ({
                value: each,
                label: t(`boardBuild.q.aggregate.${each}`),
              }))}
              onChange={(aggregate) =>
                putMeasure(measure.key, {
                  aggregate,
                  formula: aggregate === 'count' ? undefined : (measure.formula ?? question.measures[0]?.key),
                })
              }
            />
          }
          onRemove={() => remove(measure.key)}
        >
          <LabelRow
            label={t('boardBuild.q.name')}
            value={measure.label}
            onChange={(next) => putMeasure(measure.key, { label: next }, 'then.label')}
          />
          {measure.formula !== undefined && place ? (
            <FormulaBox
              label={t('boardBuild.q.formula_of', { name: label(measure.label, measure.key) })}
              value={measure.formula}
              place={place}
              expected={undefined}
              onChange={(formula) => {
                if (formula !== undefined) putMeasure(measure.key, { formula }, 'then.formula');
              }}
            />
          ) : null}
        </Card>
      ))}
      <Button
        type="dashed"
        size="small"
        onClick={() => {
          const key = freeKey('number', new Set(then.measures.map((each) => each.key)));
          put({ measures: [...then.measures, { key, aggregate: 'count', label: { zh: '数量', en: 'Count' } }] });
        }}
      >
        {t('boardBuild.q.add_measure')}
      </Button>
    </Group>
  );
}
