import '@/i18n/amendment';
import '@/i18n/history';
import '@/i18n/promise';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Change, Impact, ImpactPromise } from '@/api/amendments';
import { type Form, findField } from '@/engine/blueprint';
import { lineChanges } from '@/engine/history/lines';
import { formatNumber } from '@/engine/numbers';
import { isEmpty, type LineValue, type Value } from '@/engine/values';
import { useLabel, useListText } from '@/ui/session';
import { ValueView } from '@/ui/values/value-view';
import { LineSentences } from '../history/line-sentences';
import css from './amendment.module.css';

/** What a proposed change does: what stands against it, who decides, and every number that would be another. */
export function ImpactView({ form, impact, stale = false }: { form: Form; impact: Impact; stale?: boolean }) {
  const { t } = useTranslation();
  const list = useListText();
  return (
    <div className={`${css.impact} ${stale ? css.stale : ''}`} aria-busy={stale}>
      {impact.against.length > 0 ? (
        <p className={`${css.alert} ${css.caution}`} role="alert">
          {t('amendment.overtaken', { fields: list(impact.against) })}
        </p>
      ) : null}
      {impact.refusals.length > 0 ? (
        <div className={css.alert} role="alert">
          <strong>{t('amendment.blocked')}</strong>
          <ul>
            {[...new Set(impact.refusals.map(({ message }) => message))].map((message) => (
              <li key={message}>{message}</li>
            ))}
          </ul>
        </div>
      ) : null}
      {impact.warnings.length > 0 ? (
        <div className={`${css.alert} ${css.caution}`}>
          <strong>{t('amendment.warnings')}</strong>
          <ul>
            {impact.warnings.map((warning) => (
              <li key={warning}>{warning}</li>
            ))}
          </ul>
        </div>
      ) : null}
      <Figures impact={impact} form={form} />
      <Changes
        form={form}
        changes={impact.changes.filter(({ field }) => !impact.figures.some(({ key }) => key === field))}
        title={t('amendment.changes')}
      />
      <Promises promises={impact.promises} />
      <Balances impact={impact} />
      <Facts form={form} impact={impact} />
    </div>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className={css.part}>
      <h3>{title}</h3>
      {children}
    </section>
  );
}

function Figures({ form, impact }: { form: Form; impact: Impact }) {
  const { t } = useTranslation();
  const shown = impact.figures.filter(({ before, after }) => before !== after);
  const { over } = impact;
  if (shown.length === 0 && !over) return null;
  return (
    <Part title={t('amendment.figures')}>
      {shown.map((figure) => {
        const field = findField(form.fields, figure.key);
        const value = (text: string | null) =>
          field ? <ValueView field={field} value={text} /> : <span className="num">{text ?? '—'}</span>;
        return (
          <p key={figure.key} className={css.figure}>
            <span className={css.name}>{figure.label}</span>
            {value(figure.before)}
            <span aria-hidden>→</span>
            <b>{value(figure.after)}</b>
            <span className={`num ${figure.difference?.startsWith('-') ? css.less : css.more}`}>
              {signed(figure.difference)}
            </span>
          </p>
        );
      })}
      {over ? <p className={css.quiet}>{t('amendment.over', { ...over })}</p> : null}
    </Part>
  );
}

function signed(difference: string | null): string {
  if (!difference) return '';
  const bare = difference.replace(/^[+-]/, '');
  return `${difference.startsWith('-') ? '−' : '+'}${formatNumber(bare, 2)}`;
}

/** Every field that would be another: before and after. */
export function Changes({ form, changes, title }: { form: Form; changes: readonly Change[]; title: string }) {
  if (changes.length === 0) return null;
  return (
    <Part title={title}>
      <ul>
        {changes.map((change) => (
          <li key={change.field} className={css.change}>
            <OneChange form={form} change={change} />
          </li>
        ))}
      </ul>
    </Part>
  );
}

function OneChange({ form, change }: { form: Form; change: Change }) {
  const label = useLabel();
  const field = findField(form.fields, change.field);
  const name = <span className={css.name}>{label(field?.label, change.label)}</span>;
  if (field?.type === 'lines') {
    const rows = (value: Value) => (Array.isArray(value) ? (value as LineValue[]) : []);
    return (
      <>
        {name}
        <LineSentences
          changes={lineChanges(field.fields, rows(change.before), rows(change.after))}
          columns={field.fields}
        />
      </>
    );
  }
  const side = (value: Value) => (field ? <ValueView field={field} value={value} /> : String(value ?? '—'));
  return (
    <>
      {name}
      {isEmpty(change.before) ? null : <span className={css.was}>{side(change.before)}</span>}
      {side(change.after)}
    </>
  );
}

function Promises({ promises }: { promises: readonly ImpactPromise[] }) {
  const { t } = useTranslation();
  if (promises.length === 0) return null;
  return (
    <Part title={t('amendment.promises')}>
      <ul>
        {promises.map((promise) => (
          <li key={promise.row} className={css.change}>
            <span className={css.name}>{promise.title}</span>
            <PromiseText promise={promise} />
          </li>
        ))}
      </ul>
    </Part>
  );
}

function PromiseText({ promise }: { promise: ImpactPromise }) {
  const { t } = useTranslation();
  const list = useListText();
  const reasons = promise.reasons.filter((reason) => reason !== 'in_stock');
  const same = promise.before === promise.after && promise.after !== null;
  return (
    <>
      {promise.after === null
        ? t('amendment.promise_never', { missing: formatNumber(promise.missing) })
        : same
          ? t('amendment.promise_same', { day: promise.after })
          : t('amendment.promise_is', { day: promise.after })}
      {!same && promise.before !== null ? ` · ${t('amendment.promise_was', { day: promise.before })}` : ''}
      {reasons.length > 0
        ? t('promise.because', { reasons: list(reasons.map((reason) => t(`promise.reason.${reason}`))) })
        : ''}
      {promise.late ? <span className={css.more}> {t('amendment.promise_late')}</span> : null}
      {promise.holders.length > 0 ? (
        <div className={css.quiet}>
          {t('amendment.promise_holders', { holders: list([...new Set(promise.holders)]) })}
        </div>
      ) : null}
    </>
  );
}

function Balances({ impact }: { impact: Impact }) {
  const { t } = useTranslation();
  if (impact.balances.length === 0) return null;
  return (
    <Part title={t('amendment.balances')}>
      {impact.balances.map((balance) => (
        <table key={`${balance.ledger}/${balance.place}`} className={css.table}>
          <caption>
            <span className={css.name}>{balance.label}</span>
            {balance.place}
          </caption>
          <tbody>
            {balance.figures.map((figure) => (
              <Shift key={figure.key} name={figure.label} before={figure.before} after={figure.after} />
            ))}
          </tbody>
        </table>
      ))}
      {impact.days.length > 0 ? (
        <details>
          <summary className={css.quiet}>{t('amendment.days')}</summary>
          <table className={css.table}>
            <tbody>
              {impact.days.map((day) => (
                <Shift
                  key={`${day.place}/${day.account}/${day.day}`}
                  name={`${day.day} ${day.account} ${day.place}`}
                  before={day.before}
                  after={day.after}
                />
              ))}
            </tbody>
          </table>
        </details>
      ) : null}
    </Part>
  );
}

function Shift({ name, before, after }: { name: string; before: string | null; after: string | null }) {
  return (
    <tr>
      <th scope="row">{name}</th>
      <td>
        {formatNumber(before ?? '0')} → <b>{formatNumber(after ?? '0')}</b>
      </td>
    </tr>
  );
}

function Facts({ form, impact }: { form: Form; impact: Impact }) {
  const { t } = useTranslation();
  const done = impact.facts.filter(({ value }) => !isEmpty(value) && Number(value) !== 0);
  if (done.length === 0) return null;
  return (
    <Part title={t('amendment.facts')}>
      <dl className={css.facts}>
        {done.map((fact) => {
          const field = findField(form.fields, fact.field);
          return (
            <div key={fact.field}>
              <dt>{fact.label}</dt>
              <dd>{field ? <ValueView field={field} value={fact.value} /> : String(fact.value)}</dd>
            </div>
          );
        })}
      </dl>
    </Part>
  );
}

/** Who would be asked about it, or that nobody is. */
export function Deciders({ impact }: { impact: Impact }) {
  const { t } = useTranslation();
  const list = useListText();
  if (impact.refusals.length > 0 || impact.against.length > 0) return null;
  return (
    <Part title={t('amendment.approval')}>
      {impact.ahead.length === 0 ? (
        <p>{t('amendment.at_once')}</p>
      ) : (
        <ul>
          {impact.ahead.map((step) => (
            <li key={step.node}>
              {t('amendment.asks', { node: step.node, people: list([...step.people, ...step.roles]) })}
            </li>
          ))}
        </ul>
      )}
    </Part>
  );
}
