import { Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Choice } from '@/api/records';
import type { PersonField, ReferenceField } from '@/engine/blueprint';
import type { ChoiceLimits } from '@/engine/form/among';
import type { ReferenceValue } from '@/engine/values';
import { useChoices } from './use-choices';

interface ChoiceSelectProps {
  id?: string | undefined;
  field: ReferenceField | PersonField;
  value: ReferenceValue[];
  multiple?: boolean;
  disabled?: boolean;
  invalid?: boolean;
  label: string;
  describedBy?: string | undefined;
  limits?: (() => ChoiceLimits | undefined) | undefined;
  onChange: (value: ReferenceValue[], picked: readonly Choice[]) => void;
}

/** Picks records or people by typing part of their name. */
export function ChoiceSelect({ field, value, multiple = false, onChange, ...props }: ChoiceSelectProps) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const [search, setSearch] = useState('');
  const { choices: found, current, loading } = useChoices(field, search, open, props.limits);
  // What the text before this one found must not be picked by an early Enter.
  const choices = current ? found : [];
  const known = new Map<string, ReferenceValue>([...choices, ...value].map((each) => [each.id, each]));
  const change = (next: string | string[] | undefined) => {
    const ids = next === undefined ? [] : Array.isArray(next) ? next : [next];
    const picked = ids.map((id) => known.get(id)).filter((each) => each !== undefined);
    onChange(
      picked.map(({ id, title }) => ({ id, title })),
      choices.filter((choice) => ids.includes(choice.id)),
    );
  };
  return (
    <Select<string | string[]>
      id={props.id}
      aria-label={props.id ? undefined : props.label}
      aria-describedby={props.describedBy}
      aria-invalid={props.invalid}
      style={{ width: '100%' }}
      mode={multiple ? 'multiple' : undefined}
      value={multiple ? value.map((each) => each.id) : value[0]?.id}
      options={(open ? choices : value).map((each) => ({ value: each.id, label: each.title }))}
      labelRender={(item) => known.get(String(item.value))?.title ?? item.label}
      defaultActiveFirstOption
      showSearch={{ filterOption: false, onSearch: setSearch, searchValue: search }}
      allowClear
      disabled={props.disabled}
      status={props.invalid ? 'error' : ''}
      loading={open && loading}
      open={open}
      onOpenChange={(next) => {
        setOpen(next);
        if (!next) setSearch('');
      }}
      onChange={(next) => change(next)}
      placeholder={t('input.search_to_pick')}
      notFoundContent={loading ? t('common.loading') : t('input.nothing_found')}
    />
  );
}
