import '@/i18n/comments';
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { addComment, type Comment, changeComment, deleteComment, loadComments } from '@/api/comments';
import type { StoredRecord } from '@/api/records';
import type { Form } from '@/engine/blueprint';
import { piecesOf } from '@/engine/mentions';
import { useErrorText } from '@/ui/problem-text';
import { EmptyState, ErrorState, Loading } from '@/ui/states';
import { Ago } from '@/ui/values/time';
import css from './comments.module.css';
import { Composer } from './composer';

interface CommentsProps {
  form: Form;
  record: StoredRecord;
}

/** What people say about a record, the oldest first, and a place to answer. */
export function Comments({ form, record }: CommentsProps) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const errorText = useErrorText();
  const key = ['records', form.key, record.id, 'comments'];
  const query = useInfiniteQuery({
    queryKey: key,
    queryFn: ({ pageParam }) => loadComments(form.key, record.id, pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  });
  const attempt = async (work: () => Promise<unknown>): Promise<boolean> => {
    try {
      await work();
      await queries.invalidateQueries({ queryKey: key });
      return true;
    } catch (error) {
      void message.error(errorText(error));
      return false;
    }
  };
  if (query.isPending) return <Loading lines={3} />;
  if (query.isError) return <ErrorState error={query.error} retry={() => void query.refetch()} />;
  const comments = query.data.pages.flatMap((page) => page.items).toReversed();
  return (
    <div className={css.frame}>
      {query.hasNextPage ? (
        <Button type="link" size="small" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          {t('comments.older')}
        </Button>
      ) : null}
      {comments.length === 0 ? <EmptyState title={t('comments.none')} hint={t('comments.none_hint')} /> : null}
      <ol className={css.list} aria-live="polite">
        {comments.map((comment) => (
          <li key={comment.id}>
            <One form={form} record={record} comment={comment} attempt={attempt} />
          </li>
        ))}
      </ol>
      {record.deletedAt === null ? (
        <Composer
          form={form.key}
          record={record.id}
          onSend={(text) => attempt(() => addComment(form.key, record.id, text))}
        />
      ) : null}
    </div>
  );
}

function One({
  form,
  record,
  comment,
  attempt,
}: CommentsProps & { comment: Comment; attempt: (work: () => Promise<unknown>) => Promise<boolean> }) {
  const { t } = useTranslation();
  const { modal } = App.useApp();
  const [editing, setEditing] = useState(false);
  const remove = () =>
    void modal.confirm({
      title: t('comments.delete_title'),
      okText: t('record.delete'),
      okButtonProps: { danger: true },
      cancelText: t('common.cancel'),
      onOk: () => attempt(() => deleteComment(form.key, record.id, comment.id)),
    });
  const names = new Map(comment.mentions.map((person) => [person.id, person.title]));
  return (
    <article className={css.comment}>
      <header>
        <strong>{comment.by.title}</strong>
        <span className={css.when}>
          <Ago at={comment.at} />
          {comment.editedAt ? ` · ${t('comments.edited')}` : ''}
        </span>
        {comment.mine && !editing ? (
          <span className={css.own}>
            {record.deletedAt === null ? (
              <Button type="link" size="small" onClick={() => setEditing(true)}>
                {t('record.edit')}
              </Button>
            ) : null}
            <Button type="link" size="small" onClick={remove}>
              {t('record.delete')}
            </Button>
          </span>
        ) : null}
      </header>
      {editing ? (
        <Composer
          form={form.key}
          record={record.id}
          before={comment}
          onCancel={() => setEditing(false)}
          onSend={async (text) => {
            const taken = await attempt(() => changeComment(form.key, record.id, comment.id, text));
            if (taken) setEditing(false);
            return taken;
          }}
        />
      ) : (
        <p className={css.text}>
          {piecesOf(comment.text).map((piece, index) =>
            'text' in piece ? (
              piece.text
            ) : (
              // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of one text never change their places
              <span key={index} className={css.person}>
                @{names.get(piece.person) ?? '?'}
              </span>
            ),
          )}
        </p>
      )}
    </article>
  );
}
