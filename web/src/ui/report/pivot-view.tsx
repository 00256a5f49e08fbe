import { CaretDownOutlined, CaretRightOutlined } from '@ant-design/icons';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { closedAtFirst, type PivotRow, type PivotSpec, pivotOf } from '@/engine/report/pivot';
import { cellText, type ResultCell } from '@/engine/report/result';
import { useWords } from './look-around';
import { Omissions } from './omissions';
import css from './report.module.css';
import type { WidgetProps } from './widget-props';

const MOST_ROWS = 1_000;

/** Groups down and across, with subtotals that open and close. */
export function PivotView({ widget, result, title, onPick }: WidgetProps) {
  const { t } = useTranslation();
  const words = useWords();
  const { options = {}, question } = widget;
  const spec: PivotSpec = question?.pivot ?? { rows: (question?.dimensions ?? []).map(({ key }) => key) };
  const [closed, setClosed] = useState(() => closedAtFirst(result, spec, options.collapsed ?? [], words));
  // biome-ignore lint/correctness/useExhaustiveDependencies: the parts of the question that shape the table
  const pivot = useMemo(() => pivotOf(result, spec, closed, words), [result, question, closed, words]);
  const shown = pivot.rows.slice(0, MOST_ROWS);
  const toggle = (id: string) => {
    const next = new Set(closed);
    if (!next.delete(id)) next.add(id);
    setClosed(next);
  };
  const pick = (row: PivotRow, path: readonly ResultCell[], measure: string) => {
    const at: Record<string, ResultCell> = {};
    (row.group?.path ?? []).forEach((cell, index) => {
      at[pivot.rowColumns[index]?.key ?? ''] = cell;
    });
    path.forEach((cell, index) => {
      at[pivot.columnColumns[index]?.key ?? ''] = cell;
    });
    onPick?.(at, measure);
  };
  const several = pivot.measures.length > 1;
  const heads = Math.max(pivot.columnColumns.length, 1);
  return (
    <div className={css.tableBox} tabIndex={0} role="group" aria-label={title}>
      <table className={`${css.table} ${css.pivot}`}>
        <caption className="visually-hidden">{title}</caption>
        <thead>
          {Array.from({ length: heads }, (_, level) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: lines of a head have no name of their own
            <tr key={level}>
              {level === 0 ? (
                <th scope="col" rowSpan={heads + (several ? 1 : 0)}>
                  {pivot.rowColumns.map((column) => column.label).join(' / ')}
                </th>
              ) : null}
              {spansOf(pivot.columns, level).map(({ text, span, at, total }) =>
                total && level > 0 ? null : (
                  <th
                    key={at}
                    scope="colgroup"
                    colSpan={span * pivot.measures.length}
                    rowSpan={total ? heads : 1}
                    className={css.right}
                  >
                    {total
                      ? pivot.columnColumns.length === 0 && !several
                        ? pivot.measures[0]?.label
                        : t('boards.total')
                      : text}
                  </th>
                ),
              )}
            </tr>
          ))}
          {several ? (
            <tr>
              {pivot.columns.flatMap((column) =>
                pivot.measures.map((measure) => (
                  <th
                    key={`${column.id}/${measure.key}`}
                    scope="col"
                    className={css.right}
                    data-total={column.total || undefined}
                  >
                    {measure.label}
                  </th>
                )),
              )}
            </tr>
          ) : null}
        </thead>
        <tbody>
          {shown.map((row) => (
            <tr key={row.group?.id ?? 'total'} className={row.total || row.opens ? css.subtotal : undefined}>
              <th scope="row" className={css.rowHead} style={{ paddingInlineStart: 8 + (row.group?.depth ?? 0) * 18 }}>
                {row.opens && row.group ? (
                  <button
                    type="button"
                    className={css.opener}
                    aria-expanded={!closed.has(row.group.id)}
                    onClick={() => toggle(row.group?.id ?? '')}
                  >
                    {closed.has(row.group.id) ? <CaretRightOutlined aria-hidden /> : <CaretDownOutlined aria-hidden />}
                    {row.group.text}
                  </button>
                ) : (
                  <span className={row.group && pivot.rowColumns.length > 1 ? css.leaf : undefined}>
                    {row.total ? t('boards.total') : row.group?.text}
                  </span>
                )}
              </th>
              {row.cells.flatMap((cells, at) =>
                cells.map((cell, measureAt) => {
                  const measure = pivot.measures[measureAt];
                  const column = pivot.columns[at];
                  if (!measure || !column) return null;
                  const text = cell === undefined ? '' : cellText(measure, cell, words, options);
                  return (
                    <td
                      key={`${column.id}/${measure.key}`}
                      className={`num ${css.right}`}
                      data-total={column.total || undefined}
                    >
                      {onPick && cell !== undefined && cell !== null ? (
                        <button
                          type="button"
                          className={css.cellButton}
                          onClick={() => pick(row, column.path, measure.key)}
                        >
                          {text}
                        </button>
                      ) : (
                        text
                      )}
                    </td>
                  );
                }),
              )}
            </tr>
          ))}
        </tbody>
      </table>
      <Omissions
        notes={[
          ...(pivot.hiddenColumns > 0 ? [t('boards.omitted.columns', { number: pivot.hiddenColumns })] : []),
          ...(pivot.rows.length > shown.length
            ? [t('boards.omitted.rows', { number: pivot.rows.length - shown.length })]
            : []),
        ]}
      />
    </div>
  );
}

/** Neighbours of the same group across stand under one head. */
function spansOf(columns: readonly { texts: readonly string[]; total: boolean }[], level: number) {
  const spans: { text: string; span: number; at: number; total: boolean; under: string }[] = [];
  columns.forEach((column, at) => {
    const under = column.texts.slice(0, level + 1).join('\u0001');
    const last = spans.at(-1);
    if (last && !column.total && !last.total && last.under === under) last.span += 1;
    else spans.push({ text: column.texts[level] ?? '', span: 1, at, total: column.total, under });
  });
  return spans;
}
