import { useQueryClient } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type BatchResult, decideTasks, type Outcome, type Task } from '@/api/work';
import { BusyButton } from '@/ui/busy-button';
import { useErrorText } from '@/ui/problem-text';
import { CommentInput } from '@/ui/tasks/comment-input';
import { Frame } from '@/ui/tasks/frame';
import css from '@/ui/tasks/tasks.module.css';

interface BatchDialogProps {
  tasks: readonly Task[];
  outcome: Outcome;
  onClose: () => void;
}

/** Decides several to-dos in one go; what was refused is told with its reason. */
export function BatchDialog({ tasks, outcome, onClose }: BatchDialogProps) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const errorText = useErrorText();
  const [meant] = useState(tasks);
  const [comment, setComment] = useState('');
  const [complaint, setComplaint] = useState('');
  const [busy, setBusy] = useState(false);
  const [results, setResults] = useState<BatchResult[]>();
  const needsComment = meant.some((task) => task.outcomes.find((each) => each.key === outcome.key)?.needsComment);
  const decide = async () => {
    if (needsComment && comment.trim() === '') {
      setComplaint(t('tasks.comment_needed'));
      return;
    }
    setBusy(true);
    try {
      const { items } = await decideTasks(
        meant.map((task) => task.id),
        outcome.key,
        comment.trim(),
      );
      const done = items.filter((item) => item.done).length;
      if (done > 0) void message.success(t('work.batch_done', { count: done }));
      if (done === items.length) onClose();
      else setResults(items.filter((item) => !item.done));
    } catch (error) {
      setComplaint(errorText(error));
    } finally {
      setBusy(false);
      void queries.invalidateQueries({ queryKey: ['tasks'] });
      void queries.invalidateQueries({ queryKey: ['records'] });
    }
  };
  return (
    <Frame
      title={t('work.batch_title', { outcome: outcome.label, count: meant.length })}
      onClose={onClose}
      footer={
        <div className={css.dialogFooter}>
          {results ? (
            <Button type="primary" onClick={onClose}>
              {t('work.batch_close')}
            </Button>
          ) : (
            <>
              <Button onClick={onClose}>{t('common.cancel')}</Button>
              <BusyButton type="primary" danger={outcome.key === 'reject'} busy={busy} onClick={() => void decide()}>
                {outcome.label}
              </BusyButton>
            </>
          )}
        </div>
      }
    >
      {results ? (
        <>
          <p>{t('work.batch_failed', { count: results.length })}</p>
          <ul>
            {results.map((result) => (
              <li key={result.task}>
                {meant.find((task) => task.id === result.task)?.title}：{result.message}
              </li>
            ))}
          </ul>
        </>
      ) : (
        <>
          <p className={css.help}>{t('work.batch_help')}</p>
          <CommentInput
            label={t('tasks.comment')}
            required={needsComment ?? false}
            autoFocus
            value={comment}
            placeholder={needsComment ? t('tasks.comment_why') : t('tasks.comment_optional')}
            onChange={setComment}
            onSend={() => void decide()}
          />
          <p role="alert" className={css.complaint}>
            {complaint}
          </p>
        </>
      )}
    </Frame>
  );
}
