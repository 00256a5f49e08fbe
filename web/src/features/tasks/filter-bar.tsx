import { SearchOutlined } from '@ant-design/icons';
import { Button, Input, Select } from 'antd';
import { type ReactNode, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLabel, useWorkplace } from '@/ui/session';
import css from './tasks-page.module.css';
import { useFilter, usePaused } from './use-filter';

interface Chooser {
  name: string;
  label: string;
  options: { value: string; label: string }[];
}

interface FilterBarProps {
  /** What can be chosen, besides the form; the first option of each is the usual one. */
  choosers: Chooser[];
  searches: boolean;
  children?: ReactNode;
}

/** Chooses what is listed: a text to look for, a form, and what else the list knows. */
export function FilterBar({ choosers, searches, children }: FilterBarProps) {
  const { t } = useTranslation();
  const label = useLabel();
  const { blueprint } = useWorkplace();
  const { value, set } = useFilter();
  const [text, setText] = useState(value('search') ?? '');
  const paused = usePaused(text.trim());
  // biome-ignore lint/correctness/useExhaustiveDependencies: the address follows the text, not the other way round
  useEffect(() => {
    if ((value('search') ?? '') !== paused) set({ search: paused });
  }, [paused]);
  const forms = blueprint.forms.filter((form) => form.hasFlow || form.key === value('form'));
  const all: Chooser[] = [
    {
      name: 'form',
      label: t('work.filter.form'),
      options: [
        { value: '', label: t('work.filter.form_any') },
        ...forms.map((form) => ({ value: form.key, label: label(form.label, form.key) })),
      ],
    },
    ...choosers,
  ];
  const names = ['search', ...all.map((each) => each.name)];
  const filtered = names.some((name) => value(name) !== undefined);
  return (
    <div className={css.filters} role="search">
      {searches ? (
        <Input
          allowClear
          className={css.search ?? ''}
          prefix={<SearchOutlined aria-hidden />}
          aria-label={t('work.search')}
          placeholder={t('work.search')}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
      ) : null}
      {all.map((each) => (
        <Select<string>
          key={each.name}
          className={css.chooser ?? ''}
          aria-label={each.label}
          popupMatchSelectWidth={false}
          value={value(each.name) ?? each.options[0]?.value ?? ''}
          options={each.options}
          onChange={(next) => set({ [each.name]: next === each.options[0]?.value ? undefined : next })}
        />
      ))}
      {children}
      {filtered ? (
        <Button
          type="text"
          onClick={() => {
            setText('');
            set(Object.fromEntries(names.map((name) => [name, undefined])));
          }}
        >
          {t('work.filter.clear')}
        </Button>
      ) : null}
    </div>
  );
}
