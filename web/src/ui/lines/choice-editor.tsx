import { useState } from 'react';
import type { Choice } from '@/api/records';
import type { Field, PersonField, ReferenceField, SelectField } from '@/engine/blueprint';
import type { CellView } from '@/engine/form/row';
import type { CellTarget } from '@/engine/grid/cell-target';
import { listColumns } from '@/engine/list/query';
import { isReference } from '@/engine/values';
import { searchChoices, useChoices } from '../inputs/use-choices';
import { usePreferences } from '../preferences';
import { useForm, useLabel, useWorkplace } from '../session';
import { StatusTag } from '../values/status-tag';
import { valueText } from '../values/value-text';
import { ComboEditor, type ComboOption } from './combo-editor';

interface EditorProps<F extends Field> {
  target: CellTarget;
  field: F;
  cell: CellView;
  label: string;
  describedBy: string;
  unfolded: boolean;
}

/** A record or a person, picked by typing in the cell. */
export function ChoiceEditor({
  target,
  field,
  cell,
  label,
  describedBy,
  unfolded,
}: EditorProps<ReferenceField | PersonField>) {
  const [query, setQuery] = useState<string | undefined>(undefined);
  const { choices, current, loading } = useChoices(field, query ?? '', query !== undefined, target.limits);
  const hint = useChoiceHint(field);
  // Until the answer to the present text is there, what the last one found is narrowed down to what still fits.
  const wanted = (query ?? '').trim().toLowerCase();
  const options = choices
    .map((choice) => ({ id: choice.id, title: choice.title, show: choice.title, hint: hint(choice) }))
    .filter((option) => current || `${option.title} ${option.hint}`.toLowerCase().includes(wanted));
  const take = (choice: Choice) => {
    if (field.type === 'reference') target.provide(field.form, [choice]);
    target.set({ id: choice.id, title: choice.title });
  };
  /** Somebody types faster than the list comes: the text waits in the cell until its record is found. */
  const lookUp = async (text: string) => {
    target.type(text);
    const found = await searchChoices(field, text.trim(), undefined, target.limits?.()).catch(() => []);
    const only = found.find((choice) => choice.title === text.trim()) ?? (found.length === 1 ? found[0] : undefined);
    if (only && target.now().raw === text) take(only);
  };
  return (
    <ComboEditor
      text={cell.raw ?? (isReference(cell.value) ? cell.value.title : '')}
      options={options}
      current={current}
      loading={loading}
      label={label}
      describedBy={describedBy}
      invalid={cell.problem !== undefined}
      unfolded={unfolded}
      onQuery={setQuery}
      onPick={(option) => {
        const choice = choices.find((each) => each.id === option.id);
        if (choice) take(choice);
      }}
      onClear={() => target.set(null)}
      onText={(text) => void lookUp(text)}
    />
  );
}

/** What tells two choices of similar name apart: the next columns of their list. */
function useChoiceHint(field: ReferenceField | PersonField): (choice: Choice) => string {
  const form = useForm(field.type === 'reference' ? field.form : undefined);
  const { language } = usePreferences();
  const { timeZone } = useWorkplace().blueprint.workspace;
  if (!form) return () => '';
  const columns = listColumns(form).filter((column) => column.key !== form.title);
  return (choice) =>
    columns
      .map((column) => valueText(column, choice.values[column.key], language, timeZone))
      .filter((text) => text !== '')
      .slice(0, 2)
      .join(' · ');
}

/** An option of a list, picked by typing in the cell. */
export function OptionEditor({ target, field, cell, label, describedBy, unfolded }: EditorProps<SelectField>) {
  const [query, setQuery] = useState('');
  const text = useLabel();
  const wanted = query.trim().toLowerCase();
  const options: ComboOption[] = field.options
    .filter(({ key }) => !cell.closed?.has(key))
    .map((option) => ({ id: option.key, title: text(option.label, option.key), show: <StatusTag option={option} /> }))
    .filter((option) => option.title.toLowerCase().includes(wanted));
  const held = Array.isArray(cell.value) ? cell.value.filter((key) => typeof key === 'string') : [];
  const shown = field.type === 'multi_select' ? held : [cell.value];
  const separator = '、';
  return (
    <ComboEditor
      text={
        cell.raw ??
        shown
          .map((key) => text(field.options.find((option) => option.key === key)?.label))
          .filter((title) => title !== '')
          .join(separator)
      }
      options={options}
      current
      loading={false}
      label={label}
      describedBy={describedBy}
      invalid={cell.problem !== undefined}
      unfolded={unfolded}
      onQuery={setQuery}
      onPick={(option) => {
        const several = held.includes(option.id) ? held.filter((key) => key !== option.id) : [...held, option.id];
        target.set(field.type === 'multi_select' ? several : option.id);
      }}
      onClear={() => target.set(null)}
      onText={(typed) => target.type(typed)}
    />
  );
}
