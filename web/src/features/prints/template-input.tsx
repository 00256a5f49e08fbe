import { Input, Select } from 'antd';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Field, Form, Language, LinesField } from '@/engine/blueprint';
import { isLive, labelText } from '@/engine/blueprint';
import { type Text, textIn, withText } from '@/engine/print/document';
import { usePreferences } from '@/ui/preferences';
import css from './print-designer.module.css';

interface Choice {
  value: string;
  label: string;
}

function named(fields: readonly Field[], language: Language, path = '', words = ''): Choice[] {
  return fields
    .filter((field) => field.type !== 'lines' && !isLive(field))
    .map((field) => ({ value: path + field.key, label: words + labelText(field.label, language, field.key) }));
}

/** The names a text may speak of: fields, those of referenced records, of a row also its head. */
export function namesIn(
  form: Form,
  lines: LinesField | undefined,
  forms: readonly Form[],
  language: Language,
): Choice[] {
  const of = (fields: readonly Field[], path: string, words: string) => [
    ...named(fields, language, path, words),
    ...fields.flatMap((field) => {
      const target = field.type === 'reference' ? forms.find((each) => each.key === field.form) : undefined;
      const word = `${words}${labelText(field.label, language, field.key)} › `;
      return target ? named(target.fields, language, `${path}${field.key}.`, word) : [];
    }),
  ];
  if (!lines) return of(form.fields, '', '');
  const head = `${labelText(form.label, language, form.key)} › `;
  return [...of(lines.fields, '', ''), ...named(form.fields, language, 'parent.', head)];
}

interface TemplateInputProps {
  id: string;
  value: Text | undefined;
  /** What can be put in; nothing offers no list. */
  names: readonly Choice[];
  rows?: number;
  placeholder?: string;
  onChange: (text: Text) => void;
}

/** Text with fields in braces; fields are put in from a list, and amounts in capitals with one choice. */
export function TemplateInput({ id, value, names, rows = 1, placeholder, onChange }: TemplateInputProps) {
  const { t } = useTranslation();
  const { language } = usePreferences();
  const caret = useRef<number>(undefined);
  const text = textIn(value, language);
  const write = (next: string) => onChange(withText(value, language, next));
  const insert = (piece: string) => {
    const at = Math.min(caret.current ?? text.length, text.length);
    caret.current = at + piece.length;
    write(text.slice(0, at) + piece + text.slice(at));
  };
  return (
    <>
      <Input.TextArea
        id={id}
        autoSize={{ minRows: rows, maxRows: 8 }}
        spellCheck={false}
        placeholder={placeholder ?? ''}
        value={text}
        onChange={(event) => write(event.target.value)}
        onBlur={(event) => {
          caret.current = event.target.selectionEnd ?? undefined;
        }}
      />
      {names.length > 0 ? (
        <Select
          size="small"
          className={css.insert ?? ''}
          aria-label={t('print.insert')}
          placeholder={t('print.insert')}
          showSearch={{ optionFilterProp: 'label' }}
          popupMatchSelectWidth={260}
          value={null}
          options={[...names]}
          onChange={(name: string | null) => name && insert(`{${name}}`)}
        />
      ) : null}
    </>
  );
}
