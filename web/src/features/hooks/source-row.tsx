import { Input, Select } from 'antd';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { HookSource } from '@/api/hooks';
import { type Form, findField, type Label } from '@/engine/blueprint';
import { type PayloadPath, pointerText } from '@/engine/hooks/payload';
import { useLabel, useWorkplace } from '@/ui/session';
import css from './hooks.module.css';

interface SourceRowProps {
  form: Form;
  source: HookSource;
  paths: readonly PayloadPath[];
  error: string | undefined;
  onChange: (source: HookSource) => void;
}

const CONSTANT = ' constant';

/** One field, where it comes from, and what words mean where it has options. */
export function SourceRow({ form, source, paths, error, onChange }: SourceRowProps) {
  const { t } = useTranslation();
  const label = useLabel();
  const id = useId();
  const { blueprint } = useWorkplace();
  const field = findField(form.fields, source.field);
  const target =
    field?.type === 'reference'
      ? blueprint.forms.find((each) => each.key === (field as { form?: string }).form)
      : undefined;
  const unique = (target?.fields ?? []).filter((each) => 'unique' in each && each.unique === true);
  const numbers = (target?.fields ?? []).filter((each) => each.type === 'auto_number');
  const bys = [...unique, ...numbers.filter((each) => !unique.includes(each))];
  const options =
    field && 'options' in field ? (field.options as readonly { key: string; label?: Label }[]) : undefined;
  const constant = source.path === null && source.value !== null;
  const sample = paths.find(({ pointer }) => pointer === source.path)?.sample;
  return (
    <div className={css.sourceBody}>
      <label htmlFor={id}>{label(field?.label, source.field)}</label>
      <Select
        id={id}
        showSearch={{ optionFilterProp: 'label' }}
        placeholder={t('hooks.from')}
        value={constant ? CONSTANT : source.path}
        options={[
          ...paths.map((path) => ({
            value: path.pointer,
            label: `${pointerText(path.pointer)}（${path.sample}）`,
          })),
          ...(source.path !== null && sample === undefined
            ? [{ value: source.path, label: pointerText(source.path) }]
            : []),
          { value: CONSTANT, label: t('hooks.constant') },
        ]}
        onChange={(next: string) =>
          onChange(next === CONSTANT ? { ...source, path: null, value: '' } : { ...source, path: next, value: null })
        }
      />
      {constant && options ? (
        <Select
          aria-label={t('hooks.constant')}
          value={source.value === '' ? null : source.value}
          options={options.map((each) => ({ value: each.key, label: label(each.label, each.key) }))}
          onChange={(value: string) => onChange({ ...source, value })}
        />
      ) : null}
      {constant && !options ? (
        <Input
          aria-label={t('hooks.constant')}
          value={source.value ?? ''}
          onChange={({ target: { value } }) => onChange({ ...source, value })}
        />
      ) : null}
      {target ? (
        <Select
          aria-label={t('hooks.by')}
          placeholder={t('hooks.by')}
          value={source.by}
          options={bys.map((each) => ({
            value: each.key,
            label: t('hooks.by_field', { field: label(each.label, each.key) }),
          }))}
          onChange={(by: string) => onChange({ ...source, by })}
        />
      ) : null}
      {source.path !== null && options ? (
        <Words
          options={options}
          words={source.words ?? {}}
          sample={sample}
          onChange={(words) => onChange({ ...source, words })}
        />
      ) : null}
      {error ? <p className={css.reason}>{error}</p> : null}
    </div>
  );
}

interface WordsProps {
  options: readonly { key: string; label?: Label }[];
  words: Record<string, string>;
  sample: string | undefined;
  onChange: (words: Record<string, string> | null) => void;
}

/** What the other system calls each option. */
function Words({ options, words, sample, onChange }: WordsProps) {
  const { t } = useTranslation();
  const label = useLabel();
  const of = (key: string) => Object.entries(words).find(([, option]) => option === key)?.[0] ?? '';
  const put = (key: string, word: string) => {
    const next = Object.fromEntries(Object.entries(words).filter(([, option]) => option !== key));
    if (word !== '') next[word] = key;
    onChange(Object.keys(next).length > 0 ? next : null);
  };
  return (
    <details className={css.words}>
      <summary>{t('hooks.words')}</summary>
      {options.map((option) => (
        <div key={option.key} className={css.word}>
          <span>{label(option.label, option.key)}</span>
          <Input
            size="small"
            aria-label={t('hooks.word_of', { name: label(option.label, option.key) })}
            placeholder={sample === option.key ? sample : option.key}
            value={of(option.key)}
            onChange={({ target }) => put(option.key, target.value)}
          />
        </div>
      ))}
    </details>
  );
}
