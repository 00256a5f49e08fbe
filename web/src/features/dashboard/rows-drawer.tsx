import { useInfiniteQuery } from '@tanstack/react-query';
import { Button, Drawer } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { loadRowsBehind, type RowBehind } from '@/api/questions';
import { formatQuantity } from '@/engine/numbers';
import { ledgerOf } from '@/engine/report/question';
import { cellText, isNumber } from '@/engine/report/result';
import { useWords } from '@/ui/report/look-around';
import report from '@/ui/report/report.module.css';
import { EmptyState, ErrorState, Loading } from '@/ui/states';
import { usePhone } from '@/ui/use-phone';
import type { LookedInto } from './board-context';
import css from './dashboard.module.css';

interface RowsDrawerProps {
  into: LookedInto;
  onSource: () => void;
  onClose: () => void;
}

/** The very rows behind a number, as far as the reader may see them; each leads to its record. */
export function RowsDrawer({ into, onSource, onClose }: RowsDrawerProps) {
  const { t } = useTranslation();
  const phone = usePhone();
  const words = useWords();
  const { asked, at, measure } = into;
  const query = useInfiniteQuery({
    queryKey: ['questions', 'rows', asked, at, measure],
    queryFn: ({ pageParam, signal }) =>
      loadRowsBehind({ ...asked, at, ...(measure === undefined ? {} : { measure }) }, pageParam, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    gcTime: 0,
  });
  const [first] = query.data?.pages ?? [];
  const items = query.data?.pages.flatMap((page) => page.items) ?? [];
  const columns = first?.columns ?? [];
  return (
    <Drawer
      open
      placement={phone ? 'bottom' : 'right'}
      size={phone ? '86%' : 720}
      title={into.title}
      extra={
        <Button size="small" onClick={onSource}>
          {t('boards.menu.source')}
        </Button>
      }
      onClose={onClose}
    >
      {query.isPending ? <Loading lines={8} /> : null}
      {query.isError ? <ErrorState error={query.error} retry={() => void query.refetch()} /> : null}
      {first ? (
        <p className={css.hint}>{t('boards.rows.count', { number: formatQuantity(String(first.total), 0) })}</p>
      ) : null}
      {first && items.length === 0 ? <EmptyState title={t('boards.rows.none')} /> : null}
      {first && items.length > 0 ? (
        <div className={css.rows} tabIndex={0} role="group" aria-label={t('boards.menu.rows')}>
          <table className={report.table}>
            <thead>
              <tr>
                <th scope="col">{t('boards.rows.record')}</th>
                {columns.map((column) => (
                  <th key={column.key} scope="col" className={isNumber(column) ? report.right : undefined}>
                    {column.label}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {items.map((item, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: several lines of one record are several rows
                <tr key={`${item.record ?? item.title}/${index}`}>
                  <td className={report.text}>
                    <RowLink form={first.form} item={item} />
                  </td>
                  {columns.map((column, place) => (
                    <td key={column.key} className={isNumber(column) ? `num ${report.right}` : report.text}>
                      {cellText(column, item.values[place], { ...words, nothing: '' })}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      ) : null}
      {query.hasNextPage ? (
        <Button type="link" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          {t('boards.rows.more', { shown: items.length, total: formatQuantity(String(first?.total ?? 0), 0) })}
        </Button>
      ) : null}
    </Drawer>
  );
}

/** Leads to the record, or to the balance it is a row of. */
function RowLink({ form, item }: { form: string; item: RowBehind }) {
  if (item.record !== undefined) return <Link to={`/forms/${item.form ?? form}/${item.record}`}>{item.title}</Link>;
  const place = new URLSearchParams(Object.entries(item.at ?? {}).map(([key, value]) => [`at.${key}`, value]));
  return <Link to={`/ledgers/${ledgerOf(form)}?${place}`}>{item.title}</Link>;
}
