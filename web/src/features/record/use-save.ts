import { useQueryClient } from '@tanstack/react-query';
import { App } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Conflict, isProblem } from '@/api/problem';
import { changeRecord, createRecord, type StoredRecord } from '@/api/records';
import type { FormState } from '@/engine/form/form-state';
import { type Finding, findProblems } from '@/engine/form/judgement';
import { changePayload, creationPayload, type Payload } from '@/engine/form/payload';
import { placeViolations } from '@/engine/form/violations';
import { sameValue, type Value } from '@/engine/values';
import { useErrorText, useProblemText } from '@/ui/problem-text';
import { useLabel } from '@/ui/session';

export interface Saving {
  busy: boolean;
  /** Sentences that have no place at a field. */
  complaints: string[];
  /** Somebody else changed the record meanwhile; these are the fields that both changed. */
  outdated: boolean;
  conflicts: Conflict[];
  save: (state: FormState) => Promise<StoredRecord | undefined>;
  forgetConflicts: () => void;
}

/**
 * Saves a form: checks it here, sends it, and puts every refusal where it can be mended.
 *
 * @param instead what is done with the changes of a record in place of writing them
 */
export function useSave(
  record: StoredRecord | undefined,
  idempotencyKey: string,
  instead?: (values: Payload) => Promise<void>,
): Saving {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const label = useLabel();
  const problemText = useProblemText();
  const errorText = useErrorText();
  const [busy, setBusy] = useState(false);
  const [complaints, setComplaints] = useState<string[]>([]);
  const [outdated, setOutdated] = useState(false);
  const [conflicts, setConflicts] = useState<Conflict[]>([]);

  const sentence = (state: FormState, { row, field, problem }: Finding) => {
    const name = label(state.fieldsOf(row).find((each) => each.key === field)?.label);
    const place =
      row.scope === '' ? name : `${t('lines.row', { row: state.rows(row.scope).indexOf(row) + 1 })} ${name}`;
    return `${place}：${problemText(problem) ?? ''}`;
  };

  const refuse = (state: FormState, error: unknown) => {
    if (isProblem(error) && error.violations.length > 0) {
      state.showProblems();
      const homeless = placeViolations(state, error.violations);
      setComplaints(homeless.length > 0 ? homeless : [error.body.detail ?? error.body.title]);
    } else if (isProblem(error, 'conflict') && record && error.body.conflicts) {
      setConflicts(error.body.conflicts.filter((each) => !sameValue(each.theirs as Value, record.values[each.field])));
      setOutdated(true);
    } else {
      setComplaints([errorText(error)]);
    }
  };

  const save = async (state: FormState) => {
    if (busy) return undefined;
    setComplaints([]);
    const findings = findProblems(state);
    if (findings.length > 0) {
      state.showProblems();
      setComplaints(findings.slice(0, 5).map((finding) => sentence(state, finding)));
      return undefined;
    }
    setBusy(true);
    try {
      if (record && instead) {
        await instead(changePayload(state, record.values));
        void queries.invalidateQueries({ queryKey: ['records'] });
        return record;
      }
      const saved = record
        ? await changeRecord(state.form.key, record.id, record.rev, changePayload(state, record.values))
        : await createRecord(state.form.key, creationPayload(state), idempotencyKey);
      queries.setQueryData(['records', state.form.key, saved.id], saved);
      void queries.invalidateQueries({ queryKey: ['records', state.form.key] });
      void message.success(t('form.saved'));
      return saved;
    } catch (error) {
      refuse(state, error);
      return undefined;
    } finally {
      setBusy(false);
    }
  };

  return { busy, complaints, outdated, conflicts, save, forgetConflicts: () => setOutdated(false) };
}
