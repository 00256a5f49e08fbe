import '@/i18n/told';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button, Checkbox, Segmented, Select, Switch } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  loadPreferences,
  NOTICE_CHANNELS,
  NOTICE_KINDS,
  type NoticeChannel,
  type NoticeKind,
  type NoticeMode,
  type NoticePreference,
  type NoticePreferenceView,
  PREFERENCES_KEY,
  savePreferences,
} from '@/api/notice-preferences';
import { Page, Panel } from '@/ui/page';
import { useErrorText } from '@/ui/problem-text';
import { ErrorState, Loading } from '@/ui/states';
import css from './told.module.css';

const MODES = ['off', 'now', 'digest'] as const;
const HALF_HOURS = Array.from({ length: 48 }, (_, index) => {
  const time = `${String(Math.floor(index / 2)).padStart(2, '0')}:${index % 2 === 0 ? '00' : '30'}`;
  return { value: time, label: time };
});

/** `/messages/preferences`: which messages come through which channel, and when none does. */
export function ToldPage() {
  const { t } = useTranslation();
  const query = useQuery({ queryKey: PREFERENCES_KEY, queryFn: loadPreferences });
  return (
    <Page title={t('told.title')} width="narrow">
      <p className={css.help}>{t('told.intro')}</p>
      {query.isPending ? <Loading lines={6} /> : null}
      {query.isError ? <ErrorState error={query.error} retry={() => void query.refetch()} /> : null}
      {query.data ? <Told view={query.data} /> : null}
    </Page>
  );
}

function Told({ view }: { view: NoticePreferenceView }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const errorText = useErrorText();
  const queries = useQueryClient();
  const { channels, ...kept } = view;
  const [wish, setWish] = useState<NoticePreference>(kept);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState('');
  const put = (patch: Partial<NoticePreference>) => setWish((before) => ({ ...before, ...patch }));
  const choose = (kind: NoticeKind, channel: NoticeChannel, mode: NoticeMode | 'off') => {
    const { [channel]: _, ...others } = wish.ways[kind] ?? {};
    put({ ways: { ...wish.ways, [kind]: mode === 'off' ? others : { ...others, [channel]: mode } } });
  };
  const save = async () => {
    setBusy(true);
    setFailure('');
    try {
      await savePreferences(wish);
      void message.success(t('told.saved'));
      await queries.invalidateQueries({ queryKey: PREFERENCES_KEY });
    } catch (error) {
      setFailure(errorText(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <Panel title={t('told.ways')}>
        <div className={css.channels}>
          {NOTICE_CHANNELS.map((channel) => (
            <p key={channel}>
              <strong>{t(`told.channel.${channel}`)}</strong>{' '}
              <span>
                {channels[channel].there ? (channels[channel].address ?? t('told.no_address')) : t('told.not_there')}
              </span>
            </p>
          ))}
        </div>
        <ul className={css.kinds}>
          {NOTICE_KINDS.map((kind) => (
            <li key={kind}>
              <div className={css.kind}>
                {t(`told.kind.${kind}`)}
                <small>{t(`told.kind_help.${kind}`)}</small>
              </div>
              {NOTICE_CHANNELS.map((channel) => (
                // biome-ignore lint/a11y/noLabelWithoutControl: the choice carries the same name itself
                <label key={channel} className={css.way}>
                  <span>{t(`told.channel.${channel}`)}</span>
                  <Select<NoticeMode | 'off'>
                    aria-label={t('told.mode_of', {
                      kind: t(`told.kind.${kind}`),
                      channel: t(`told.channel.${channel}`),
                    })}
                    value={wish.ways[kind]?.[channel] ?? 'off'}
                    disabled={!channels[channel].there && wish.ways[kind]?.[channel] === undefined}
                    options={MODES.map((mode) => ({ value: mode, label: t(`told.mode.${mode}`) }))}
                    onChange={(mode) => choose(kind, channel, mode)}
                  />
                </label>
              ))}
            </li>
          ))}
        </ul>
      </Panel>
      <Panel title={t('told.quiet')}>
        <div className={css.form}>
          <p className={css.help}>{t('told.quiet_help')}</p>
          <div className={css.line}>
            <Switch
              aria-label={t('told.quiet_on')}
              checked={wish.quiet !== null}
              onChange={(on) => put({ quiet: on ? { from: '22:00', until: '08:00', daysOff: false } : null })}
            />
            <span>{t('told.quiet_on')}</span>
          </div>
          {wish.quiet ? (
            <>
              <div className={css.line}>
                <span>{t('told.from')}</span>
                <Clock
                  label={t('told.from')}
                  value={wish.quiet.from}
                  onChange={(from) => put({ quiet: wish.quiet && { ...wish.quiet, from } })}
                />
                <span>{t('told.until')}</span>
                <Clock
                  label={t('told.until')}
                  value={wish.quiet.until}
                  onChange={(until) => put({ quiet: wish.quiet && { ...wish.quiet, until } })}
                />
              </div>
              <Checkbox
                checked={wish.quiet.daysOff}
                onChange={({ target }) => put({ quiet: wish.quiet && { ...wish.quiet, daysOff: target.checked } })}
              >
                {t('told.days_off')}
              </Checkbox>
            </>
          ) : null}
        </div>
      </Panel>
      <Panel title={t('told.digest')}>
        <div className={css.form}>
          <p className={css.help}>{t('told.digest_help')}</p>
          <div className={css.line}>
            <span>{t('told.digest_at')}</span>
            <Clock label={t('told.digest_at')} value={wish.digest} onChange={(digest) => put({ digest })} />
          </div>
        </div>
      </Panel>
      <Panel title={t('told.language')}>
        <div className={css.form}>
          <p className={css.help}>{t('told.language_help')}</p>
          <Segmented<'zh' | 'en'>
            aria-label={t('told.language')}
            value={wish.language}
            options={[
              { value: 'zh', label: '中文' },
              { value: 'en', label: 'English' },
            ]}
            onChange={(language) => put({ language })}
          />
        </div>
      </Panel>
      {failure ? <Alert type="error" showIcon title={failure} /> : null}
      <div>
        <Button type="primary" loading={busy} onClick={() => void save()}>
          {t('told.save')}
        </Button>
      </div>
    </>
  );
}

function Clock({ label, value, onChange }: { label: string; value: string; onChange: (time: string) => void }) {
  const known = HALF_HOURS.some((each) => each.value === value);
  return (
    <Select
      aria-label={label}
      style={{ width: 96 }}
      value={value}
      options={known ? HALF_HOURS : [{ value, label: value }, ...HALF_HOURS]}
      onChange={onChange}
    />
  );
}
