import { useQueryClient } from '@tanstack/react-query';
import { App, Button, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { replyTo, type Tracked, type TrackedDelivery } from '@/api/tracking';
import { useErrorText } from '../problem-text';
import { useLabel } from '../session';
import { StateTag } from '../values/status-tag';
import { Moment } from '../values/time';
import { LinkBox } from './link-box';
import css from './tracking.module.css';

/** Where an order is, what its customer said, and the link: everything service has to know in one look. */
export function TrackedView({ tracked }: { tracked: Tracked }) {
  const { t } = useTranslation();
  const label = useLabel();
  const { page } = tracked;
  const current = page.stages.filter((stage) => stage.done).at(-1);
  return (
    <div className={css.stack}>
      <div>
        <div className={css.now}>{current ? label(current.label, current.key) : '—'}</div>
        {page.expected ? (
          <div className={css.reason}>
            {page.expected.date ? `${t('tracking.expected', { date: page.expected.date })} · ` : null}
            {page.expected.reason}
          </div>
        ) : null}
      </div>
      {page.notices.map((notice) => (
        <div key={notice.text} className={css.notice} data-level={notice.level}>
          {notice.text}
        </div>
      ))}
      <ol className={css.stages} aria-label={t('tracking.stages')}>
        {page.stages.map((stage) => (
          <li key={stage.key} data-done={stage.done}>
            {label(stage.label, stage.key)}
            {stage.at ? <Moment at={stage.at} /> : null}
          </li>
        ))}
      </ol>
      <section aria-label={t('tracking.deliveries')}>
        <h3 className={css.heading}>{t('tracking.deliveries')}</h3>
        {page.deliveries.length === 0 ? <p className={css.quiet}>{t('tracking.no_deliveries')}</p> : null}
        <ul className={css.deliveries}>
          {page.deliveries.map((delivery) => (
            <Delivery key={delivery.id} delivery={delivery} />
          ))}
        </ul>
        {page.moreDeliveries ? <p className={css.quiet}>{t('tracking.more_deliveries')}</p> : null}
      </section>
      <Talk tracked={tracked} />
      <LinkBox tracked={tracked} />
    </div>
  );
}

const COLORS: Record<string, string> = {
  signed: 'green',
  returned: 'red',
  problem: 'orange',
  delivering: 'cyan',
  in_transit: 'blue',
};

function Delivery({ delivery }: { delivery: TrackedDelivery }) {
  const { t } = useTranslation();
  const label = useLabel();
  const { parcel } = delivery;
  return (
    <li>
      <div className={css.line}>
        <strong>{delivery.title}</strong>
        {delivery.signedBy ? (
          <StateTag color="green">{t('tracking.signed', { name: delivery.signedBy })}</StateTag>
        ) : null}
        {delivery.signs ? <StateTag>{t('tracking.signs')}</StateTag> : null}
      </div>
      {parcel ? (
        <>
          <div className={css.line}>
            <span>
              {label(parcel.carrier)} <span className="num">{parcel.number}</span>
            </span>
            <StateTag color={COLORS[parcel.state] ?? 'default'}>
              {parcel.asking ? t('tracking.asking') : t(`tracking.state.${parcel.state}` as 'tracking.state.unknown')}
            </StateTag>
            {parcel.askedAt ? (
              <span className={css.quiet}>
                <Moment at={parcel.askedAt} />
              </span>
            ) : null}
          </div>
          <ul className={css.events}>
            {parcel.events.map((event) => (
              <li key={event.at + event.text}>
                <span className={css.quiet}>
                  <Moment at={event.at} />
                </span>
                <span>{event.text}</span>
              </li>
            ))}
          </ul>
        </>
      ) : null}
    </li>
  );
}

function Talk({ tracked }: { tracked: Tracked }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const errorText = useErrorText();
  const queries = useQueryClient();
  const [text, setText] = useState('');
  const [busy, setBusy] = useState(false);
  const { messages } = tracked.page;
  const send = async () => {
    setBusy(true);
    try {
      queries.setQueryData(['tracking', tracked.form, tracked.id], await replyTo(tracked.form, tracked.id, text));
      setText('');
    } catch (error) {
      void message.error(errorText(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <section aria-label={t('tracking.messages')}>
      <h3 className={css.heading}>{t('tracking.messages')}</h3>
      {messages.length === 0 ? <p className={css.quiet}>{t('tracking.no_messages')}</p> : null}
      <ol className={css.talk}>
        {messages.map((line) => (
          <li key={line.at + line.kind} data-ours={!line.mine}>
            <span className={css.quiet}>
              {line.mine ? t('tracking.customer') : t('tracking.us')} <Moment at={line.at} />
            </span>
            <p>
              {line.kind === 'urge'
                ? t('tracking.line.urge')
                : line.kind === 'signed'
                  ? t('tracking.line.signed', { name: line.text })
                  : line.text}
            </p>
          </li>
        ))}
      </ol>
      {tracked.link ? (
        <div className={css.reply}>
          <Input.TextArea
            aria-label={t('tracking.reply')}
            placeholder={t('tracking.reply_hint')}
            autoSize={{ minRows: 1, maxRows: 5 }}
            maxLength={1000}
            value={text}
            onChange={({ target }) => setText(target.value)}
          />
          <Button loading={busy} disabled={text.trim() === ''} onClick={() => void send()}>
            {t('tracking.send')}
          </Button>
        </div>
      ) : null}
    </section>
  );
}
