import { Input, type InputRef, Select } from 'antd';
import type { TextAreaRef } from 'antd/es/input/TextArea';
import { useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { allFieldsAt, distance } from '@/engine/formula-text/complete';
import { Row } from '@/features/build/panel/parts';
import { usePreferences } from '@/ui/preferences';
import { useRule } from '../rule-context';
import css from '../rules.module.css';
import { templateParts } from '../template-words';

interface TemplateFieldProps {
  label: string;
  value: string | undefined;
  long?: boolean;
  help?: string;
  onChange: (value: string) => void;
}

/** Text with values in braces, and below it how it reads with the names people know. */
export function TemplateField({ label, value = '', long = false, help, onChange }: TemplateFieldProps) {
  const { t } = useTranslation();
  const { language } = usePreferences();
  const { form, forms, names } = useRule();
  const input = useRef<InputRef>(null);
  const area = useRef<TextAreaRef>(null);
  const place = useMemo(() => (form ? { form, forms, names } : undefined), [form, forms, names]);
  const fields = useMemo(() => (place ? allFieldsAt(place, language) : []), [place, language]);
  const insert = (path: string) => {
    const element = long ? area.current?.resizableTextArea?.textArea : input.current?.input;
    const from = element?.selectionStart ?? value.length;
    const to = element?.selectionEnd ?? from;
    onChange(`${value.slice(0, from)}{${path}}${value.slice(to)}`);
    requestAnimationFrame(() => {
      element?.focus();
      element?.setSelectionRange(from + path.length + 2, from + path.length + 2);
    });
  };
  return (
    <Row label={label} {...(help === undefined ? {} : { help })}>
      {(id) => (
        <>
          {long ? (
            <Input.TextArea
              id={id}
              ref={area}
              autoSize={{ minRows: 2, maxRows: 10 }}
              value={value}
              onChange={(event) => onChange(event.target.value)}
            />
          ) : (
            <Input
              id={id}
              ref={input}
              autoComplete="off"
              value={value}
              onChange={(event) => onChange(event.target.value)}
            />
          )}
          <Select
            size="small"
            aria-label={t('rules.insert_field_into', { label })}
            placeholder={t('formula.insert_field')}
            value={null}
            popupMatchSelectWidth={280}
            options={fields.map((field) => ({ value: field.insert, label: field.label }))}
            showSearch={{
              filterOption: (query, option) =>
                distance(query.trim(), String(option?.label ?? ''), String(option?.value ?? '')) !== undefined,
            }}
            onChange={(path: string | null) => {
              if (path !== null) insert(path);
            }}
          />
          {value.includes('{') && place ? (
            <p className={css.preview}>
              {templateParts(value, place, language).map((part, index) =>
                part.isFormula ? (
                  // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a text have no other name than their place
                  <mark key={index}>{part.text}</mark>
                ) : (
                  part.text
                ),
              )}
            </p>
          ) : null}
        </>
      )}
    </Row>
  );
}
