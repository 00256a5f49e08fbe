import type { PersonField } from '@/engine/blueprint';
import type { ReferenceValue } from '@/engine/values';
import { ChoiceSelect } from '@/ui/inputs/choice-select';

const ANYBODY: PersonField = { key: 'person', label: {}, type: 'person' } as PersonField;

interface PersonPickProps {
  id?: string;
  label: string;
  value: ReferenceValue | undefined;
  onChange: (person: ReferenceValue | undefined) => void;
}

/** One active person, found by typing. */
export function PersonPick({ id, label, value, onChange }: PersonPickProps) {
  return (
    <ChoiceSelect
      id={id}
      field={ANYBODY}
      label={label}
      value={value ? [value] : []}
      onChange={([picked]) => onChange(picked)}
    />
  );
}
