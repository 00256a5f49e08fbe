import { useQuery } from '@tanstack/react-query';
import { App, Button, Input, Modal, Select, Switch } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type HistoryEntry, loadRecordAt, type StoredRecord } from '@/api/records';
import { type Field, type Form, isLive } from '@/engine/blueprint';
import { fromWallClock, toWallClock } from '@/engine/dates';
import { lineChanges } from '@/engine/history/lines';
import { type LineValue, sameValue, type Value } from '@/engine/values';
import { LinesTable } from '@/ui/lines/lines-table';
import { useErrorText } from '@/ui/problem-text';
import { useLabel, useWorkplace } from '@/ui/session';
import { ErrorState, Loading } from '@/ui/states';
import { ValueView } from '@/ui/values/value-view';
import css from './history.module.css';
import { LineSentences } from './line-sentences';

interface StateDialogProps {
  form: Form;
  record: StoredRecord;
  entries: readonly HistoryEntry[];
  from: number;
  onClose: () => void;
}

/** A record as it was, side by side with another moment. */
export function StateDialog({ form, record, entries, from, onClose }: StateDialogProps) {
  const { t } = useTranslation();
  const [revs, setRevs] = useState<[number, number]>([from, record.rev]);
  const [only, setOnly] = useState(true);
  const [first, second] = revs;
  const query = useQuery({
    queryKey: ['records', form.key, record.id, 'at', record.rev, first, second],
    queryFn: ({ signal }) => Promise.all(revs.map((rev) => loadRecordAt(form.key, record.id, { rev }, signal))),
    placeholderData: (previous) => previous,
  });
  return (
    <Modal open width={820} title={t('history.compare_title')} footer={null} onCancel={onClose}>
      <div className={css.tools}>
        <Side
          name={t('history.first')}
          form={form}
          record={record}
          entries={entries}
          rev={first}
          onChange={(rev) => setRevs([rev, second])}
        />
        <Side
          name={t('history.second')}
          form={form}
          record={record}
          entries={entries}
          rev={second}
          onChange={(rev) => setRevs([first, rev])}
        />
        <span className={css.only}>
          <Switch size="small" checked={only} onChange={setOnly} aria-label={t('history.differences')} />
          {only ? t('history.differences') : t('history.all_fields')}
        </span>
      </div>
      {query.isPending ? <Loading lines={8} /> : null}
      {query.isError ? <ErrorState error={query.error} retry={() => void query.refetch()} /> : null}
      {query.data?.[0] && query.data[1] ? (
        <States form={form} left={query.data[0]} right={query.data[1]} only={only} />
      ) : null}
    </Modal>
  );
}

interface SideProps {
  name: string;
  form: Form;
  record: StoredRecord;
  entries: readonly HistoryEntry[];
  rev: number;
  onChange: (rev: number) => void;
}

/** Which moment is looked at: one of the changes, or any time of the clock. */
function Side({ name, form, record, entries, rev, onChange }: SideProps) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const errorText = useErrorText();
  const { timeZone } = useWorkplace().blueprint.workspace;
  const [moment, setMoment] = useState('');
  const known = entries.map((entry) => ({
    value: entry.rev,
    label: `${toWallClock(entry.at, timeZone).slice(0, -3)} · ${entry.by?.title ?? ''}`,
  }));
  const options = [
    { value: record.rev, label: t('history.now') },
    ...known.filter((each) => each.value !== record.rev),
    ...(rev === record.rev || known.some((each) => each.value === rev) ? [] : [{ value: rev, label: `#${rev}` }]),
  ];
  const jump = async () => {
    const instant = fromWallClock(`${moment.replace('T', ' ')}:59`, timeZone);
    if (instant === undefined) return;
    try {
      onChange((await loadRecordAt(form.key, record.id, { moment: instant })).rev);
    } catch (error) {
      void message.info(errorText(error));
    }
  };
  return (
    <div>
      <span className={css.side}>
        {name}
        <Select value={rev} options={options} onChange={onChange} aria-label={name} />
      </span>
      <Input
        type="datetime-local"
        size="small"
        aria-label={`${name} ${t('history.at_moment')}`}
        value={moment}
        onChange={(event) => setMoment(event.target.value)}
        suffix={
          <Button type="link" size="small" disabled={moment === ''} onClick={() => void jump()}>
            {t('history.at_moment')}
          </Button>
        }
      />
    </div>
  );
}

function rowsOf(value: Value | undefined): LineValue[] {
  return Array.isArray(value) ? (value as LineValue[]) : [];
}

function differs(field: Field, left: Value | undefined, right: Value | undefined): boolean {
  if (field.type === 'lines') return lineChanges(field.fields, rowsOf(left), rowsOf(right)).length > 0;
  return !sameValue(left ?? null, right ?? null);
}

function States({ form, left, right, only }: { form: Form; left: StoredRecord; right: StoredRecord; only: boolean }) {
  const { t } = useTranslation();
  const label = useLabel();
  const fields = form.fields.filter(
    (field) => !isLive(field) && (field.key in left.values || field.key in right.values),
  );
  const shown = fields.filter((field) => !only || differs(field, left.values[field.key], right.values[field.key]));
  if (shown.length === 0) return <p>{t('history.no_difference')}</p>;
  return (
    <div className={css.scroll}>
      <table className={css.table}>
        <tbody>
          {shown.map((field) => {
            const one = left.values[field.key];
            const other = right.values[field.key];
            return (
              <tr key={field.key} className={differs(field, one, other) ? css.differs : undefined}>
                <th scope="row">{label(field.label, field.key)}</th>
                {field.type === 'lines' ? (
                  <td colSpan={2}>
                    {only ? (
                      <LineSentences
                        changes={lineChanges(field.fields, rowsOf(one), rowsOf(other))}
                        columns={field.fields}
                      />
                    ) : (
                      <>
                        <p className={css.word}>{t('history.then_lines', { field: label(field.label, field.key) })}</p>
                        <LinesTable field={field} rows={rowsOf(one)} />
                      </>
                    )}
                  </td>
                ) : (
                  <>
                    <td>
                      <ValueView field={field} value={one} />
                    </td>
                    <td>
                      <ValueView field={field} value={other} />
                    </td>
                  </>
                )}
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
