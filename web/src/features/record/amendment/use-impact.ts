import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { loadImpact } from '@/api/amendments';
import type { StoredRecord } from '@/api/records';
import { ANYTHING, type FormState } from '@/engine/form/form-state';
import { changePayload, type Payload } from '@/engine/form/payload';

const PAUSE_MS = 500;

/** What the present input would do, asked for when somebody pauses typing. */
export function useImpact(state: FormState, record: StoredRecord) {
  const [text, setText] = useState('{}');
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = () => setText(JSON.stringify(changePayload(state, record.values)));
    const unsubscribe = state.subscribe(ANYTHING, () => {
      clearTimeout(timer);
      timer = setTimeout(look, PAUSE_MS);
    });
    look();
    return () => {
      unsubscribe();
      clearTimeout(timer);
    };
  }, [state, record.values]);
  const changed = text !== '{}';
  const query = useQuery({
    queryKey: ['impact', state.form.key, record.id, record.rev, text],
    queryFn: () => loadImpact(state.form.key, record.id, JSON.parse(text) as Payload),
    enabled: changed,
    placeholderData: keepPreviousData,
    retry: false,
    gcTime: 0,
  });
  return { changed, query };
}
