import '@/i18n/rights';
import { DownloadOutlined } from '@ant-design/icons';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Button, Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import { loadReveals, type RevealQuery } from '@/api/access';
import { address } from '@/api/client';
import type { PersonField } from '@/engine/blueprint';
import { ChoiceSelect } from '@/ui/inputs/choice-select';
import { useTitles } from '@/ui/inputs/use-titles';
import { Page, Panel } from '@/ui/page';
import { NoPermission } from '@/ui/refusals';
import { useLabel, useWorkplace } from '@/ui/session';
import { EmptyState, ErrorState, Loading } from '@/ui/states';
import { Moment } from '@/ui/values/time';
import css from './access.module.css';

const ANYBODY = { key: 'person', label: {}, type: 'person' } as PersonField;

/** `/reveals`: who looked behind which mask, and when. */
export function RevealsPage() {
  const { session } = useWorkplace();
  return session.administers ? <Reveals /> : <NoPermission />;
}

function Reveals() {
  const { t } = useTranslation();
  const label = useLabel();
  const { blueprint } = useWorkplace();
  const [search, setSearch] = useSearchParams();
  const asked: RevealQuery = {
    by: search.get('by') ?? undefined,
    form: search.get('form') ?? undefined,
    from: search.get('from') ?? undefined,
    to: search.get('to') ?? undefined,
  };
  const names = useTitles(ANYBODY, asked.by ? [asked.by] : []);
  const query = useInfiniteQuery({
    queryKey: ['reveals', asked],
    queryFn: ({ pageParam, signal }) => loadReveals(asked, pageParam, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  });
  const items = query.data?.pages.flatMap((page) => page.items) ?? [];
  const put = (key: keyof RevealQuery, value: string | undefined) =>
    setSearch(
      (before) => {
        if (value) before.set(key, value);
        else before.delete(key);
        return before;
      },
      { replace: true },
    );
  return (
    <Page
      title={t('reveals.title')}
      width="text"
      actions={
        <Button icon={<DownloadOutlined aria-hidden />} href={address('/reveals/file', { ...asked })}>
          {t('reveals.export')}
        </Button>
      }
    >
      <Panel flush>
        <div className={css.bar}>
          <div className={css.pick}>
            <ChoiceSelect
              field={ANYBODY}
              label={t('reveals.by')}
              value={asked.by ? [{ id: asked.by, title: names.get(asked.by) ?? '…' }] : []}
              onChange={([picked]) => put('by', picked?.id)}
            />
          </div>
          <Select
            className={css.pick ?? ''}
            allowClear
            aria-label={t('reveals.form')}
            placeholder={t('reveals.form')}
            value={asked.form ?? null}
            options={blueprint.forms.map((each) => ({ value: each.key, label: label(each.label, each.key) }))}
            onChange={(next) => put('form', next)}
          />
          <Input
            className={css.day ?? ''}
            type="date"
            aria-label={t('reveals.from')}
            value={asked.from ?? ''}
            onChange={({ target }) => put('from', target.value)}
          />
          <span aria-hidden>–</span>
          <Input
            className={css.day ?? ''}
            type="date"
            aria-label={t('reveals.to')}
            value={asked.to ?? ''}
            onChange={({ target }) => put('to', target.value)}
          />
        </div>
        {query.isPending ? <Loading lines={6} /> : null}
        {query.isError ? <ErrorState error={query.error} retry={() => void query.refetch()} /> : null}
        {query.isSuccess && items.length === 0 ? (
          <EmptyState title={t('reveals.none')} hint={t('reveals.none_text')} />
        ) : null}
        {items.length > 0 ? (
          <ul className={css.log}>
            {items.map((item) => (
              <li key={item.id}>
                <Moment at={item.at} seconds />
                <span>
                  {t('reveals.line', { person: item.by.title, form: item.formLabel, field: item.fieldLabel })}
                </span>
                <Link to={`/forms/${item.form}/${item.recordId}`}>{t('explain.open')}</Link>
              </li>
            ))}
          </ul>
        ) : null}
        {query.hasNextPage ? (
          <div className={css.more}>
            <Button loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
              {t('reveals.more')}
            </Button>
          </div>
        ) : null}
      </Panel>
    </Page>
  );
}
