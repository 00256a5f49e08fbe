import { useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, Drawer, Input, Modal } from 'antd';
import { type ReactNode, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isProblem } from '@/api/problem';
import { loadRecord, type StoredRecord } from '@/api/records';
import { decideTask, type Outcome, type Task } from '@/api/work';
import type { Field, Form, LinesField } from '@/engine/blueprint';
import type { FormState } from '@/engine/form/form-state';
import { findProblems } from '@/engine/form/judgement';
import { changePayload, type Payload } from '@/engine/form/payload';
import { placeViolations } from '@/engine/form/violations';
import { BusyButton } from '../busy-button';
import { HeadFields } from '../form/head-fields';
import { useFormState } from '../form/use-form-state';
import { LinesEditor } from '../lines/lines-editor';
import { useErrorText } from '../problem-text';
import { useForm } from '../session';
import { Loading } from '../states';
import { usePhone } from '../use-phone';
import css from './tasks.module.css';

interface OutcomeDialogProps {
  task: Task;
  outcome: Outcome;
  onClose: (done: boolean) => void;
}

/** Decides a to-do: the fields its node lets one fill in, and an opinion. */
export function OutcomeDialog(props: OutcomeDialogProps) {
  const { task } = props;
  const form = useForm(task.form ?? undefined);
  const wanted = form !== undefined && task.record !== null && task.edit.length > 0;
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
  const state = useFormState(form, opened);
  const fields = form.fields.filter((field) => task.edit.includes(field.key));
  return (
    <Decision {...props} editing={{ state, stored: opened, fields }}>
      <HeadFields state={state} fields={fields.filter((field) => field.type !== 'lines')} />
      {fields
        .filter((field): field is LinesField => field.type === 'lines')
        .map((field) => (
          <LinesEditor key={field.key} state={state} field={field} />
        ))}
    </Decision>
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
}: OutcomeDialogProps & { editing?: Editing; children?: ReactNode }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const errorText = useErrorText();
  const id = useId();
  const [comment, setComment] = useState('');
  const [complaint, setComplaint] = useState('');
  const [busy, setBusy] = useState(false);
  const missing = outcome.needsComment && comment.trim() === '';

  const refresh = () => {
    void queries.invalidateQueries({ queryKey: ['tasks'] });
    if (task.form) void queries.invalidateQueries({ queryKey: ['records', task.form] });
  };
  const values = (): Payload | undefined => {
    if (!editing) return undefined;
    const changed = changePayload(editing.state, editing.stored.values);
    return Object.fromEntries(Object.entries(changed).filter(([key]) => task.edit.includes(key)));
  };
  const decide = async () => {
    if (missing) {
      setComplaint(t('tasks.comment_needed'));
      return;
    }
    if (editing) {
      const keys = new Set(editing.fields.map((field) => field.key));
      if (findProblems(editing.state).some(({ row, field }) => keys.has(row.scope === '' ? field : row.scope))) {
        editing.state.showProblems();
        return;
      }
    }
    setBusy(true);
    setComplaint('');
    try {
      await decideTask(task.id, outcome.key, comment.trim(), values());
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
      {children}
      <label htmlFor={id} className={css.commentLabel}>
        {t('tasks.comment')}
        {outcome.needsComment ? <span className={css.star}> *</span> : null}
      </label>
      <Input.TextArea
        id={id}
        autoFocus
        rows={3}
        value={comment}
        status={complaint !== '' && missing ? 'error' : ''}
        placeholder={outcome.needsComment ? t('tasks.comment_why') : t('tasks.comment_optional')}
        onChange={(event) => setComment(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void decide();
        }}
      />
      <p role="alert" className={css.complaint}>
        {complaint}
      </p>
    </Frame>
  );
}

/** A dialog on a desk, a sheet from below on a phone. */
function Frame(props: { title: string; wide?: boolean; footer: ReactNode; onClose: () => void; children: ReactNode }) {
  const phone = usePhone();
  if (phone) {
    return (
      <Drawer
        open
        placement="bottom"
        size="auto"
        title={props.title}
        onClose={props.onClose}
        footer={props.footer}
        className={css.sheet ?? ''}
      >
        {props.children}
      </Drawer>
    );
  }
  return (
    <Modal open title={props.title} width={props.wide ? 960 : 520} onCancel={props.onClose} footer={props.footer}>
      {props.children}
    </Modal>
  );
}
