import '@/i18n/channels';
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, Input, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import {
  DELIVERY_CHANNELS,
  DELIVERY_STATES,
  type Delivery,
  type DeliveryQuery,
  type DeliveryState,
  loadDeliveries,
  sendAgain,
} from '@/api/channels';
import { Page, Panel } from '@/ui/page';
import { useErrorText } from '@/ui/problem-text';
import { NoPermission } from '@/ui/refusals';
import { useWorkplace } from '@/ui/session';
import { EmptyState, ErrorState, Loading } from '@/ui/states';
import { StateTag } from '@/ui/values/status-tag';
import { Moment } from '@/ui/values/time';
import css from './channels.module.css';

const COLORS: Record<DeliveryState, string> = {
  sent: 'green',
  held: 'gold',
  sending: 'blue',
  not_sent: 'orange',
  failed: 'red',
};

/** `/deliveries`: every message that went out or did not, and why. */
export function DeliveriesPage() {
  const { session } = useWorkplace();
  return session.administers ? <Deliveries /> : <NoPermission />;
}

function Deliveries() {
  const { t } = useTranslation();
  const [search, setSearch] = useSearchParams();
  const asked: DeliveryQuery = {
    channel: search.get('channel') ?? undefined,
    state: search.get('state') ?? undefined,
    text: search.get('text') ?? undefined,
  };
  const query = useInfiniteQuery({
    queryKey: ['deliveries', asked],
    queryFn: ({ pageParam, signal }) => loadDeliveries(asked, pageParam, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    staleTime: 0,
  });
  const items = query.data?.pages.flatMap((page) => page.items) ?? [];
  const put = (key: keyof DeliveryQuery, value: string | null | undefined) =>
    setSearch(
      (before) => {
        if (value) before.set(key, value);
        else before.delete(key);
        return before;
      },
      { replace: true },
    );
  const isFiltered = Object.values(asked).some((each) => each !== undefined);
  return (
    <Page
      title={t('deliveries.title')}
      width="text"
      actions={
        <>
          <Link to="/channels" className={css.action ?? ''}>
            {t('channels.title')}
          </Link>
          <Button loading={query.isRefetching} onClick={() => void query.refetch()}>
            {t('deliveries.refresh')}
          </Button>
        </>
      }
    >
      <Panel flush>
        <div className={css.bar}>
          <Select
            className={css.pick ?? ''}
            allowClear
            aria-label={t('deliveries.channel')}
            placeholder={t('deliveries.channel')}
            value={asked.channel ?? null}
            options={DELIVERY_CHANNELS.map((each) => ({ value: each, label: t(`deliveries.channels.${each}`) }))}
            onChange={(next) => put('channel', next)}
          />
          <Select
            className={css.pick ?? ''}
            allowClear
            aria-label={t('deliveries.state')}
            placeholder={t('deliveries.state')}
            value={asked.state ?? null}
            options={DELIVERY_STATES.map((each) => ({ value: each, label: t(`deliveries.states.${each}`) }))}
            onChange={(next) => put('state', next)}
          />
          <Input.Search
            className={css.search ?? ''}
            allowClear
            aria-label={t('deliveries.search')}
            placeholder={t('deliveries.search')}
            defaultValue={asked.text ?? ''}
            onSearch={(text) => put('text', text.trim())}
          />
        </div>
        {query.isPending ? <Loading lines={6} /> : null}
        {query.isError ? <ErrorState error={query.error} retry={() => void query.refetch()} /> : null}
        {query.isSuccess && items.length === 0 ? (
          <EmptyState
            title={isFiltered ? t('deliveries.none_found') : t('deliveries.none')}
            hint={isFiltered ? t('deliveries.none_found_hint') : t('deliveries.none_hint')}
          />
        ) : null}
        <ul>
          {items.map((item) => (
            <DeliveryRow key={item.id} item={item} />
          ))}
        </ul>
        {query.hasNextPage ? (
          <div className={css.moreBar}>
            <Button loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
              {t('common.more')}
            </Button>
          </div>
        ) : null}
      </Panel>
    </Page>
  );
}

function DeliveryRow({ item }: { item: Delivery }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const errorText = useErrorText();
  const [busy, setBusy] = useState(false);
  const again = async () => {
    setBusy(true);
    try {
      const tried = await sendAgain(item.id);
      if (tried.state === 'sent') void message.success(t('deliveries.sent_now'));
      else if (tried.reason) void message.error(tried.reason.message, 6);
    } catch (error) {
      void message.error(errorText(error));
    } finally {
      setBusy(false);
      await queries.invalidateQueries({ queryKey: ['deliveries'] });
    }
  };
  return (
    <li className={css.delivery}>
      <span>
        <StateTag color={COLORS[item.state]}>{t(`deliveries.states.${item.state}`)}</StateTag>
      </span>
      <div>
        {item.subject ? <p className={css.subject}>{item.subject}</p> : null}
        <p className={css.body}>{item.body}</p>
        {item.reason ? <p className={css.reason}>{item.reason.message}</p> : null}
        <p className={css.facts}>
          <span>{t(`deliveries.channels.${item.channel}`)}</span>
          <span>{item.recipient}</span>
          <Moment at={item.at} seconds />
          {item.attempts > 1 ? <span>{t('deliveries.attempts', { count: item.attempts })}</span> : null}
          {item.together ? <span>{t('deliveries.together')}</span> : null}
        </p>
      </div>
      <span>
        {item.state === 'failed' || item.state === 'not_sent' ? (
          <Button size="small" loading={busy} onClick={() => void again()}>
            {t('deliveries.again')}
          </Button>
        ) : null}
      </span>
    </li>
  );
}
