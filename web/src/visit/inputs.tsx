/** @jsxImportSource preact */
import { useEffect, useState } from 'preact/hooks';
import { type AttachmentField, type Field, isSystemMade, type TreeOption } from '@/engine/blueprint';
import type { FormState } from '@/engine/form/form-state';
import type { CellView, Row } from '@/engine/form/row';
import type { FileValue, ReferenceValue, Value } from '@/engine/values';
import { isReference } from '@/engine/values';
import { type Choice, choices, Refused, upload } from './api';
import { label, t } from './texts';
import { valueText } from './value-text';

interface InputProps {
  state: FormState;
  row: Row;
  field: Field;
  path: string;
  id: string;
  cell: CellView;
  invalid: boolean;
}

/** The library tells inputs apart by their kind; here it is known only at run time. */
const KINDS = {
  phone: 'tel',
  email: 'email',
  url: 'url',
  time: 'time',
  date: 'date',
} as Partial<Record<Field['type'], string>> as Partial<Record<Field['type'], 'text'>>;
const NUMBERS = new Set<Field['type']>(['number', 'money', 'percent', 'rating']);
const PAUSE_MS = 250;

/** The input of a field, the browser's own wherever it has one. */
export function Input(props: InputProps) {
  const { state, row, field, id, cell, invalid } = props;
  const set = (value: Value) => state.set(row.uid, field.key, value);
  if (cell.readOnly || isSystemMade(field)) {
    return (
      <output id={id} class="value">
        {valueText(field, cell.value) || '—'}
      </output>
    );
  }
  const common = {
    id,
    'aria-invalid': invalid,
    'aria-required': cell.required,
    'aria-describedby': invalid ? `${id}-problem` : undefined,
  };
  switch (field.type) {
    case 'long_text':
    case 'rich_text':
      return (
        <textarea
          {...common}
          rows={3}
          value={String(cell.raw ?? cell.value ?? '')}
          onInput={(event) => set(event.currentTarget.value || null)}
        />
      );
    case 'switch':
      return (
        <input
          {...common}
          type="checkbox"
          checked={cell.value === true}
          onChange={(event) => set(event.currentTarget.checked)}
        />
      );
    case 'select':
    case 'cascader': {
      const options: [string, string][] =
        field.type === 'cascader'
          ? leaves(field.options, field.anyLevel === true).filter(
              ([key]) => !cell.closed?.has(key) || key === cell.value,
            )
          : field.options
              .filter(({ key }) => !cell.closed?.has(key) || key === cell.value)
              .map((each) => [each.key, label(each.label, each.key)]);
      return (
        <select
          {...common}
          value={String(cell.value ?? '')}
          onChange={(event) => set(event.currentTarget.value || null)}
        >
          <option value="">{t('visit.choose')}</option>
          {options.map(([key, text]) => (
            <option key={key} value={key}>
              {text}
            </option>
          ))}
        </select>
      );
    }
    case 'multi_select': {
      const chosen = Array.isArray(cell.value) ? (cell.value as string[]) : [];
      return (
        <div class="options" role="group" aria-labelledby={`${id}-label`}>
          {field.options
            .filter(({ key }) => !cell.closed?.has(key) || chosen.includes(key))
            .map((option) => (
              <label key={option.key}>
                <input
                  type="checkbox"
                  checked={chosen.includes(option.key)}
                  onChange={(event) => {
                    const next = event.currentTarget.checked
                      ? [...chosen, option.key]
                      : chosen.filter((each) => each !== option.key);
                    set(next.length > 0 ? next : null);
                  }}
                />
                {label(option.label, option.key)}
              </label>
            ))}
        </div>
      );
    }
    case 'datetime':
      return (
        <input
          {...common}
          type="datetime-local"
          value={localMoment(cell.value)}
          onChange={(event) => {
            const text = event.currentTarget.value;
            set(text === '' ? null : new Date(text).toISOString());
          }}
        />
      );
    case 'reference':
      return <Picker {...props} />;
    case 'attachment':
    case 'image':
      return <Files {...props} field={field} />;
    case 'region':
    case 'address':
      return (
        <input
          {...common}
          autocomplete="street-address"
          value={typeof cell.value === 'string' ? cell.value : ''}
          onInput={(event) => set(event.currentTarget.value || null)}
        />
      );
    default:
      return (
        <input
          {...common}
          type={KINDS[field.type] ?? 'text'}
          inputMode={NUMBERS.has(field.type) ? 'decimal' : undefined}
          autocomplete={field.type === 'phone' ? 'tel' : field.type === 'email' ? 'email' : 'off'}
          value={String(cell.raw ?? cell.value ?? '')}
          onInput={(event) => state.type(row.uid, field.key, event.currentTarget.value)}
        />
      );
  }
}

/** A tree as a list of its ends, each with its way. */
function leaves(options: readonly TreeOption[], any: boolean, before = ''): [string, string][] {
  return options.flatMap((option): [string, string][] => {
    const text = before + label(option.label, option.key);
    const below = option.children ? leaves(option.children, any, `${text} / `) : [];
    return below.length === 0 || any ? [[option.key, text], ...below] : below;
  });
}

function localMoment(value: Value): string {
  if (typeof value !== 'string') return '';
  const moment = new Date(value);
  return Number.isNaN(moment.getTime())
    ? ''
    : new Date(moment.getTime() - moment.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

/** A record, found by typing a part of its name. */
function Picker({ state, row, field, path, id, cell, invalid }: InputProps) {
  const chosen: ReferenceValue | undefined = isReference(cell.value) ? cell.value : undefined;
  const [text, setText] = useState('');
  const [open, setOpen] = useState(false);
  const [items, setItems] = useState<Choice[]>();
  const [at, setAt] = useState(0);
  const around = open ? JSON.stringify(state.limits(row.uid, field.key)) : undefined;
  useEffect(() => {
    if (!open) return;
    let current = true;
    const timer = setTimeout(() => {
      choices(path, text, around === undefined ? undefined : JSON.parse(around)).then(
        (answer) => {
          if (!current) return;
          setItems(answer.items);
          setAt(0);
        },
        () => current && setItems([]),
      );
    }, PAUSE_MS);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [open, text, path, around]);
  const pick = (choice: Choice | undefined) => {
    if (!choice || field.type !== 'reference') return;
    state.act(undefined, () => state.set(row.uid, field.key, { id: choice.id, title: choice.title }));
    state.provideAll(field.form, [choice]);
    setOpen(false);
    setText('');
  };
  const keys = (event: KeyboardEvent) => {
    const count = items?.length ?? 0;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      setOpen(true);
      if (count > 0) setAt((at + (event.key === 'ArrowDown' ? 1 : count - 1)) % count);
    } else if (event.key === 'Enter' && open && !event.isComposing) {
      event.preventDefault();
      pick(items?.[at]);
    } else if (event.key === 'Escape') setOpen(false);
  };
  return (
    <div class="picker">
      <input
        id={id}
        role="combobox"
        autocomplete="off"
        aria-expanded={open}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={open && items?.[at] ? `${id}-${at}` : undefined}
        aria-invalid={invalid}
        aria-describedby={invalid ? `${id}-problem` : undefined}
        placeholder={t('visit.search')}
        value={open ? text : (chosen?.title ?? '')}
        onFocus={() => setOpen(true)}
        onBlur={() => setOpen(false)}
        onInput={(event) => {
          setText(event.currentTarget.value);
          setOpen(true);
        }}
        onKeyDown={keys}
      />
      {chosen && !open ? (
        <button
          type="button"
          class="quiet"
          aria-label={t('visit.clear')}
          onClick={() => state.set(row.uid, field.key, null)}
        >
          ×
        </button>
      ) : null}
      {open ? (
        <ul id={`${id}-list`} role="listbox" aria-labelledby={`${id}-label`}>
          {items?.map((choice, index) => (
            <li
              key={choice.id}
              id={`${id}-${index}`}
              role="option"
              aria-selected={index === at}
              onMouseDown={(event) => {
                event.preventDefault();
                pick(choice);
              }}
            >
              {choice.title}
            </li>
          ))}
          {items && items.length === 0 ? <li class="help">{t('visit.none')}</li> : null}
          {items ? null : <li class="help">{t('visit.loading')}</li>}
        </ul>
      ) : null}
    </div>
  );
}

function Files({ state, row, field, id, cell, invalid }: InputProps & { field: AttachmentField }) {
  const files = Array.isArray(cell.value) ? (cell.value as FileValue[]) : [];
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState('');
  const add = async (picked: FileList | null) => {
    setBusy(true);
    setFailure('');
    let all = files;
    for (const file of picked ?? []) {
      try {
        all = [...all, await upload(file)];
        state.set(row.uid, field.key, all);
      } catch (error) {
        setFailure(`${file.name}：${error instanceof Refused ? error.message : t('visit.failed')}`);
      }
    }
    setBusy(false);
  };
  return (
    <div class="files">
      {files.map((file) => (
        <span key={file.id}>
          {file.name}
          <button
            type="button"
            class="quiet"
            aria-label={t('visit.remove_file', { name: file.name ?? '' })}
            onClick={() => {
              const rest = files.filter((each) => each.id !== file.id);
              state.set(row.uid, field.key, rest.length > 0 ? rest : null);
            }}
          >
            ×
          </button>
        </span>
      ))}
      <input
        id={id}
        type="file"
        multiple={field.maximum !== 1}
        accept={field.type === 'image' ? 'image/*' : undefined}
        aria-invalid={invalid}
        disabled={busy}
        onChange={(event) => {
          void add(event.currentTarget.files);
          event.currentTarget.value = '';
        }}
      />
      {busy ? <p class="help">{t('visit.uploading')}</p> : null}
      {failure ? (
        <p class="problem" role="alert">
          {failure}
        </p>
      ) : null}
    </div>
  );
}
