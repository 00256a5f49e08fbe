import { useId } from 'react';
import type { PersonField } from '@/engine/blueprint';
import type { ReferenceValue } from '@/engine/values';
import { ChoiceSelect } from '../inputs/choice-select';
import css from './tasks.module.css';

const ANYBODY: PersonField = { key: 'people', label: {}, type: 'person' } as PersonField;

interface PeopleInputProps {
  label: string;
  help?: string | undefined;
  value: ReferenceValue[];
  /** How many may be named. */
  most?: number;
  onChange: (people: ReferenceValue[]) => void;
}

/** People found by typing part of their names; with `most` 1, one. */
export function PeopleInput({ label, help, value, most = 50, onChange }: PeopleInputProps) {
  const id = useId();
  return (
    <div className={css.row}>
      <label htmlFor={id} className={css.commentLabel}>
        {label}
      </label>
      <ChoiceSelect
        id={id}
        field={ANYBODY}
        multiple={most > 1}
        label={label}
        value={value}
        onChange={(next) => onChange(next.slice(0, most))}
      />
      {help ? <p className={css.help}>{help}</p> : null}
    </div>
  );
}
