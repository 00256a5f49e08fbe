import { useQuery } from '@tanstack/react-query';
import { App, Button, Checkbox, Drawer, Segmented, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { loadSuggestions, takeSuggestions, type Written } from '@/api/planning';
import type { Suggestion } from '@/engine/planning';
import { type Kind, suppliersOf, untilOf, WINDOWS, type Window, willMake } from '@/engine/planning';
import { Panel } from '@/ui/page';
import { useErrorText } from '@/ui/problem-text';
import { EmptyState, ErrorState, Loading } from '@/ui/states';
import { usePhone } from '@/ui/use-phone';
import { BoardCards, BoardTable } from './board-rows';
import { PeggingDetail } from './pegging-detail';
import css from './planning.module.css';

interface Props {
  run: string;
  today: string;
  onTaken: () => void;
}

/** Suggestions side by side: some are chosen, put together by supplier, and become records at once. */
export function BoardTab({ run, today, onTaken }: Props) {
  const { t } = useTranslation();
  const phone = usePhone();
  const { message, notification } = App.useApp();
  const errorText = useErrorText();
  const navigate = useNavigate();
  const [kind, setKind] = useState<Kind>('all');
  const [within, setWithin] = useState<Window>(0);
  const [chosen, setChosen] = useState<ReadonlySet<number>>(new Set());
  const [merge, setMerge] = useState(true);
  const [busy, setBusy] = useState(false);
  const [open, setOpen] = useState<Suggestion>();
  const query = useQuery({
    queryKey: ['planning', 'suggestions', run, kind, within],
    queryFn: ({ signal }) =>
      loadSuggestions(kind === 'all' ? undefined : kind === 'make', untilOf(today, within), signal),
  });
  const rows = query.data?.rows ?? [];
  const free = rows.filter((row) => row.taken === null);
  const picked = free.filter((row) => chosen.has(row.number));
  const will = willMake(picked, merge);
  const choose = (numbers: number[], on: boolean) =>
    setChosen((before) => {
      const next = new Set(before);
      for (const number of numbers) {
        if (on) next.add(number);
        else next.delete(number);
      }
      return next;
    });
  const take = async () => {
    setBusy(true);
    try {
      const made = await takeSuggestions(
        run,
        picked.map((row) => row.number),
        merge,
      );
      notification.success({ title: <Made made={made} go={navigate} />, duration: 10 });
      setChosen(new Set());
    } catch (error) {
      void message.error(errorText(error), 8);
    } finally {
      setBusy(false);
      onTaken();
    }
  };
  const parts = [
    will.purchases > 0 ? t('planning.board.purchases', { count: will.purchases }) : '',
    will.workOrders > 0 ? t('planning.board.work_orders', { count: will.workOrders }) : '',
  ].filter((part) => part !== '');
  const Rows = phone ? BoardCards : BoardTable;
  return (
    <Panel flush>
      <div className={css.bar}>
        <Segmented
          value={kind}
          onChange={setKind}
          options={(['all', 'buy', 'make'] as const).map((value) => ({
            value,
            label: t(`planning.board.${value}`),
          }))}
        />
        <Select<Window>
          aria-label={t('planning.board.window')}
          value={within}
          onChange={setWithin}
          style={{ width: 140 }}
          options={WINDOWS.map((value) => ({
            value,
            label: value === 0 ? t('planning.board.window_0') : t('planning.board.window_n', { count: value }),
          }))}
        />
        <Checkbox
          disabled={free.length === 0}
          checked={free.length > 0 && picked.length === free.length}
          indeterminate={picked.length > 0 && picked.length < free.length}
          onChange={({ target }) =>
            choose(
              free.map((row) => row.number),
              target.checked,
            )
          }
        >
          {t('planning.board.choose_all')}
        </Checkbox>
      </div>
      {query.isPending ? <Loading lines={8} /> : null}
      {query.isError ? <ErrorState error={query.error} retry={() => void query.refetch()} /> : null}
      {query.isSuccess && rows.length === 0 ? (
        <EmptyState title={t('planning.board.empty')} hint={t('planning.board.empty_hint')} />
      ) : null}
      {rows.length > 0 ? (
        <Rows groups={suppliersOf(rows)} today={today} chosen={chosen} onChoose={choose} onOpen={setOpen} />
      ) : null}
      {picked.length > 0 ? (
        <div className={css.take}>
          <b>{t('planning.board.chosen', { count: picked.length })}</b>
          <span>{t('planning.board.will', { what: parts.join(t('planning.board.and')) })}</span>
          <Checkbox
            checked={merge}
            onChange={({ target }) => setMerge(target.checked)}
            title={t('planning.board.merge_hint')}
          >
            {t('planning.board.merge')}
          </Checkbox>
          <Button type="primary" loading={busy} onClick={() => void take()}>
            {t('planning.board.take')}
          </Button>
        </div>
      ) : null}
      <Drawer
        open={open !== undefined}
        onClose={() => setOpen(undefined)}
        size={640}
        title={open?.title}
        destroyOnHidden
      >
        {open ? <PeggingDetail suggestion={open} run={run} /> : null}
      </Drawer>
    </Panel>
  );
}

interface MadeProps {
  made: { created: Written[]; already: Written[] };
  go: (path: string) => unknown;
}

/** What has been made. It is shown above the pages, where the router's own links do not work. */
function Made({ made, go }: MadeProps) {
  const { t } = useTranslation();
  return (
    <>
      {(['created', 'already'] as const).map((key) =>
        made[key].length === 0 ? null : (
          <p key={key}>
            {t(`planning.board.${key}`, { titles: '' })}
            {made[key].map((one, index) => (
              <span key={one.record}>
                {index > 0 ? t('planning.board.and') : null}
                <a
                  href={`/forms/${one.form}/${one.record}`}
                  onClick={(event) => {
                    event.preventDefault();
                    void go(`/forms/${one.form}/${one.record}`);
                  }}
                >
                  {one.title}
                </a>
              </span>
            ))}
          </p>
        ),
      )}
    </>
  );
}
