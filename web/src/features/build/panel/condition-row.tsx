import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Condition } from '@/engine/blueprint';
import type { FormulaPlace } from '@/engine/formulas';
import { FormulaField } from '@/ui/formula/formula-field';

import { Choice } from './parts';

interface ConditionRowProps {
  label: string;
  help?: string;
  value: Condition | undefined;
  /** What holds where nothing is said. */
  otherwise: boolean;
  words: { yes: string; no: string };
  place: FormulaPlace;
  onChange: (value: Condition | undefined) => void;
}

/** Always, never, or under a condition. */
export function ConditionRow({ label, help, value, otherwise, words, place, onChange }: ConditionRowProps) {
  const { t } = useTranslation();
  // A formula that is still empty is no condition yet, but the place to write it must be there.
  const [writing, setWriting] = useState(false);
  const conditional = typeof value === 'string' || writing;
  const state = conditional ? 'formula' : (value ?? otherwise) ? 'yes' : 'no';
  return (
    <Choice
      label={label}
      help={help}
      value={state}
      options={[
        { value: 'no', label: words.no },
        { value: 'yes', label: words.yes },
        { value: 'formula', label: t('designer.conditional') },
      ]}
      onChange={(next) => {
        setWriting(next === 'formula');
        if (next === 'formula') return;
        const wanted = next === 'yes';
        onChange(wanted === otherwise ? undefined : wanted);
      }}
    >
      {conditional ? (
        <FormulaField
          label={t('designer.condition_of', { label })}
          value={typeof value === 'string' ? value : undefined}
          place={place}
          expected="boolean"
          onChange={(text) => {
            setWriting(true);
            onChange(text);
          }}
        />
      ) : null}
    </Choice>
  );
}
