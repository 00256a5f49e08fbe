import { useQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useState } from 'react';
import { answerQuestion } from '@/api/questions';
import type { BoardWidget } from '@/engine/report/board';
import { beginningWhere } from '@/engine/report/looking';
import { formOf, missing, withQuestion } from '@/engine/report/question';
import { usePreferences } from '@/ui/preferences';
import { useBuild } from './board-context';

const PAUSE_MS = 350;

/** The value once it has rested a moment. */
function useSettled<T>(value: T): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}

/**
 * What a widget that is being built shows: real data, under the filters the dashboard begins with, kept current while it
 * is looked at.
 */
export function usePreview(widget: BoardWidget) {
  const { language } = usePreferences();
  const { board } = useBuild();
  const question = useSettled(widget.question);
  const source = widget.question?.source;
  const where = useSettled(useMemo(() => beginningWhere(board.filters, source), [board.filters, source]));
  const needs = missing(widget);
  const query = useQuery({
    queryKey: ['records', formOf(question?.source ?? ''), 'question', language, question, where],
    queryFn: ({ signal }) => {
      if (!question) throw new Error('no question');
      return answerQuestion({ question, ...(where === undefined ? {} : { where }) }, signal);
    },
    enabled: question !== undefined,
    placeholderData: (before) => before,
    retry: false,
  });
  const result = useMemo(() => query.data && withQuestion(query.data, question), [query.data, question]);
  return { result, error: query.error, retry: query.refetch, needs };
}
