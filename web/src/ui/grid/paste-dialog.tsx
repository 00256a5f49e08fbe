import { Alert, Modal, Segmented } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { StoredRecord } from '@/api/records';
import { type Field, type Form, findField } from '@/engine/blueprint';
import type { Plan, Refusal } from '@/engine/grid/plan';
import { formatNumber } from '@/engine/numbers';
import type { Value } from '@/engine/values';
import { useProblemText } from '../problem-text';
import { useLabel } from '../session';
import { ValueView } from '../values/value-view';
import css from './paste.module.css';

interface PasteDialogProps {
  form: Form;
  records: readonly StoredRecord[];
  plan: Plan;
  busy: boolean;
  onAccept: () => void;
  onCancel: () => void;
}

/** What is listed one by one; the rest is counted. */
const LISTED = 200;

/** Before many cells change: what changes, what is added, and what cannot be, each with its reason. */
export function PasteDialog({ form, records, plan, busy, onAccept, onCancel }: PasteDialogProps) {
  const { t } = useTranslation();
  const { edits, added, refusals, same } = plan;
  const parts = [
    { key: 'edits', count: edits.length },
    { key: 'added', count: added.size },
    { key: 'refusals', count: refusals.length },
  ] as const;
  const shown = parts.filter((part) => part.count > 0);
  const [part, setPart] = useState<'edits' | 'added' | 'refusals'>(shown[0]?.key ?? 'edits');
  const here = shown.some((each) => each.key === part) ? part : (shown[0]?.key ?? 'edits');
  const possible = edits.length + added.size;
  const count = (number: number) => formatNumber(String(number));
  return (
    <Modal
      open
      width={720}
      title={t('paste.title')}
      okText={t('paste.accept')}
      okButtonProps={{ disabled: possible === 0, loading: busy, autoFocus: true }}
      cancelText={t(possible === 0 ? 'common.close' : 'common.cancel')}
      onOk={onAccept}
      onCancel={onCancel}
      footer={(buttons) => buttons}
    >
      <div className={css.paste} data-popup>
        {refusals.length > 0 && possible > 0 ? (
          <Alert
            type="warning"
            showIcon
            title={t('paste.some_refused', { count: refusals.length, shown: count(refusals.length) })}
          />
        ) : null}
        {possible === 0 && refusals.length === 0 ? <p>{t('paste.nothing', { shown: count(same) })}</p> : null}
        {shown.length > 0 ? (
          <Segmented
            value={here}
            onChange={setPart}
            options={shown.map((each) => ({
              value: each.key,
              label: t(`paste.part.${each.key}`, { shown: count(each.count) }),
            }))}
          />
        ) : null}
        {same > 0 ? <span className={css.same}>{t('paste.same', { shown: count(same) })}</span> : null}
        <div className={css.list} tabIndex={0} role="region" aria-label={t('paste.title')}>
          {here === 'edits' ? <Edits form={form} records={records} plan={plan} /> : null}
          {here === 'added' ? <Added form={form} plan={plan} /> : null}
          {here === 'refusals' ? <Refusals records={records} refusals={refusals} /> : null}
          {plan[here] && sizeOf(plan, here) > LISTED ? (
            <p className={css.same}>{t('paste.more', { shown: count(sizeOf(plan, here) - LISTED) })}</p>
          ) : null}
        </div>
      </div>
    </Modal>
  );
}

function sizeOf(plan: Plan, part: 'edits' | 'added' | 'refusals'): number {
  return part === 'added' ? plan.added.size : plan[part].length;
}

function Edits({ form, records, plan }: { form: Form; records: readonly StoredRecord[]; plan: Plan }) {
  const { t } = useTranslation();
  const label = useLabel();
  const titles = new Map(records.map((record) => [record.id, record.title]));
  return (
    <table className={css.table}>
      <thead>
        <tr>
          <th>{t('paste.record')}</th>
          <th>{t('filter.field')}</th>
          <th>{t('paste.before')}</th>
          <th>{t('paste.after')}</th>
        </tr>
      </thead>
      <tbody>
        {plan.edits.slice(0, LISTED).map((edit) => {
          const field = findField(form.fields, edit.field);
          return (
            <tr key={`${edit.id}/${edit.field}`}>
              <td>{titles.get(edit.id)}</td>
              <td>{label(field?.label, edit.field)}</td>
              <td className={css.before}>
                <Shown field={field} value={edit.before} />
              </td>
              <td>
                <Shown field={field} value={edit.after} />
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

function Added({ form, plan }: { form: Form; plan: Plan }) {
  const { t } = useTranslation();
  const label = useLabel();
  const rows = [...plan.added].sort(([left], [right]) => left - right).slice(0, LISTED);
  const fields = form.fields.filter((field) => rows.some(([, values]) => field.key in values));
  return (
    <table className={css.table}>
      <thead>
        <tr>
          <th>{t('lines.row_number')}</th>
          {fields.map((field) => (
            <th key={field.key}>{label(field.label, field.key)}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(([row, values]) => (
          <tr key={row}>
            <td className="num">{row + 1}</td>
            {fields.map((field) => (
              <td key={field.key}>
                <Shown field={field} value={values[field.key] ?? null} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Refusals({ records, refusals }: { records: readonly StoredRecord[]; refusals: readonly Refusal[] }) {
  const { t } = useTranslation();
  const label = useLabel();
  const problemText = useProblemText();
  const reasonOf = ({ reason, text }: Refusal) => {
    if (reason === 'server') return text;
    return typeof reason === 'string' ? t(`grid.reason.${reason}`) : problemText(reason);
  };
  return (
    <table className={css.table}>
      <thead>
        <tr>
          <th>{t('paste.record')}</th>
          <th>{t('filter.field')}</th>
          <th>{t('paste.text')}</th>
          <th>{t('paste.reason')}</th>
        </tr>
      </thead>
      <tbody>
        {refusals.slice(0, LISTED).map((refusal, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the list never changes while it is shown
          <tr key={index}>
            <td>{records[refusal.row]?.title ?? t('lines.row', { row: refusal.row + 1 })}</td>
            <td>{refusal.field ? label(refusal.field.label, refusal.field.key) : '—'}</td>
            <td>{refusal.reason === 'server' ? '' : refusal.text}</td>
            <td className={css.reason}>{reasonOf(refusal)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Shown({ field, value }: { field: Field | undefined; value: Value }) {
  return field ? <ValueView field={field} value={value} /> : String(value ?? '');
}
