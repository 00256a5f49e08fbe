/** @jsxImportSource preact */
import { useState } from 'preact/hooks';
import { label } from '../texts';
import type { Delivery, Parcel, Tracked } from './api';
import { Fields } from './fields';
import { SignBox } from './sign-box';
import { momentText, t } from './texts';

const FIRST = 3;

/** One delivery: its parcel, its goods, and signing for it. */
export function DeliveryCard({
  delivery,
  zone,
  onChanged,
}: {
  delivery: Delivery;
  zone: string;
  onChanged: (page: Tracked) => void;
}) {
  return (
    <article class="delivery" aria-label={delivery.title}>
      <Fields fields={delivery.fields} />
      {delivery.parcel ? <Way parcel={delivery.parcel} zone={zone} /> : null}
      {delivery.signedBy ? (
        <p class="signed">
          {t('signed', { name: delivery.signedBy, at: delivery.signedAt ? momentText(delivery.signedAt, zone) : '' })}
        </p>
      ) : null}
      {delivery.signs ? <SignBox delivery={delivery.id} onSigned={onChanged} /> : null}
    </article>
  );
}

function Way({ parcel, zone }: { parcel: Parcel; zone: string }) {
  const [copied, setCopied] = useState(false);
  const copy = () => {
    void navigator.clipboard?.writeText(parcel.number).then(
      () => setCopied(true),
      () => undefined,
    );
  };
  const rest = parcel.events.slice(FIRST);
  return (
    <div class="parcel">
      <p class="number-line">
        <span>
          {label(parcel.carrier)} <span class="tabular">{parcel.number}</span>
        </span>
        <button type="button" class="small" onClick={copy} aria-label={`${t('copy')} ${parcel.number}`}>
          {copied ? t('copied') : t('copy')}
        </button>
      </p>
      <p class={`carrier-state ${parcel.state}`} aria-live="polite">
        {parcel.asking ? t('asking') : t(`carrier_state.${parcel.state}`)}
        {parcel.askedAt ? <small> {t('asked', { at: momentText(parcel.askedAt, zone) })}</small> : null}
      </p>
      <Events events={parcel.events.slice(0, FIRST)} zone={zone} />
      {rest.length > 0 ? (
        <details>
          <summary>{t('all_events', { count: parcel.events.length })}</summary>
          <Events events={rest} zone={zone} />
        </details>
      ) : null}
    </div>
  );
}

function Events({ events, zone }: { events: Parcel['events']; zone: string }) {
  return events.length === 0 ? null : (
    <ul class="events">
      {events.map((event) => (
        <li key={event.at + event.text}>
          <span class="time">{momentText(event.at, zone)}</span>
          <span>{event.text}</span>
        </li>
      ))}
    </ul>
  );
}
