import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, Drawer, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { CALL_STATES, type CallState, type Hook, type HookCall, loadCalls, replayCall } from '@/api/hooks';
import { useErrorText } from '@/ui/problem-text';
import { EmptyState, ErrorState, Loading } from '@/ui/states';
import { usePhone } from '@/ui/use-phone';
import { StateTag } from '@/ui/values/status-tag';
import { Moment } from '@/ui/values/time';
import css from './hooks.module.css';

const COLORS: Record<CallState, string> = { done: 'green', repeated: 'default', refused: 'red', received: 'blue' };

/** Every call of a door as it came, and another try. */
export function CallsDrawer({ hook, onClose }: { hook: Hook; onClose: () => void }) {
  const { t } = useTranslation();
  const phone = usePhone();
  const [state, setState] = useState<string>();
  const query = useInfiniteQuery({
    queryKey: ['hooks', 'calls', hook.id, state],
    queryFn: ({ pageParam }) => loadCalls(hook.id, state, pageParam),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    staleTime: 0,
  });
  const items = query.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Drawer
      open
      size={phone ? '100%' : 640}
      title={t('hooks.calls_title', { name: hook.label })}
      onClose={onClose}
      extra={
        <Button size="small" loading={query.isRefetching} onClick={() => void query.refetch()}>
          {t('deliveries.refresh')}
        </Button>
      }
    >
      <Select
        allowClear
        aria-label={t('hooks.state')}
        placeholder={t('hooks.state')}
        style={{ width: 160, marginBottom: 12 }}
        value={state ?? null}
        options={CALL_STATES.map((each) => ({ value: each, label: t(`hooks.states.${each}`) }))}
        onChange={(next?: string | null) => setState(next ?? undefined)}
      />
      {query.isPending ? <Loading lines={6} /> : null}
      {query.isError ? <ErrorState error={query.error} retry={() => void query.refetch()} /> : null}
      {query.isSuccess && items.length === 0 ? (
        <EmptyState title={t('hooks.no_calls')} hint={t('hooks.no_calls_hint')} />
      ) : null}
      <ul className={css.calls}>
        {items.map((call) => (
          <Call key={call.id} call={call} form={hook.form} />
        ))}
      </ul>
      {query.hasNextPage ? (
        <Button block loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          {t('common.more')}
        </Button>
      ) : null}
    </Drawer>
  );
}

function pretty(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    return body;
  }
}

function Call({ call, form }: { call: HookCall; form: string }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const errorText = useErrorText();
  const queries = useQueryClient();
  const [busy, setBusy] = useState(false);
  const replay = async () => {
    setBusy(true);
    try {
      const { repeated } = await replayCall(call.id);
      void message.success(repeated ? t('hooks.replayed_before') : t('hooks.replayed'));
    } catch (error) {
      void message.error(errorText(error), 6);
    } finally {
      setBusy(false);
      await queries.invalidateQueries({ queryKey: ['hooks', 'calls'] });
    }
  };
  return (
    <li className={css.call}>
      <div className={css.callHead}>
        <StateTag color={COLORS[call.state]}>{t(`hooks.states.${call.state}`)}</StateTag>
        <Moment at={call.at} seconds />
        {call.key ? <code className={css.key}>{call.key}</code> : null}
        <span className={css.space} />
        {call.record ? <Link to={`/forms/${form}/${call.record}`}>{t('hooks.record')}</Link> : null}
        {call.state === 'refused' || call.state === 'received' ? (
          <Button size="small" loading={busy} onClick={() => void replay()}>
            {t('hooks.replay')}
          </Button>
        ) : null}
      </div>
      {call.reasons.map((reason) => (
        <p key={reason} className={css.reason}>
          {reason}
        </p>
      ))}
      <details>
        <summary>{t('hooks.raw')}</summary>
        <pre className={css.raw}>
          {Object.entries(call.headers)
            .map(([name, value]) => `${name}: ${value}`)
            .join('\n')}
          {'\n\n'}
          {pretty(call.body)}
        </pre>
      </details>
    </li>
  );
}
