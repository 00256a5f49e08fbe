import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { loadRecords } from '@/api/records';
import { isNumeric } from '@/engine/blueprint';
import { treeText } from '@/engine/list/tree';
import type { BoardWidget } from '@/engine/report/board';
import { listedField, listedValue } from '@/engine/system-fields';
import { NoPermission } from '../refusals';
import { useForm, useLabel } from '../session';
import { EmptyState, ErrorState, Loading } from '../states';
import { ValueView } from '../values/value-view';
import { Omissions } from './omissions';
import css from './report.module.css';

/** Records of a form as a list on a dashboard; each leads to its page. */
export function RecordsView({ widget, title }: { widget: BoardWidget; title: string }) {
  const { t } = useTranslation();
  const label = useLabel();
  const spec = widget.records;
  const form = useForm(spec?.form);
  const limit = Math.min(spec?.limit ?? 20, 200);
  const filter = spec?.where ? treeText(spec.where) : undefined;
  const query = useQuery({
    queryKey: ['records', spec?.form ?? '', 'board', filter, spec?.sort, limit],
    queryFn: ({ signal }) => loadRecords(spec?.form ?? '', { filter, sort: spec?.sort }, null, signal, limit),
    enabled: form?.may.view ?? false,
  });
  if (!spec) return <EmptyState title={t('boards.records.no_form')} />;
  if (!form?.may.view) return <NoPermission />;
  if (query.isPending) return <Loading lines={4} />;
  if (query.isError) return <ErrorState error={query.error} retry={() => void query.refetch()} />;
  const { items, next } = query.data;
  if (items.length === 0) return <EmptyState title={t('boards.no_rows')} />;
  const fields = spec.fields.flatMap((key) => listedField(form, key) ?? []).filter((field) => field.type !== 'lines');
  return (
    <div className={css.tableBox} tabIndex={0} role="group" aria-label={title}>
      <table className={css.table}>
        <caption className="visually-hidden">{title}</caption>
        <thead>
          <tr>
            {fields.map((field) => (
              <th key={field.key} scope="col" className={isNumeric(field) ? css.right : undefined}>
                {label(field.label, field.key)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {items.map((record) => (
            <tr key={record.id}>
              {fields.map((field, index) => (
                <td key={field.key} className={isNumeric(field) ? css.right : css.text}>
                  {index === 0 ? (
                    <Link to={`/forms/${form.key}/${record.id}`}>
                      <ValueView field={field} value={listedValue(record, field)} dense />
                      {listedValue(record, field) === null ? record.title : null}
                    </Link>
                  ) : (
                    <ValueView field={field} value={listedValue(record, field)} dense />
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <Omissions notes={next === null ? [] : [t('boards.records.first', { number: items.length })]} />
    </div>
  );
}
