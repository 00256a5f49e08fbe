import { Select } from 'antd';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { catalogue, isOperator } from '@/engine/formula/catalogue';
import { allFieldsAt, type Candidate, distance } from '@/engine/formula-text/complete';
import type { FormulaPlace } from '@/engine/formulas';
import { usePreferences } from '../preferences';
import css from './formula.module.css';

/** Fields and functions to pick with a finger or the mouse; found by name, pinyin or its initials. */
export function InsertLists({ place, onPick }: { place: FormulaPlace; onPick: (candidate: Candidate) => void }) {
  const { t } = useTranslation();
  const { language } = usePreferences();
  const [open, setOpen] = useState(false);
  const fields = useMemo(() => (open ? allFieldsAt(place, language) : []), [open, place, language]);
  const functions = useMemo(
    () =>
      catalogue
        .filter((entry) => !isOperator(entry))
        .map((entry): Candidate => ({ kind: 'function', insert: entry.name, label: entry.name, entry })),
    [],
  );
  const list = (name: string, candidates: readonly Candidate[], width: number) => (
    <Select
      size="small"
      aria-label={name}
      placeholder={name}
      value={null}
      popupMatchSelectWidth={width}
      onOpenChange={setOpen}
      options={candidates.map((candidate) => ({
        value: candidate.insert,
        label: candidate.entry ? `${candidate.label} ${candidate.entry[language]}` : candidate.label,
      }))}
      showSearch={{
        filterOption: (query, option) =>
          distance(query.trim(), String(option?.label ?? ''), String(option?.value ?? '')) !== undefined,
      }}
      onChange={(picked: string | null) => {
        const candidate = candidates.find((each) => each.insert === picked);
        if (candidate) onPick(candidate);
      }}
    />
  );
  return (
    <div className={css.lists}>
      {list(t('formula.insert_field'), fields, 280)}
      {list(t('formula.insert_function'), functions, 360)}
    </div>
  );
}
