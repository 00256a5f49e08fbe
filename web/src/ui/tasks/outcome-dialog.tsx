import '@/i18n/work';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { lazy, type ReactNode, Suspense, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isProblem } from '@/api/problem';
import { loadRecord, type StoredRecord } from '@/api/records';
import { type Answer, decideTask, type Outcome, type Task } from '@/api/work';
import { type AttachmentField, type Field, type Form, findField, type LinesField } from '@/engine/blueprint';
import type { FormState } from '@/engine/form/form-state';
import { findProblems } from '@/engine/form/judgement';
import { changePayload, type Payload } from '@/engine/form/payload';
import { placeViolations } from '@/engine/form/violations';
import type { FileValue, ReferenceValue } from '@/engine/values';
import { BusyButton } from '../busy-button';
import { HeadFields } from '../form/head-fields';
import { useFormState } from '../form/use-form-state';
import { FileInput } from '../inputs/file-input';
import { LinesEditor } from '../lines/lines-editor';
import { useErrorText } from '../problem-text';
import { useForm, useLabel } from '../session';
import { Loading } from '../states';
import { ValueView } from '../values/value-view';
import { CommentInput } from './comment-input';
import { Frame } from './frame';
import { PeopleInput } from './people-input';
import css from './tasks.module.css';

const SignatureInput = lazy(async () => {
  await import('@/i18n/types');
  return { default: (await import('../types/signature')).SignatureInput };
});

const SIGNATURE = { key: 'signature', type: 'signature', label: {} } as unknown as AttachmentField;

interface OutcomeDialogProps {
  task: Task;
  outcome: Outcome;
  onClose: (done: boolean) => void;
}

/** The fields a node's task shows to be read. */
function readFields(task: Task): string[] {
  return Object.entries(task.fields ?? {}).flatMap(([key, use]) => (use === 'read' ? [key] : []));
}

/** Decides a to-do: the fields its node lets one fill in, an opinion, and what else the node asks for. */
export function OutcomeDialog(props: OutcomeDialogProps) {
  const { task } = props;
  const form = useForm(task.form ?? undefined);
  const wanted = form !== undefined && task.record !== null && (task.edit.length > 0 || readFields(task).length > 0);
  const query = useQuery({
    queryKey: ['records', task.form, task.record?.id],
    queryFn: () => loadRecord(task.form ?? '', task.record?.id ?? ''),
    enabled: wanted,
    staleTime: 0,
  });
  if (!wanted) return <Decision {...props} />;
  if (query.isSuccess && !query.isFetching) return <WithFields {...props} form={form} record={query.data} />;
  return (
    <Frame title={props.outcome.label} onClose={() => props.onClose(false)} footer={null}>
      <Loading />
    </Frame>
  );
}

function WithFields({ form, record, ...props }: OutcomeDialogProps & { form: Form; record: StoredRecord }) {
  const { task } = props;
  const [opened] = useState(record);
  // What the node asks for is asked for here, whatever the form says.
  const [asking] = useState<Form>(() => ({
    ...form,
    fields: form.fields.map((field) =>
      task.fields?.[field.key] === 'required' ? ({ ...field, required: true } as Field) : field,
    ),
  }));
  const state = useFormState(asking, opened);
  const fields = asking.fields.filter((field) => task.edit.includes(field.key));
  return (
    <Decision {...props} editing={fields.length > 0 ? { state, stored: opened, fields } : undefined}>
      <ReadFields form={form} record={opened} keys={readFields(task)} />
      <HeadFields state={state} fields={fields.filter((field) => field.type !== 'lines')} />
      {fields
        .filter((field): field is LinesField => field.type === 'lines')
        .map((field) => (
          <LinesEditor key={field.key} state={state} field={field} />
        ))}
    </Decision>
  );
}

function ReadFields({ form, record, keys }: { form: Form; record: StoredRecord; keys: readonly string[] }) {
  const label = useLabel();
  const fields = keys
    .map((key) => findField(form.fields, key))
    .filter((field) => field !== undefined && field.type !== 'lines' && field.key in record.values);
  if (fields.length === 0) return null;
  return (
    <dl className={css.read}>
      {fields.map((field) =>
        field ? (
          <div key={field.key}>
            <dt>{label(field.label, field.key)}</dt>
            <dd>
              <ValueView field={field} value={record.values[field.key] ?? null} />
            </dd>
          </div>
        ) : null,
      )}
    </dl>
  );
}

interface Editing {
  state: FormState;
  stored: StoredRecord;
  fields: readonly Field[];
}

function Decision({
  task,
  outcome,
  onClose,
  editing,
  children,
}: OutcomeDialogProps & { editing?: Editing | undefined; children?: ReactNode }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const errorText = useErrorText();
  const id = useId();
  const [comment, setComment] = useState('');
  const [complaint, setComplaint] = useState('');
  const [busy, setBusy] = useState(false);
  const [files, setFiles] = useState<FileValue[]>([]);
  const [signature, setSignature] = useState<FileValue>();
  const [chosen, setChosen] = useState<Record<string, ReferenceValue[]>>({});
  const missing = outcome.needsComment && comment.trim() === '';
  const isForward = outcome === task.outcomes[0];
  // People ahead are chosen by whoever lets the record go there.
  const choices = isForward ? (task.choose ?? []) : [];
  const asksForRest = task.kind !== 'todo';

  const refresh = () => {
    void queries.invalidateQueries({ queryKey: ['tasks'] });
    if (task.form) void queries.invalidateQueries({ queryKey: ['records', task.form] });
  };
  const values = (): Payload | undefined => {
    if (!editing) return undefined;
    const changed = changePayload(editing.state, editing.stored.values);
    return Object.fromEntries(Object.entries(changed).filter(([key]) => task.edit.includes(key)));
  };
  const problem = (): string | undefined => {
    if (missing) return t('tasks.comment_needed');
    const empty = choices.find((choice) => (chosen[choice.node] ?? []).length === 0);
    if (empty) return t('work.choose_needed', { node: empty.label });
    if (task.signature && !signature) return t('work.signature_needed');
    return undefined;
  };
  const decide = async () => {
    const wrong = problem();
    if (wrong !== undefined) {
      setComplaint(wrong);
      return;
    }
    if (editing) {
      const keys = new Set(editing.fields.map((field) => field.key));
      if (
        isForward &&
        findProblems(editing.state).some(({ row, field }) => keys.has(row.scope === '' ? field : row.scope))
      ) {
        editing.state.showProblems();
        return;
      }
    }
    setBusy(true);
    setComplaint('');
    try {
      const answer: Answer = { comment: comment.trim() === '' ? null : comment.trim(), values: values() };
      if (files.length > 0) answer.files = files.map((file) => file.id);
      if (signature) answer.signature = signature.id;
      if (choices.length > 0) {
        answer.choose = Object.fromEntries(
          choices.map((choice) => [choice.node, (chosen[choice.node] ?? []).map((each) => each.id)]),
        );
      }
      await decideTask(task.id, outcome.key, answer);
      void message.success(t('tasks.decided', { outcome: outcome.label }));
      refresh();
      onClose(true);
    } catch (error) {
      if (isProblem(error, 'already_done')) {
        void message.warning(errorText(error));
        refresh();
        onClose(true);
        return;
      }
      const homeless = isProblem(error) && editing ? placeViolations(editing.state, error.violations) : [];
      setComplaint(homeless.length > 0 ? homeless.join(' ') : errorText(error));
    } finally {
      setBusy(false);
    }
  };

  return (
    <Frame
      title={`${outcome.label} · ${task.title}`}
      onClose={() => onClose(false)}
      wide={editing?.fields.some((field) => field.type === 'lines') ?? false}
      footer={
        <div className={css.dialogFooter}>
          <Button onClick={() => onClose(false)}>{t('common.cancel')}</Button>
          <BusyButton type="primary" danger={outcome.key === 'reject'} busy={busy} onClick={() => void decide()}>
            {outcome.label}
          </BusyButton>
        </div>
      }
    >
      {task.as && task.as !== 'owner' ? <p className={css.help}>{t(`work.as.${task.as}`)}</p> : null}
      {children}
      {choices.map((choice) => (
        <PeopleInput
          key={choice.node}
          label={t('work.choose', { node: choice.label })}
          help={t('work.choose_most', { count: choice.most })}
          most={choice.most}
          value={chosen[choice.node] ?? []}
          onChange={(people) => setChosen({ ...chosen, [choice.node]: people })}
        />
      ))}
      <CommentInput
        label={t('tasks.comment')}
        required={outcome.needsComment}
        autoFocus
        value={comment}
        invalid={complaint !== '' && missing}
        opinions={task.opinions ?? []}
        placeholder={outcome.needsComment ? t('tasks.comment_why') : t('tasks.comment_optional')}
        onChange={setComment}
        onSend={() => void decide()}
      />
      {task.signature ? (
        <div className={css.row}>
          <span className={css.commentLabel}>
            {t('work.signature')}
            <span className={css.star}> *</span>
          </span>
          <Suspense fallback={<Loading lines={3} />}>
            <SignatureInput
              field={SIGNATURE}
              value={signature ? [signature] : null}
              disabled={false}
              invalid={false}
              label={t('work.signature')}
              onText={() => undefined}
              onValue={(value) => setSignature((value as FileValue[] | null)?.[0])}
            />
          </Suspense>
        </div>
      ) : null}
      {asksForRest ? (
        <div className={css.row}>
          <label htmlFor={id} className={css.commentLabel}>
            {t('work.files')}
          </label>
          <FileInput id={id} label={t('work.files')} value={files} onChange={setFiles} />
        </div>
      ) : null}
      <p role="alert" className={css.complaint}>
        {complaint}
      </p>
    </Frame>
  );
}
