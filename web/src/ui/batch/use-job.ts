import { useQuery, useQueryClient } from '@tanstack/react-query';
import { App } from 'antd';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { type BatchJob, cancelBatch, loadBatch, undoBatch } from '@/api/batches';
import type { FeedEvents } from '@/api/feed';
import { useFeed } from '../live';
import { useErrorText } from '../problem-text';

export function isOver(job: BatchJob): boolean {
  return job.state !== 'running' && job.state !== 'undoing';
}

/** A job as it goes on: the feed tells the progress, and asking now and then covers a feed that is not there. */
export function useJob(first: BatchJob): BatchJob {
  const queries = useQueryClient();
  const key = ['batch', first.id];
  const query = useQuery({
    queryKey: key,
    queryFn: () => loadBatch(first.id),
    initialData: first,
    staleTime: 1_000,
    refetchInterval: ({ state }) => (state.data && isOver(state.data) ? false : 3_000),
  });
  useFeed(
    'job',
    useCallback(
      (event: FeedEvents['job']) => {
        if (event.id === first.id) void queries.invalidateQueries({ queryKey: ['batch', first.id] });
      },
      [queries, first.id],
    ),
  );
  return query.data;
}

/** What can be done with a job. */
export function useJobActions(job: BatchJob) {
  const { t } = useTranslation();
  const { message, modal } = App.useApp();
  const queries = useQueryClient();
  const errorText = useErrorText();
  const run = async (work: () => Promise<BatchJob>) => {
    try {
      queries.setQueryData(['batch', job.id], await work());
    } catch (error) {
      void message.error(errorText(error));
      void queries.invalidateQueries({ queryKey: ['batch', job.id] });
    }
  };
  return {
    cancel: () => void run(() => cancelBatch(job.id)),
    undo: () =>
      void modal.confirm({
        title: t('batch.undo_title'),
        content: t('batch.undo_text'),
        okText: t('batch.undo'),
        cancelText: t('common.cancel'),
        onOk: () => run(() => undoBatch(job.id)),
      }),
  };
}
