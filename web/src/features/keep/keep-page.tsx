import '@/i18n/told';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, InputNumber, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { KEEP_KEY, KEPT, type KeepTime, type Kept, loadKeepTimes, setKeepTime } from '@/api/keep';
import { Page, Panel } from '@/ui/page';
import { useErrorText } from '@/ui/problem-text';
import { NoPermission } from '@/ui/refusals';
import { useWorkplace } from '@/ui/session';
import { ErrorState, Loading } from '@/ui/states';
import css from './keep.module.css';

/** `/keep`: how long what only grows is kept. */
export function KeepPage() {
  const { session } = useWorkplace();
  return session.administers ? <Keep /> : <NoPermission />;
}

function Keep() {
  const { t } = useTranslation();
  const query = useQuery({ queryKey: KEEP_KEY, queryFn: loadKeepTimes });
  const shown = (query.data ?? []).filter(({ name }) => KEPT.includes(name as Kept));
  return (
    <Page title={t('frame.keep')} width="narrow">
      <p className={css.help}>{t('keep.intro')}</p>
      {query.isPending ? <Loading lines={6} /> : null}
      {query.isError ? <ErrorState error={query.error} retry={() => void query.refetch()} /> : null}
      {query.data ? (
        <Panel flush>
          <ul className={css.list}>
            {KEPT.flatMap((name) => shown.filter((each) => each.name === name)).map((time) => (
              <KeepRow key={`${time.name}/${time.days}/${time.said}`} time={time} />
            ))}
          </ul>
        </Panel>
      ) : null}
    </Page>
  );
}

function KeepRow({ time }: { time: KeepTime }) {
  const { t } = useTranslation();
  const { message, modal } = App.useApp();
  const errorText = useErrorText();
  const queries = useQueryClient();
  const name = time.name as Kept;
  const [mode, setMode] = useState<'usual' | 'days' | 'always'>(
    time.said ? (time.days === 0 ? 'always' : 'days') : 'usual',
  );
  const [days, setDays] = useState(time.days || time.usual || 180);
  const [busy, setBusy] = useState(false);
  const wanted = mode === 'usual' ? null : mode === 'always' ? 0 : days;
  const changed = wanted !== (time.said ? time.days : null);
  const save = async () => {
    setBusy(true);
    try {
      await setKeepTime(name, wanted);
      void message.success(t('keep.saved'));
      await queries.invalidateQueries({ queryKey: KEEP_KEY });
    } catch (error) {
      void message.error(errorText(error));
    } finally {
      setBusy(false);
    }
  };
  const shorter = mode !== 'always' && (time.days === 0 || (wanted ?? time.usual) < time.days);
  const ask = () =>
    shorter
      ? modal.confirm({
          title: t('keep.shorter_title', { what: t(`keep.kind.${name}`) }),
          content: t('keep.shorter', { count: wanted ?? time.usual }),
          okText: t('keep.save'),
          cancelText: t('common.cancel'),
          okButtonProps: { danger: true },
          onOk: save,
        })
      : void save();
  return (
    <li>
      <div className={css.what}>
        {t(`keep.kind.${name}`)}
        <small>{t(`keep.help.${name}`)}</small>
      </div>
      <Select
        aria-label={t('keep.mode_of', { what: t(`keep.kind.${name}`) })}
        className={css.mode ?? ''}
        value={mode}
        options={[
          { value: 'usual', label: time.usual > 0 ? t('keep.usual', { count: time.usual }) : t('keep.usual_always') },
          { value: 'days', label: t('keep.days') },
          { value: 'always', label: t('keep.always') },
        ]}
        onChange={setMode}
      />
      {mode === 'days' ? (
        <InputNumber
          aria-label={t('keep.days_of', { what: t(`keep.kind.${name}`) })}
          min={1}
          max={3650}
          precision={0}
          value={days}
          suffix={t('keep.day')}
          onChange={(next) => setDays(next ?? 1)}
        />
      ) : null}
      {changed ? (
        <Button type="primary" loading={busy} onClick={ask}>
          {t('keep.save')}
        </Button>
      ) : null}
    </li>
  );
}
