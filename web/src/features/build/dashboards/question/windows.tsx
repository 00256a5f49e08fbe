import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { type Question, type ResultFormula, WINDOWS, type Window } from '@/engine/report/board';
import { compact } from '@/engine/report/operations';
import { addResult, addWindow, isStretch } from '@/engine/report/question';
import { FormulaBox } from '@/features/build/panel/formula-box';
import { Choice, CountRow, Group, LabelRow, Row } from '@/features/build/panel/parts';
import { useLabel } from '@/ui/session';
import css from '../boards.module.css';
import { useColumnPlace } from '../use-source';
import { Card } from './card';

interface WindowsProps {
  question: Question;
  onChange: (question: Question, merge?: string) => void;
}

/** Numbers worked out from the answer: ratios of its columns, and what looks at its other rows. */
export function Windows({ question, onChange }: WindowsProps) {
  const { t } = useTranslation();
  const label = useLabel();
  const place = useColumnPlace(question, 'last');
  const results = question.results ?? [];
  const windows = question.windows ?? [];
  const put = (patch: Partial<Record<'results' | 'windows', unknown>>, merge?: string) => {
    const next = { ...question, ...patch } as Question;
    onChange(
      compact({
        ...next,
        results: next.results && next.results.length > 0 ? next.results : (undefined as never),
        windows: next.windows && next.windows.length > 0 ? next.windows : (undefined as never),
      }),
      merge,
    );
  };
  const putResult = (key: string, patch: Partial<Record<keyof ResultFormula, unknown>>, merge?: string) =>
    put(
      { results: results.map((each) => (each.key === key ? compact({ ...each, ...patch }) : each)) },
      merge && `${merge}:${key}`,
    );
  const putWindow = (key: string, patch: Partial<Record<keyof Window, unknown>>, merge?: string) =>
    put(
      { windows: windows.map((each) => (each.key === key ? compact({ ...each, ...patch }) : each)) },
      merge && `${merge}:${key}`,
    );
  return (
    <Group title={t('boardBuild.q.worked_out')}>
      <ul className={css.list}>
        {results.map((result) => (
          <li key={result.key}>
            <Card
              name={label(result.label, result.key)}
              onRemove={() => put({ results: results.filter((each) => each.key !== result.key) })}
            >
              <LabelRow
                label={t('boardBuild.q.name')}
                value={result.label}
                onChange={(next) => putResult(result.key, { label: next }, 'label')}
              />
              {place ? (
                <FormulaBox
                  label={t('boardBuild.q.formula_of', { name: label(result.label, result.key) })}
                  value={result.formula}
                  place={place}
                  expected="number"
                  onChange={(formula) => {
                    if (formula !== undefined) putResult(result.key, { formula }, 'formula');
                  }}
                />
              ) : null}
              <Choice<'number' | 'money' | 'percent'>
                label={t('boardBuild.q.kind')}
                value={result.type ?? 'number'}
                options={(['number', 'money', 'percent'] as const).map((type) => ({
                  value: type,
                  label: t(`boardBuild.q.kinds.${type}`),
                }))}
                onChange={(type) => putResult(result.key, { type })}
              />
            </Card>
          </li>
        ))}
        {windows.map((window) => (
          <li key={window.key}>
            <Card
              name={label(window.label, t(`boardBuild.q.window.${window.type}`))}
              onRemove={() => put({ windows: windows.filter((each) => each.key !== window.key) })}
            >
              <WindowRows
                question={question}
                window={window}
                put={(patch, merge) => putWindow(window.key, patch, merge)}
              />
            </Card>
          </li>
        ))}
      </ul>
      <Select<string>
        size="small"
        aria-label={t('boardBuild.q.add_worked_out')}
        placeholder={t('boardBuild.q.add_worked_out')}
        popupMatchSelectWidth={false}
        value={null}
        options={[
          { value: 'formula', label: t('boardBuild.q.result_formula') },
          ...WINDOWS.filter((type) => mayLook(question, type)).map((type) => ({
            value: type,
            label: t(`boardBuild.q.window.${type}`),
          })),
        ]}
        onChange={(type: string | null) => {
          if (type === 'formula') onChange(addResult(question, { zh: '计算结果', en: 'Result' }));
          else if (type !== null) {
            const name = t(`boardBuild.q.window.${type as Window['type']}`);
            onChange(addWindow(question, type as Window['type'], { zh: name, en: name }));
          }
        }}
      />
    </Group>
  );
}

/** What looks back needs something to look along; last year needs a date. */
function mayLook(question: Question, type: Window['type']): boolean {
  const dimensions = (question.then ?? question).dimensions ?? [];
  if (dimensions.length === 0) return false;
  return !type.startsWith('year_') || dimensions.some((each) => isStretch(each.bucket));
}

function WindowRows(props: {
  question: Question;
  window: Window;
  put: (patch: Partial<Record<keyof Window, unknown>>, merge?: string) => void;
}) {
  const { t } = useTranslation();
  const label = useLabel();
  const { question, window, put } = props;
  const last = question.then ?? question;
  const numbers = [...last.measures, ...(question.results ?? [])];
  const dimensions = last.dimensions ?? [];
  const named = (each: { key: string; label?: Question['measures'][number]['label'] }) => ({
    value: each.key,
    label: label(each.label, each.key),
  });
  const ordered = !['share', 'rank', 'cumulative_share'].includes(window.type);
  return (
    <>
      <LabelRow
        label={t('boardBuild.q.name')}
        value={window.label}
        onChange={(next) => put({ label: next }, 'label')}
      />
      <Row label={t('boardBuild.q.window_of')}>
        {(id) => (
          <Select<string>
            id={id}
            size="small"
            value={window.of}
            options={numbers.map(named)}
            onChange={(of) => put({ of })}
          />
        )}
      </Row>
      {ordered ? (
        <Row label={t('boardBuild.q.along')}>
          {(id) => (
            <Select<string>
              id={id}
              size="small"
              value={window.along}
              options={dimensions.map(named)}
              onChange={(along) => put({ along })}
            />
          )}
        </Row>
      ) : (
        <Row label={t('boardBuild.q.within')} help={t('boardBuild.q.within_help')}>
          {(id) => (
            <Select<string[]>
              id={id}
              size="small"
              mode="multiple"
              value={window.within ?? []}
              options={dimensions.map(named)}
              onChange={(within) => put({ within })}
            />
          )}
        </Row>
      )}
      {window.type === 'moving_average' ? (
        <CountRow
          label={t('boardBuild.q.size')}
          value={window.size}
          minimum={2}
          maximum={366}
          onChange={(size) => put({ size: size ?? 3 })}
        />
      ) : null}
    </>
  );
}
