import { useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { loadConnections } from '@/api/channels';
import type { Form } from '@/engine/blueprint';
import type { ValueType } from '@/engine/formula/value/types';
import { pathsOf } from '@/engine/list/tree';
import { FormulaBox } from '@/features/build/panel/formula-box';
import { Row } from '@/features/build/panel/parts';
import { usePathName } from '@/ui/conditions/words';
import { useLabel } from '@/ui/session';
import { useRule } from '../rule-context';

interface TextProps {
  label: string;
  help?: string;
  value: string | undefined;
  onChange: (value: string | undefined) => void;
}

/** A formula of a step: it sees the record, what it was before, and what it is now. */
export function StepFormula({ label, value, expected, onChange }: TextProps & { expected: ValueType | undefined }) {
  const { form, forms, names } = useRule();
  return form ? (
    <FormulaBox
      label={label}
      value={value ?? ''}
      place={{ form, forms, names }}
      expected={expected}
      onChange={onChange}
    />
  ) : null;
}

const WRITTEN = '\u0000formula';

/** One of the paths that fit, or a formula of one's own. */
export function PathOrFormula(
  props: TextProps & { paths: readonly { value: string; label: string }[]; expected: ValueType | undefined },
) {
  const { t } = useTranslation();
  const { label, help, value = '', paths, expected, onChange } = props;
  const [writing, setWriting] = useState(value !== '' && !paths.some((path) => path.value === value));
  return (
    <>
      <Row label={label} {...(help === undefined ? {} : { help })}>
        {(id) => (
          <Select
            id={id}
            showSearch={{ optionFilterProp: 'label' }}
            placeholder={t('rules.choose')}
            value={writing ? WRITTEN : value === '' ? null : value}
            options={[...paths, { value: WRITTEN, label: t('rules.by_formula') }]}
            onChange={(next: string) => {
              setWriting(next === WRITTEN);
              if (next !== WRITTEN) onChange(next);
            }}
          />
        )}
      </Row>
      {writing ? <StepFormula label={label} value={value} expected={expected} onChange={onChange} /> : null}
    </>
  );
}

/** The records a step can be about: the one that set the rule off, and those it refers to. */
export function RecordChoice({ label, help, value, onChange }: TextProps) {
  const { t } = useTranslation();
  const nameOf = useLabel();
  const { form } = useRule();
  const references = (form?.fields ?? []).filter((field) => field.type === 'reference');
  return (
    <PathOrFormula
      label={label}
      {...(help === undefined ? {} : { help })}
      value={value}
      expected={undefined}
      paths={[
        { value: 'id', label: t('rules.this_record', { form: nameOf(form?.label, '') }) },
        ...references.map((field) => ({ value: field.key, label: nameOf(field.label, field.key) })),
      ]}
      onChange={onChange}
    />
  );
}

/** The form of the record that a path leads to. */
export function useTargetForm(record: string | undefined): Form | undefined {
  const { form, forms } = useRule();
  if (record === undefined || record === '' || record === 'id') return form;
  const field = form?.fields.find((each) => each.key === record);
  return field?.type === 'reference' ? forms.find((each) => each.key === field.form) : undefined;
}

/** Fields of one of some types, through references too. */
export function FieldPath({
  types,
  expected,
  ...props
}: TextProps & { types: readonly string[]; expected: ValueType }) {
  const nameOf = usePathName();
  const { form, forms } = useRule();
  const paths = form
    ? pathsOf(form, forms)
        .filter(({ field }) => types.includes(field.type))
        .map((path) => ({ value: path.key, label: nameOf(path) }))
    : [];
  return <PathOrFormula {...props} expected={expected} paths={paths} />;
}

/** A system outside, of those an administrator has set up. */
export function ConnectionChoice({ label, kinds, value, onChange }: TextProps & { kinds: readonly string[] }) {
  const { t } = useTranslation();
  const query = useQuery({ queryKey: ['connections'], queryFn: loadConnections, staleTime: 30_000 });
  const offered = (query.data?.items ?? []).filter((each) => kinds.includes(each.kind));
  return (
    <Row
      label={label}
      help={query.data && offered.length === 0 ? t('rules.no_connections') : t('rules.connection_help')}
    >
      {(id) => (
        <Select
          id={id}
          loading={query.isPending}
          placeholder={t('rules.choose')}
          value={value === undefined || value === '' ? null : value}
          options={[
            ...offered.map((each) => ({ value: each.key, label: each.label })),
            ...(value && !offered.some((each) => each.key === value) ? [{ value, label: value }] : []),
          ]}
          onChange={onChange}
        />
      )}
    </Row>
  );
}
