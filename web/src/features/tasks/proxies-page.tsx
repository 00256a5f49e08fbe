import '@/i18n/work';
import { PlusOutlined } from '@ant-design/icons';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, Input, Select } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { endProxy, giveProxy, loadProxies, type StandIn } from '@/api/flows';
import type { ReferenceValue } from '@/engine/values';
import { BusyButton } from '@/ui/busy-button';
import { DatePickerInput } from '@/ui/inputs/date-picker-input';
import { Page, Panel } from '@/ui/page';
import { useErrorText } from '@/ui/problem-text';
import { useLabel, useListText, useWorkplace } from '@/ui/session';
import { EmptyState, ErrorState, Loading } from '@/ui/states';
import { Frame } from '@/ui/tasks/frame';
import { PeopleInput } from '@/ui/tasks/people-input';
import dialog from '@/ui/tasks/tasks.module.css';
import { Moment } from '@/ui/values/time';
import css from './tasks-page.module.css';

/** `/proxies`: who stands in for this person, and for whom they do. */
export function ProxiesPage() {
  const { t } = useTranslation();
  const { session } = useWorkplace();
  const [giving, setGiving] = useState(false);
  const query = useQuery({ queryKey: ['proxies'], queryFn: loadProxies });
  const items = query.data?.items ?? [];
  const mine = items.filter((each) => each.person.id === session.person.id);
  const forMe = items.filter((each) => each.person.id !== session.person.id);
  return (
    <Page
      title={t('proxies.title')}
      width="text"
      actions={
        <Button type="primary" icon={<PlusOutlined aria-hidden />} onClick={() => setGiving(true)}>
          {t('proxies.give')}
        </Button>
      }
    >
      <p className={css.note}>{t('proxies.help')}</p>
      {query.isPending ? <Loading lines={4} /> : null}
      {query.isError ? <ErrorState error={query.error} retry={() => void query.refetch()} /> : null}
      {query.isSuccess ? (
        <>
          <Panel title={t('proxies.mine')}>
            {mine.length === 0 ? (
              <EmptyState title={t('proxies.none_mine')} hint={t('proxies.none_mine_hint')} />
            ) : (
              <ul className={css.list}>
                {mine.map((proxy) => (
                  <ProxyRow key={proxy.id} proxy={proxy} name={proxy.proxy.title} ends />
                ))}
              </ul>
            )}
          </Panel>
          <Panel title={t('proxies.for_me')}>
            {forMe.length === 0 ? (
              <EmptyState title={t('proxies.none_for_me')} />
            ) : (
              <ul className={css.list}>
                {forMe.map((proxy) => (
                  <ProxyRow key={proxy.id} proxy={proxy} name={proxy.person.title} ends={session.administers} />
                ))}
              </ul>
            )}
          </Panel>
        </>
      ) : null}
      {giving ? <GiveDialog onClose={() => setGiving(false)} /> : null}
    </Page>
  );
}

function ProxyRow({ proxy, name, ends }: { proxy: StandIn; name: string; ends: boolean }) {
  const { t } = useTranslation();
  const label = useLabel();
  const list = useListText();
  const { blueprint } = useWorkplace();
  const { modal, message } = App.useApp();
  const queries = useQueryClient();
  const errorText = useErrorText();
  const running = Date.parse(proxy.from) <= Date.now();
  const end = () =>
    void modal.confirm({
      title: t('proxies.end_title', { person: proxy.proxy.title }),
      content: t('proxies.end_text', { person: proxy.proxy.title }),
      okText: t('proxies.end'),
      okButtonProps: { danger: true },
      cancelText: t('common.cancel'),
      onOk: async () => {
        try {
          await endProxy(proxy.id);
          void message.success(t('proxies.ended'));
        } catch (error) {
          void message.error(errorText(error));
        }
        void queries.invalidateQueries({ queryKey: ['proxies'] });
        void queries.invalidateQueries({ queryKey: ['tasks'] });
      },
    });
  return (
    <li>
      <article className={css.row}>
        <div className={css.rowMain}>
          <span className={css.rowTitle}>{name}</span>
          <span className={css.rowMeta}>
            <Moment at={proxy.from} /> — <Moment at={proxy.to} />
            {' · '}
            {proxy.forms === null
              ? t('proxies.forms_all')
              : list(proxy.forms.map((key) => label(blueprint.forms.find((form) => form.key === key)?.label, key)))}
            {proxy.note ? ` · ${proxy.note}` : ''}
          </span>
        </div>
        <span className={`${css.state} ${running ? css.running : ''}`}>
          {running ? t('proxies.now') : t('proxies.later')}
        </span>
        {ends ? (
          <Button size="small" onClick={end}>
            {t('proxies.end')}
          </Button>
        ) : null}
      </article>
    </li>
  );
}

function GiveDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const label = useLabel();
  const { blueprint } = useWorkplace();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const errorText = useErrorText();
  const ids = { from: useId(), to: useId(), forms: useId(), note: useId() };
  const [who, setWho] = useState<ReferenceValue[]>([]);
  const [from, setFrom] = useState(() => new Date().toISOString());
  const [to, setTo] = useState<string | null>(null);
  const [forms, setForms] = useState<string[]>([]);
  const [note, setNote] = useState('');
  const [complaint, setComplaint] = useState('');
  const [busy, setBusy] = useState(false);
  const give = async () => {
    const [proxy] = who;
    if (!proxy || !to || from === '') {
      setComplaint(t('proxies.needed'));
      return;
    }
    if (Date.parse(to) <= Date.parse(from)) {
      setComplaint(t('proxies.order'));
      return;
    }
    setBusy(true);
    try {
      await giveProxy({ proxy: proxy.id, from, to, forms, note: note.trim() === '' ? undefined : note.trim() });
      void message.success(t('proxies.given'));
      void queries.invalidateQueries({ queryKey: ['proxies'] });
      onClose();
    } catch (error) {
      setComplaint(errorText(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Frame
      title={t('proxies.give')}
      onClose={onClose}
      footer={
        <div className={dialog.dialogFooter}>
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <BusyButton type="primary" busy={busy} onClick={() => void give()}>
            {t('proxies.give')}
          </BusyButton>
        </div>
      }
    >
      <PeopleInput label={t('proxies.who')} most={1} value={who} onChange={setWho} />
      <div className={css.two}>
        <div>
          <label htmlFor={ids.from} className={dialog.commentLabel}>
            {t('proxies.from')}
          </label>
          <DatePickerInput
            id={ids.from}
            field={{ type: 'datetime' }}
            value={from}
            onChange={(next) => setFrom(next ?? '')}
          />
        </div>
        <div>
          <label htmlFor={ids.to} className={dialog.commentLabel}>
            {t('proxies.to')}
          </label>
          <DatePickerInput id={ids.to} field={{ type: 'datetime' }} value={to ?? ''} onChange={setTo} />
        </div>
      </div>
      <div className={dialog.row}>
        <label htmlFor={ids.forms} className={dialog.commentLabel}>
          {t('proxies.forms')}
        </label>
        <Select
          id={ids.forms}
          mode="multiple"
          style={{ width: '100%' }}
          placeholder={t('proxies.forms_all')}
          showSearch={{ optionFilterProp: 'label' }}
          value={forms}
          options={blueprint.forms
            .filter((form) => form.hasFlow)
            .map((form) => ({ value: form.key, label: label(form.label, form.key) }))}
          onChange={setForms}
        />
      </div>
      <div className={dialog.row}>
        <label htmlFor={ids.note} className={dialog.commentLabel}>
          {t('proxies.note')}
        </label>
        <Input id={ids.note} maxLength={200} value={note} onChange={(event) => setNote(event.target.value)} />
      </div>
      <p role="alert" className={dialog.complaint}>
        {complaint}
      </p>
    </Frame>
  );
}
