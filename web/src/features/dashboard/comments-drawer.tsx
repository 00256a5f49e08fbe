import { useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, Drawer, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { addBoardComment, deleteBoardComment, loadBoardComments } from '@/api/dashboards';
import type { BoardDocument } from '@/engine/report/board';
import { useErrorText } from '@/ui/problem-text';
import { useLabel } from '@/ui/session';
import { EmptyState, ErrorState, Loading } from '@/ui/states';
import { usePhone } from '@/ui/use-phone';
import { Ago } from '@/ui/values/time';
import css from './dashboard.module.css';

/** What people say about a dashboard. */
export function CommentsDrawer({ board, onClose }: { board: BoardDocument; onClose: () => void }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const phone = usePhone();
  const label = useLabel();
  const errorText = useErrorText();
  const queries = useQueryClient();
  const [text, setText] = useState('');
  const [busy, setBusy] = useState(false);
  const key = ['dashboards', board.key, 'comments'];
  const query = useQuery({ queryKey: key, queryFn: () => loadBoardComments(board.key), staleTime: 0 });
  const attempt = async (work: () => Promise<unknown>) => {
    setBusy(true);
    try {
      await work();
      await queries.invalidateQueries({ queryKey: key });
      return true;
    } catch (error) {
      void message.error(errorText(error));
      return false;
    } finally {
      setBusy(false);
    }
  };
  const send = async () => {
    if (await attempt(() => addBoardComment(board.key, { text: text.trim() }))) setText('');
  };
  return (
    <Drawer
      open
      placement={phone ? 'bottom' : 'right'}
      size={phone ? '80%' : 420}
      title={t('boards.comments.title')}
      onClose={onClose}
    >
      {query.isPending ? <Loading lines={4} /> : null}
      {query.isError ? <ErrorState error={query.error} retry={() => void query.refetch()} /> : null}
      {query.data?.items.length === 0 ? <EmptyState title={t('boards.comments.none')} /> : null}
      <ol className={css.comments} aria-live="polite">
        {(query.data?.items ?? []).map((comment) => (
          <li key={comment.id}>
            <header>
              <strong>{comment.by.title}</strong>
              <Ago at={comment.at} />
              {comment.widget ? (
                <span className={css.about}>
                  {label(board.widgets.find((widget) => widget.key === comment.widget)?.title, comment.widget)}
                </span>
              ) : null}
              {comment.mayDelete ? (
                <Button
                  type="link"
                  size="small"
                  onClick={() => void attempt(() => deleteBoardComment(board.key, comment.id))}
                >
                  {t('boards.remove')}
                </Button>
              ) : null}
            </header>
            <p>{comment.text}</p>
          </li>
        ))}
      </ol>
      <Input.TextArea
        aria-label={t('boards.comments.write')}
        placeholder={t('boards.comments.write')}
        autoSize={{ minRows: 2, maxRows: 8 }}
        maxLength={4000}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <Button
        type="primary"
        className={css.send ?? ''}
        disabled={text.trim() === ''}
        loading={busy}
        onClick={() => void send()}
      >
        {t('boards.comments.send')}
      </Button>
    </Drawer>
  );
}
