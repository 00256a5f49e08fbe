import '@/i18n/work';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, Radio } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { loadFlow } from '@/api/flows';
import { isProblem } from '@/api/problem';
import { type Asked, handTask, type Task, type TaskAct } from '@/api/work';
import type { ReferenceValue } from '@/engine/values';
import { BusyButton } from '../busy-button';
import { useErrorText } from '../problem-text';
import { useListText, useWorkplace } from '../session';
import { CommentInput } from './comment-input';
import { Frame } from './frame';
import { PeopleInput } from './people-input';
import css from './tasks.module.css';

const TO_PEOPLE: readonly TaskAct[] = ['transfer', 'delegate', 'add_before', 'add_after', 'add_parallel'];

/** Acts after which the to-do is no longer this person's. */
const GIVES_AWAY: readonly TaskAct[] = ['return', 'transfer', 'delegate', 'add_before', 'terminate'];

interface ActDialogProps {
  task: Task;
  act: TaskAct;
  onClose: (done: boolean) => void;
}

/** Does something with a to-do that is no outcome: sends it back, hands it on, asks others. */
export function ActDialog({ task, act, onClose }: ActDialogProps) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const errorText = useErrorText();
  const [people, setPeople] = useState<ReferenceValue[]>([]);
  const [node, setNode] = useState(task.back?.to[0]?.node);
  const [straight, setStraight] = useState(false);
  const [voice, setVoice] = useState<number>();
  const [comment, setComment] = useState('');
  const [complaint, setComplaint] = useState('');
  const [busy, setBusy] = useState(false);
  const name = t(`work.act.${act}`);
  const named = TO_PEOPLE.includes(act);
  const needsComment = act === 'return' || act === 'terminate';

  const refresh = () => {
    void queries.invalidateQueries({ queryKey: ['tasks'] });
    if (task.form) void queries.invalidateQueries({ queryKey: ['records', task.form] });
  };
  const problem = () => {
    if (named && people.length === 0) return t('work.people_needed');
    if (needsComment && comment.trim() === '') return t('tasks.comment_needed');
    if (act === 'remove' && voice === undefined) return t('work.voice_needed');
    return undefined;
  };
  const send = async () => {
    const wrong = problem();
    setComplaint(wrong ?? '');
    if (wrong !== undefined) return;
    setBusy(true);
    try {
      const asked: Asked = { comment: comment.trim() === '' ? null : comment.trim() };
      if (named) asked.people = people.map((each) => each.id);
      if (act === 'return') {
        if (node !== undefined) asked.node = node;
        asked.back = straight;
      }
      if (voice !== undefined) asked.voice = voice;
      await handTask(task.id, act, asked);
      void message.success(t('work.act_done', { act: name }));
      refresh();
      onClose(GIVES_AWAY.includes(act));
    } catch (error) {
      if (isProblem(error, 'already_done')) {
        void message.warning(errorText(error));
        refresh();
        onClose(true);
        return;
      }
      setComplaint(errorText(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Frame
      title={`${name} · ${task.title}`}
      onClose={() => onClose(false)}
      footer={
        <div className={css.dialogFooter}>
          <Button onClick={() => onClose(false)}>{t('common.cancel')}</Button>
          <BusyButton type="primary" danger={act === 'terminate'} busy={busy} onClick={() => void send()}>
            {name}
          </BusyButton>
        </div>
      }
    >
      <p className={css.help}>{t(`work.act_help.${act}`)}</p>
      {named ? (
        <PeopleInput
          label={
            act === 'transfer'
              ? t('work.to.transfer')
              : act === 'delegate'
                ? t('work.to.delegate')
                : t('work.to.signers')
          }
          most={act === 'transfer' ? 1 : 50}
          value={people}
          onChange={setPeople}
        />
      ) : null}
      {act === 'return' && task.back ? (
        <>
          <Radio.Group
            className={css.choices ?? ''}
            aria-label={t('work.return_to')}
            value={node}
            options={task.back.to.map((each, index) => ({
              value: each.node,
              label: index === 0 && each.node === 'start' ? t('work.return_starter') : each.label,
            }))}
            onChange={(event) => setNode(event.target.value as string)}
          />
          {task.back.then === 'choose' ? (
            <Radio.Group
              className={css.choices ?? ''}
              aria-label={t('work.then')}
              value={straight}
              options={[
                { value: false, label: t('work.then_rerun') },
                { value: true, label: t('work.then_back') },
              ]}
              onChange={(event) => setStraight(event.target.value as boolean)}
            />
          ) : (
            <p className={css.help}>{t(task.back.then === 'back' ? 'work.then_back' : 'work.then_rerun')}</p>
          )}
        </>
      ) : null}
      {act === 'remove' ? <Voices task={task} value={voice} onChange={setVoice} /> : null}
      <CommentInput
        label={needsComment ? t('work.reason') : t('work.note')}
        required={needsComment}
        value={comment}
        invalid={complaint !== '' && needsComment && comment.trim() === ''}
        placeholder={needsComment ? t('tasks.comment_why') : t('tasks.comment_optional')}
        onChange={setComment}
        onSend={() => void send()}
      />
      <p role="alert" className={css.complaint}>
        {complaint}
      </p>
    </Frame>
  );
}

/** The signers this person added and who have not acted. */
function Voices(props: { task: Task; value: number | undefined; onChange: (voice: number) => void }) {
  const { task, value, onChange } = props;
  const { t } = useTranslation();
  const list = useListText();
  const { session } = useWorkplace();
  const query = useQuery({
    queryKey: ['records', task.form, task.record?.id, 'flow', 'voices'],
    queryFn: () => loadFlow(task.form ?? '', task.record?.id ?? ''),
    enabled: task.form !== null && task.record !== null,
    staleTime: 0,
  });
  const own = query.data?.current.find((place) => place.task === task.id);
  const voices = (query.data?.current ?? []).filter(
    (place) =>
      place.token === own?.token &&
      place.voice !== own.voice &&
      (session.administers || place.addedBy?.id === session.person?.id),
  );
  if (query.isSuccess && voices.length === 0) return <p className={css.help}>{t('work.no_voices')}</p>;
  return (
    <Radio.Group
      className={css.choices ?? ''}
      aria-label={t('work.voices')}
      value={value}
      options={voices.map((place) => ({ value: place.voice, label: list(place.assignees) }))}
      onChange={(event) => onChange(event.target.value as number)}
    />
  );
}
