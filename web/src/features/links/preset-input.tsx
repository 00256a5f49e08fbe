import { useQuery } from '@tanstack/react-query';
import { Input, Select } from 'antd';
import { useState } from 'react';
import { loadChoices } from '@/api/records';
import { type Field, isNumeric } from '@/engine/blueprint';
import { useLabel } from '@/ui/session';

interface PresetInputProps {
  field: Field;
  name: string;
  value: unknown;
  onChange: (value: unknown) => void;
}

/** A value that a link brings along. */
export function PresetInput({ field, name, value, onChange }: PresetInputProps) {
  const label = useLabel();
  if (field.type === 'select' || field.type === 'multi_select') {
    const options = field.options.map((each) => ({ value: each.key, label: label(each.label, each.key) }));
    return field.type === 'select' ? (
      <Select
        size="small"
        aria-label={name}
        value={value === '' ? null : value}
        options={options}
        onChange={onChange}
      />
    ) : (
      <Select
        size="small"
        mode="multiple"
        aria-label={name}
        value={Array.isArray(value) ? value : []}
        options={options}
        onChange={onChange}
      />
    );
  }
  if (field.type === 'switch')
    return (
      <Select
        size="small"
        aria-label={name}
        value={value === '' ? null : value}
        options={[
          { value: true, label: '✓' },
          { value: false, label: '✗' },
        ]}
        onChange={onChange}
      />
    );
  if (field.type === 'reference')
    return <RecordPreset form={field.form} name={name} value={value} onChange={onChange} />;
  return (
    <Input
      size="small"
      aria-label={name}
      inputMode={isNumeric(field) ? 'decimal' : 'text'}
      placeholder={field.type === 'date' ? '2026-03-01' : ''}
      value={typeof value === 'string' ? value : String(value ?? '')}
      onChange={({ target }) => onChange(target.value)}
    />
  );
}

function RecordPreset({ form, name, value, onChange }: Omit<PresetInputProps, 'field'> & { form: string }) {
  const [search, setSearch] = useState('');
  const query = useQuery({
    queryKey: ['choices', form, 'preset', search],
    queryFn: ({ signal }) => loadChoices(form, search, signal),
  });
  return (
    <Select
      size="small"
      showSearch={{ filterOption: false, onSearch: setSearch }}
      aria-label={name}
      value={value === '' ? null : value}
      options={(query.data?.items ?? []).map((each) => ({ value: each.id, label: each.title }))}
      onChange={onChange}
    />
  );
}
