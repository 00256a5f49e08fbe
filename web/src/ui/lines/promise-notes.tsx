import { App, Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { askToYield } from '@/api/ledger-fields';
import type { LinesField, PromiseField } from '@/engine/blueprint';
import type { FormState } from '@/engine/form/form-state';
import { formatNumber } from '@/engine/numbers';
import { isReference } from '@/engine/values';
import { useRows } from '../form/use-cell';
import { useErrorText } from '../problem-text';
import { useListText } from '../session';
import css from './promise.module.css';
import { type LineOffer, useOffers } from './use-offers';

/** Below the lines: those that cannot leave at once or come too late, why, and what can be done about it. */
export default function PromiseNotes({
  state,
  lines,
  field,
}: {
  state: FormState;
  lines: LinesField;
  field: PromiseField;
}) {
  const { t } = useTranslation();
  const rows = useRows(state, lines.key);
  const offers = useOffers(state, lines, field);
  const noted = rows.flatMap((row, index) => {
    const known = offers.get(row.uid);
    return known && needsCare(known) ? [{ row, index, known }] : [];
  });
  if (offers.size === 0) return null;
  return (
    <section className={css.notes} aria-label={t('promise.title')} aria-live="polite">
      {noted.length === 0 ? <p className={css.fine}>{t('promise.all_now')}</p> : null}
      {noted.map(({ row, index, known }) => (
        <Note
          key={row.uid}
          state={state}
          uid={row.uid}
          name={t('promise.row', { row: index + 1, product: titleOf(state, row.uid, field) })}
          place={`${lines.key}.${field.key}`}
          field={field}
          known={known}
        />
      ))}
    </section>
  );
}

function needsCare({ offer }: LineOffer): boolean {
  return offer.late || offer.ships === null || offer.reasons[0] !== 'in_stock';
}

/** What people call the goods of a line: the first dimension that is picked beside the promise. */
function titleOf(state: FormState, uid: string, field: PromiseField): string {
  const path = Object.values(field.at).find((each) => !each.includes('.'));
  const value = path === undefined ? undefined : state.row(uid).values.get(path);
  return isReference(value) ? value.title : '';
}

interface NoteProps {
  state: FormState;
  uid: string;
  name: string;
  /** The field's name for the server. */
  place: string;
  field: PromiseField;
  known: LineOffer;
}

function Note({ state, uid, name, place, field, known }: NoteProps) {
  const { t } = useTranslation();
  const list = useListText();
  const { offer } = known;
  const { confirmed } = field;
  const { ships } = offer;
  const reasons = offer.reasons.filter((reason) => reason !== 'in_stock');
  return (
    <article className={`${css.note} ${offer.late || ships === null ? css.late : ''}`}>
      <p>
        <strong>{name}</strong> {t('promise.free', { free: formatNumber(offer.free) })}
        {offer.held === '0' ? null : ` ${t('promise.held', { held: formatNumber(offer.held) })}`}
      </p>
      <p>
        {ships === null
          ? t('promise.never', { missing: formatNumber(offer.missing) })
          : t('promise.ships', { ships, arrives: offer.arrives })}
        {reasons.length > 0
          ? t('promise.because', { reasons: list(reasons.map((each) => t(`promise.reason.${each}`))) })
          : null}
        {offer.late ? <span className={css.bad}> {t('promise.late', { day: known.line.wanted })}</span> : null}
      </p>
      {offer.parts.length > 1 ? (
        <p>
          {t('promise.parts')}
          {list(offer.parts.map((part) => `${part.day} ${formatNumber(part.quantity)}`))}
        </p>
      ) : null}
      <div className={css.ways}>
        {confirmed !== undefined && ships !== null ? (
          <Button size="small" onClick={() => state.set(uid, confirmed, ships)}>
            {t('promise.take', { day: ships })}
          </Button>
        ) : null}
        {offer.elsewhere.map((other) => {
          const path = field.at[other.dimension];
          return path === undefined || path.includes('.') ? null : (
            <Button
              key={other.place}
              size="small"
              onClick={() => state.set(uid, path, { id: other.place, title: other.name })}
            >
              {t('promise.elsewhere', { place: other.name, day: other.ships })}
            </Button>
          );
        })}
      </div>
      {offer.holders.length > 0 ? <Holders form={state.form.key} place={place} known={known} /> : null}
    </article>
  );
}

/** Whose reservations stand in the way, and a request to give way. */
function Holders({ form, place, known }: { form: string; place: string; known: LineOffer }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const errorText = useErrorText();
  const [busy, setBusy] = useState<number>();
  const [asked, setAsked] = useState<ReadonlyMap<number, { form: string; id: string }>>(new Map());
  const ask = async (index: number, holder: string | null) => {
    setBusy(index);
    try {
      const request = await askToYield(form, place, known.line, holder);
      setAsked((before) => new Map(before).set(index, request));
      void message.success(t('promise.asked'));
    } catch (error) {
      void message.error(errorText(error));
    } finally {
      setBusy(undefined);
    }
  };
  return (
    <ul className={css.holders} aria-label={t('promise.holders')}>
      {known.offer.holders.map((holder, index) => {
        const request = asked.get(index);
        return (
          <li key={`${holder.record}/${holder.day}/${index.toString()}`}>
            {holder.record ? (
              <Link to={`/forms/${holder.form}/${holder.record}`} target="_blank">
                {holder.title}
              </Link>
            ) : (
              t('promise.somebody')
            )}{' '}
            {t('promise.holds', { quantity: formatNumber(holder.quantity), day: holder.day })}{' '}
            {request ? (
              <Link to={`/forms/${request.form}/${request.id}`} target="_blank">
                {t('promise.asked')}
              </Link>
            ) : known.offer.yields ? (
              <Button size="small" type="link" loading={busy === index} onClick={() => void ask(index, holder.record)}>
                {t('promise.ask')}
              </Button>
            ) : null}
          </li>
        );
      })}
    </ul>
  );
}
