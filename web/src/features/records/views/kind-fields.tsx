import { Form as Fields, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Field, Form } from '@/engine/blueprint';
import { listColumns } from '@/engine/list/query';
import type { ViewDocument, ViewKind } from '@/engine/list/view';
import { listedField } from '@/engine/system-fields';
import { useLabel } from '@/ui/session';

function keysOf(form: Form, ...types: Field['type'][]): string[] {
  return form.fields.filter((field) => types.includes(field.type)).map((field) => field.key);
}

/** A document with what its kind needs, chosen from the form where nothing was chosen yet. */
export function suitable(form: Form, document: ViewDocument, kind: ViewKind): ViewDocument {
  const shown = listColumns(form)
    .map((field) => field.key)
    .filter((key) => key !== form.title)
    .slice(0, 4);
  switch (kind) {
    case 'kanban': {
      const field = document.kanban?.field ?? boardFields(form)[0];
      return field === undefined ? document : { ...document, kanban: { fields: shown, ...document.kanban, field } };
    }
    case 'calendar': {
      const start = document.calendar?.start ?? keysOf(form, 'date', 'datetime')[0] ?? 'created_at';
      return { ...document, calendar: { ...document.calendar, start } };
    }
    case 'gallery': {
      const image = document.gallery?.image ?? keysOf(form, 'image', 'attachment')[0];
      return {
        ...document,
        gallery: { fields: shown, ...document.gallery, ...(image === undefined ? {} : { image }) },
      };
    }
    default:
      return document;
  }
}

/** Fields whose values can be the columns of a board; those one can write first, selects before others. */
export function boardFields(form: Form): string[] {
  const open = (field: Field) => field.formula === undefined && field.readOnly !== true && field.access !== 'read';
  const fit = form.fields.filter((field) => ['select', 'person', 'reference'].includes(field.type));
  const order = (field: Field) => (open(field) ? 0 : 3) + ['select', 'person', 'reference'].indexOf(field.type);
  return [...fit].sort((left, right) => order(left) - order(right)).map((field) => field.key);
}

interface KindFieldsProps {
  form: Form;
  kind: ViewKind;
  document: ViewDocument;
  onChange: (document: ViewDocument) => void;
}

/** Which fields make the columns, the days or the pictures of a view. */
export function KindFields({ form, kind, document, onChange }: KindFieldsProps) {
  const { t } = useTranslation();
  const label = useLabel();
  const pick = (
    id: string,
    text: string,
    keys: readonly string[],
    value: string | undefined,
    put: (key: string | undefined) => void,
    clear = false,
  ) => (
    <Fields.Item label={text} htmlFor={id}>
      <Select
        id={id}
        value={value}
        allowClear={clear}
        showSearch={{ optionFilterProp: 'label' }}
        options={keys.map((key) => ({ value: key, label: label(listedField(form, key)?.label, key) }))}
        onChange={(key: string | undefined) => put(key)}
        notFoundContent={t('view.no_field')}
      />
    </Fields.Item>
  );
  const several = (value: readonly string[], put: (keys: string[]) => void) => (
    <Fields.Item label={t('view.card_fields')} htmlFor="view-fields">
      <Select
        id="view-fields"
        mode="multiple"
        value={[...value]}
        showSearch={{ optionFilterProp: 'label' }}
        options={form.fields
          .filter((field) => field.type !== 'lines' && field.key !== form.title)
          .map((field) => ({ value: field.key, label: label(field.label, field.key) }))}
        onChange={put}
      />
    </Fields.Item>
  );
  const without = <T extends object>(part: T | undefined, key: keyof T, value: string | undefined): T => {
    const next = { ...part } as T;
    if (value === undefined) delete next[key];
    else Object.assign(next, { [key]: value });
    return next;
  };
  switch (kind) {
    case 'kanban':
      return (
        <>
          {pick('view-board', t('view.board_field'), boardFields(form), document.kanban?.field, (key) =>
            onChange({ ...document, kanban: without(document.kanban, 'field', key) }),
          )}
          {several(document.kanban?.fields ?? [], (fields) =>
            onChange({ ...document, kanban: { ...document.kanban, fields } }),
          )}
        </>
      );
    case 'calendar': {
      const dates = [...keysOf(form, 'date', 'datetime'), 'created_at', 'updated_at'];
      return (
        <>
          {pick('view-start', t('view.start_field'), dates, document.calendar?.start, (key) =>
            onChange({ ...document, calendar: without(document.calendar, 'start', key) }),
          )}
          {pick(
            'view-end',
            t('view.end_field'),
            keysOf(form, 'date', 'datetime').filter((key) => key !== document.calendar?.start),
            document.calendar?.end,
            (key) => onChange({ ...document, calendar: without(document.calendar, 'end', key) }),
            true,
          )}
          {pick(
            'view-colour',
            t('view.colour_field'),
            keysOf(form, 'select'),
            document.calendar?.field,
            (key) => onChange({ ...document, calendar: without(document.calendar, 'field', key) }),
            true,
          )}
        </>
      );
    }
    case 'gallery':
      return (
        <>
          {pick(
            'view-image',
            t('view.image_field'),
            keysOf(form, 'image', 'attachment'),
            document.gallery?.image,
            (key) => onChange({ ...document, gallery: without(document.gallery, 'image', key) }),
            true,
          )}
          {several(document.gallery?.fields ?? [], (fields) =>
            onChange({ ...document, gallery: { ...document.gallery, fields } }),
          )}
        </>
      );
    default:
      return null;
  }
}
