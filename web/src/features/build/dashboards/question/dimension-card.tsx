import { Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { SourceField } from '@/api/questions';
import { parseNumber } from '@/engine/numbers';
import type { Dimension, Question, QuestionBucket } from '@/engine/report/board';
import {
  barePath,
  isStretch,
  moveDimension,
  patchDimension,
  pivotSide,
  removeDimension,
} from '@/engine/report/question';
import type { Bins } from '@/engine/report/result';
import { FormulaBox } from '@/features/build/panel/formula-box';
import { Choice, CountRow, LabelRow, Row, SwitchRow } from '@/features/build/panel/parts';
import { useLabel } from '@/ui/session';
import css from '../boards.module.css';
import { useRowPlace } from '../use-source';
import { Card } from './card';

interface DimensionCardProps {
  question: Question;
  dimension: Dimension;
  /** The field it is of; undefined for a formula. */
  field: SourceField | undefined;
  first: boolean;
  last: boolean;
  onChange: (question: Question, merge?: string) => void;
}

/** What rows are gathered by. */
export function DimensionCard({ question, dimension, field, first, last, onChange }: DimensionCardProps) {
  const { t } = useTranslation();
  const label = useLabel();
  const place = useRowPlace(question);
  const { key, top } = dimension;
  const name = label(dimension.label, label(field?.label, key));
  const put = (patch: Partial<Record<keyof Dimension, unknown>>, merge?: string) =>
    onChange(patchDimension(question, key, patch as Partial<Dimension>), merge && `${merge}:${key}`);
  const measures = question.measures;
  const buckets = field?.buckets ?? [];
  const numeric = field?.type === 'number';
  return (
    <Card
      name={name}
      choice={
        buckets.length > 0 ? (
          <Select<QuestionBucket | 'none'>
            size="small"
            aria-label={t('boardBuild.q.bucket_of', { name })}
            popupMatchSelectWidth={false}
            value={dimension.bucket ?? 'none'}
            options={(['none', ...buckets] as const).map((bucket) => ({
              value: bucket,
              label: t(`boardBuild.q.bucket.${bucket}`),
            }))}
            onChange={(bucket) =>
              put({
                bucket: bucket === 'none' ? undefined : bucket,
                fill: isStretch(bucket) ? true : undefined,
                yearBegins: undefined,
              })
            }
          />
        ) : null
      }
      onUp={first ? undefined : () => onChange(moveDimension(question, key, -1))}
      onDown={last ? undefined : () => onChange(moveDimension(question, key, 1))}
      onRemove={() => onChange(removeDimension(question, key))}
    >
      <LabelRow
        label={t('boardBuild.q.name')}
        value={dimension.label}
        onChange={(next) => put({ label: next }, 'label')}
      />
      {barePath(dimension.formula) === undefined && place ? (
        <FormulaBox
          label={t('boardBuild.q.formula_of', { name })}
          value={dimension.formula}
          place={place}
          expected={undefined}
          onChange={(formula) => {
            if (formula !== undefined) put({ formula }, 'formula');
          }}
        />
      ) : null}
      {question.pivot ? (
        <Choice<'rows' | 'columns'>
          label={t('boardBuild.q.side')}
          value={question.pivot.columns?.includes(key) ? 'columns' : 'rows'}
          options={[
            { value: 'rows', label: t('boardBuild.q.down_side') },
            { value: 'columns', label: t('boardBuild.q.across') },
          ]}
          onChange={(side) => onChange(pivotSide(question, key, side))}
        />
      ) : null}
      {dimension.bucket === 'year' || dimension.bucket === 'quarter' ? (
        <CountRow
          label={t('boardBuild.q.year_begins')}
          value={dimension.yearBegins}
          minimum={1}
          maximum={12}
          placeholder="1"
          onChange={(month) => put({ yearBegins: month === 1 ? undefined : month })}
        />
      ) : null}
      {isStretch(dimension.bucket) ? (
        <SwitchRow
          label={t('boardBuild.q.fill')}
          checked={dimension.fill === true}
          onChange={(on) => put({ fill: on ? true : undefined })}
        />
      ) : null}
      {numeric ? <BinRows bins={dimension.bins} onChange={(bins) => put({ bins })} /> : null}
      {isStretch(dimension.bucket) || dimension.bins ? null : (
        <>
          <CountRow
            label={t('boardBuild.q.top')}
            value={top?.count}
            minimum={1}
            maximum={1000}
            placeholder={t('boardBuild.q.all')}
            onChange={(count) =>
              put({
                top:
                  count === undefined
                    ? undefined
                    : { others: true, ...top, count, by: top?.by ?? measures[0]?.key ?? '' },
              })
            }
          />
          {top ? (
            <>
              <Row label={t('boardBuild.q.top_by')}>
                {(id) => (
                  <Select<string>
                    id={id}
                    size="small"
                    value={top.by}
                    options={measures.map((each) => ({ value: each.key, label: label(each.label, each.key) }))}
                    onChange={(by) => put({ top: { ...top, by } })}
                  />
                )}
              </Row>
              <SwitchRow
                label={t('boardBuild.q.others')}
                checked={top.others !== false}
                onChange={(others) => put({ top: { ...top, others } })}
              />
            </>
          ) : null}
        </>
      )}
    </Card>
  );
}

/** Numbers put into bins: of one size, or between given edges. */
function BinRows({ bins, onChange }: { bins: Bins | undefined; onChange: (bins: Bins | undefined) => void }) {
  const { t } = useTranslation();
  const kind = bins === undefined ? 'none' : 'size' in bins ? 'size' : 'edges';
  return (
    <>
      <Choice<typeof kind>
        label={t('boardBuild.q.bins')}
        value={kind}
        options={(['none', 'size', 'edges'] as const).map((each) => ({
          value: each,
          label: t(`boardBuild.q.bin.${each}`),
        }))}
        onChange={(next) =>
          onChange(next === 'none' ? undefined : next === 'size' ? { size: '1000' } : { edges: ['0', '1000', '5000'] })
        }
      />
      {bins && 'size' in bins ? (
        <Input
          size="small"
          aria-label={t('boardBuild.q.bin_size')}
          inputMode="decimal"
          defaultValue={bins.size}
          onBlur={(event) => {
            const size = parseNumber(event.target.value);
            if (size !== undefined && Number(size) > 0) onChange({ ...bins, size });
          }}
        />
      ) : null}
      {bins && 'edges' in bins ? (
        <Select<string[]>
          size="small"
          mode="tags"
          open={false}
          suffixIcon={null}
          aria-label={t('boardBuild.q.bin_edges')}
          tokenSeparators={[' ', ';', '；', '、', '\n']}
          value={[...bins.edges]}
          onChange={(texts) => {
            const edges = [...new Set(texts.flatMap((text) => parseNumber(text) ?? []))].sort(
              (left, right) => Number(left) - Number(right),
            );
            if (edges.length > 0) onChange({ edges });
          }}
        />
      ) : null}
      {bins ? <p className={css.hint}>{t('boardBuild.q.bins_help')}</p> : null}
    </>
  );
}
