import { useInfiniteQuery } from '@tanstack/react-query';
import { Button, Drawer, Input, Segmented } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { loadMaterials, PLAN_PAGE, type PlannedMaterial, type Shown } from '@/api/planning';
import { formatNumber } from '@/engine/numbers';
import { Panel } from '@/ui/page';
import { EmptyState, ErrorState, Loading } from '@/ui/states';
import { usePhone } from '@/ui/use-phone';
import { MaterialDetail } from './material-detail';
import css from './planning.module.css';

const SHOWN: readonly Shown[] = ['short', 'suggested', 'all'];

/** Materials, those first that are short soonest. */
export function MaterialsTab({ run }: { run: string }) {
  const { t } = useTranslation();
  const phone = usePhone();
  const [what, setWhat] = useState<Shown>('short');
  const [search, setSearch] = useState('');
  const [open, setOpen] = useState<PlannedMaterial>();
  const query = useInfiniteQuery({
    queryKey: ['planning', 'materials', run, what, search],
    queryFn: ({ pageParam, signal }) => loadMaterials(what, search, pageParam, signal),
    initialPageParam: 0,
    getNextPageParam: (page, pages) => (pages.length * PLAN_PAGE < page.total ? pages.length * PLAN_PAGE : undefined),
  });
  const rows = query.data?.pages.flatMap((page) => page.rows) ?? [];
  return (
    <Panel flush>
      <div className={css.bar}>
        <Segmented
          value={what}
          onChange={setWhat}
          options={SHOWN.map((value) => ({ value, label: t(`planning.shown.${value}`) }))}
        />
        <Input.Search
          className={css.search ?? ''}
          allowClear
          placeholder={t('planning.search')}
          aria-label={t('planning.search')}
          onSearch={setSearch}
        />
        {query.data ? (
          <span className={css.quiet}>{t('planning.total', { count: query.data.pages[0]?.total ?? 0 })}</span>
        ) : null}
      </div>
      {query.isPending ? <Loading lines={8} /> : null}
      {query.isError ? <ErrorState error={query.error} retry={() => void query.refetch()} /> : null}
      {query.isSuccess && rows.length === 0 ? (
        <EmptyState title={t('planning.no_short')} hint={t('planning.no_short_hint')} />
      ) : null}
      {rows.length > 0 ? phone ? <Cards rows={rows} onOpen={setOpen} /> : <Table rows={rows} onOpen={setOpen} /> : null}
      {query.hasNextPage ? (
        <div className={css.bar}>
          <Button loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            {t('planning.more')}
          </Button>
        </div>
      ) : null}
      <Drawer
        open={open !== undefined}
        onClose={() => setOpen(undefined)}
        size={680}
        title={open?.title}
        destroyOnHidden
      >
        {open ? <MaterialDetail id={open.id} run={run} /> : null}
      </Drawer>
    </Panel>
  );
}

interface RowsProps {
  rows: PlannedMaterial[];
  onOpen: (row: PlannedMaterial) => void;
}

function Late({ row }: { row: PlannedMaterial }) {
  const { t } = useTranslation();
  if (row.late > 0) return <span className={css.bad}>{t('planning.late_days', { count: row.late })}</span>;
  return <span className={css.quiet}>{row.shortOn ? t('planning.in_time') : ''}</span>;
}

function Table({ rows, onOpen }: RowsProps) {
  const { t } = useTranslation();
  return (
    <section className={css.scroll} aria-label={t('planning.tab_materials')}>
      <table className={css.table}>
        <thead>
          <tr>
            <th>{t('planning.material')}</th>
            <th>{t('planning.short_on')}</th>
            <th className={css.number}>{t('planning.shortage')}</th>
            <th className={css.number}>{t('planning.stock')}</th>
            <th className={css.number}>{t('planning.demand')}</th>
            <th className={css.number}>{t('planning.supply')}</th>
            <th className={css.number}>{t('planning.suggested')}</th>
            <th>{t('planning.late')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <td>
                <button type="button" className={css.open} onClick={() => onOpen(row)}>
                  {row.title}
                </button>{' '}
                <span className={css.quiet}>{row.made ? t('planning.made') : ''}</span>
              </td>
              <td className={row.shortOn ? css.bad : css.quiet}>{row.shortOn ?? '—'}</td>
              <td className={css.number}>{row.shortage === '0' ? '—' : formatNumber(row.shortage)}</td>
              <td className={css.number}>{formatNumber(row.stock)}</td>
              <td className={css.number}>{formatNumber(row.demand)}</td>
              <td className={css.number}>{formatNumber(row.supply)}</td>
              <td className={css.number}>{formatNumber(row.suggested)}</td>
              <td>
                <Late row={row} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Cards({ rows, onOpen }: RowsProps) {
  const { t } = useTranslation();
  return (
    <ul className={css.cards}>
      {rows.map((row) => (
        <li key={row.id}>
          <h3 style={{ gridColumn: '1 / -1' }}>
            <button type="button" className={css.open} onClick={() => onOpen(row)}>
              {row.title}
            </button>
          </h3>
          <dl>
            <div>
              <dt>{t('planning.short_on')}</dt>
              <dd className={row.shortOn ? css.bad : undefined}>{row.shortOn?.slice(5) ?? '—'}</dd>
            </div>
            <div>
              <dt>{t('planning.shortage')}</dt>
              <dd>{formatNumber(row.shortage)}</dd>
            </div>
            <div>
              <dt>{t('planning.suggested')}</dt>
              <dd>{formatNumber(row.suggested)}</dd>
            </div>
            <div>
              <dt>{t('planning.stock')}</dt>
              <dd>{formatNumber(row.stock)}</dd>
            </div>
            <div>
              <dt>{t('planning.supply')}</dt>
              <dd>{formatNumber(row.supply)}</dd>
            </div>
            <div>
              <dt>{t('planning.late')}</dt>
              <dd>
                <Late row={row} />
              </dd>
            </div>
          </dl>
        </li>
      ))}
    </ul>
  );
}
