import '@/i18n/way';
import { useQueryClient } from '@tanstack/react-query';
import { App, Button, Radio, Select } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { actOnFlow, type FlowAct, type FlowView } from '@/api/flows';
import type { StoredRecord } from '@/api/records';
import type { Asked } from '@/api/work';
import type { Form } from '@/engine/blueprint';
import { nodeAt, toFlow } from '@/engine/flow/document';
import type { ReferenceValue } from '@/engine/values';
import { BusyButton } from '@/ui/busy-button';
import { useErrorText } from '@/ui/problem-text';
import { useLabel, useListText } from '@/ui/session';
import { CommentInput } from '@/ui/tasks/comment-input';
import { Frame } from '@/ui/tasks/frame';
import { PeopleInput } from '@/ui/tasks/people-input';
import css from '@/ui/tasks/tasks.module.css';

interface FlowActDialogProps {
  form: Form;
  record: StoredRecord;
  flow: FlowView;
  act: FlowAct;
  onClose: () => void;
}

const TO_PEOPLE: readonly FlowAct[] = ['cc', 'comment', 'reassign'];
const NEEDS_REASON: readonly FlowAct[] = ['terminate', 'jump', 'comment'];

/** Where an administrator may move a record: nodes that are no joins and, as a whole, in no block. */
function destinations(flow: FlowView): string[] {
  const document = toFlow(flow.graph);
  return document.nodes.filter(({ type }) => type !== 'join').map(({ key }) => key);
}

/** Asks for what an act needs: people, a place, a reason. */
export function FlowActDialog({ form, record, flow, act, onClose }: FlowActDialogProps) {
  const { t } = useTranslation();
  const label = useLabel();
  const list = useListText();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const errorText = useErrorText();
  const id = useId();
  const asked = flow.current.filter((place) => place.task !== null);
  const [people, setPeople] = useState<ReferenceValue[]>([]);
  const [node, setNode] = useState<string>();
  const [token, setToken] = useState(flow.current.length === 1 ? 0 : flow.current[0]?.token);
  const [voice, setVoice] = useState(asked.length === 1 ? asked[0]?.voice : undefined);
  const [comment, setComment] = useState('');
  const [complaint, setComplaint] = useState('');
  const [busy, setBusy] = useState(false);
  const name = t(`flow.act.${act}`);
  const named = TO_PEOPLE.includes(act);
  const needsReason = NEEDS_REASON.includes(act);
  const document = toFlow(flow.graph);

  const problem = () => {
    if (named && act !== 'comment' && people.length === 0) return t('work.people_needed');
    if (act === 'jump' && node === undefined) return t('flow.node_needed');
    if (act === 'reassign' && voice === undefined) return t('work.voice_needed');
    if (needsReason && comment.trim() === '') return t('tasks.comment_needed');
    return undefined;
  };
  const send = async () => {
    const wrong = problem();
    setComplaint(wrong ?? '');
    if (wrong !== undefined) return;
    setBusy(true);
    const body: Asked = { comment: comment.trim() === '' ? null : comment.trim() };
    if (named) body.people = people.map((each) => each.id);
    if (act === 'jump') {
      if (node !== undefined) body.node = node;
      if (token !== undefined) body.token = token;
    }
    if (act === 'reassign' && voice !== undefined) body.voice = voice;
    try {
      await actOnFlow(form.key, record.id, act, body);
      void message.success(t('work.act_done', { act: name }));
      onClose();
    } catch (error) {
      setComplaint(errorText(error));
    } finally {
      setBusy(false);
      void queries.invalidateQueries({ queryKey: ['records', form.key] });
      void queries.invalidateQueries({ queryKey: ['tasks'] });
    }
  };
  return (
    <Frame
      title={name}
      onClose={onClose}
      footer={
        <div className={css.dialogFooter}>
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <BusyButton type="primary" danger={act === 'terminate'} busy={busy} onClick={() => void send()}>
            {name}
          </BusyButton>
        </div>
      }
    >
      <p className={css.help}>{t(`flow.act_help.${act}`)}</p>
      {act === 'reassign' ? (
        <Radio.Group
          className={css.choices ?? ''}
          aria-label={t('flow.which_task')}
          value={voice}
          options={asked.map((place) => ({
            value: place.voice,
            label: `${place.label ?? ''} · ${list(place.assignees)}`,
          }))}
          onChange={(event) => setVoice(event.target.value as number)}
        />
      ) : null}
      {act === 'jump' && flow.current.length > 1 ? (
        <Radio.Group
          className={css.choices ?? ''}
          aria-label={t('flow.which_place')}
          value={token}
          options={[
            ...new Map(flow.current.map((place) => [place.token, { value: place.token, label: place.label }])).values(),
            { value: 0, label: t('flow.all_places') },
          ]}
          onChange={(event) => setToken(event.target.value as number)}
        />
      ) : null}
      {act === 'jump' ? (
        <div className={css.row}>
          <label htmlFor={id} className={css.commentLabel}>
            {t('flow.jump_to')}
          </label>
          <Select
            id={id}
            style={{ width: '100%' }}
            value={node}
            options={destinations(flow).map((key) => ({ value: key, label: label(nodeAt(document, key)?.label, key) }))}
            onChange={(next: string) => setNode(next)}
          />
        </div>
      ) : null}
      {named ? (
        <PeopleInput
          label={act === 'cc' ? t('flow.to.cc') : act === 'comment' ? t('flow.to.comment') : t('flow.to.reassign')}
          value={people}
          onChange={setPeople}
        />
      ) : null}
      <CommentInput
        label={needsReason ? t('work.reason') : t('work.note')}
        required={needsReason}
        value={comment}
        invalid={complaint !== '' && needsReason && comment.trim() === ''}
        placeholder={needsReason ? t('tasks.comment_why') : t('tasks.comment_optional')}
        onChange={setComment}
        onSend={() => void send()}
      />
      <p role="alert" className={css.complaint}>
        {complaint}
      </p>
    </Frame>
  );
}
