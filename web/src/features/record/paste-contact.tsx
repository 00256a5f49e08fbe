import '@/i18n/types';
import { SnippetsOutlined } from '@ant-design/icons';
import { Button, Input, Popover } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FormState } from '@/engine/form/form-state';
import { HEAD } from '@/engine/form/row';
import { type ContactGroup, contactGroup, readContact } from '@/engine/types/contact';
import type { Value } from '@/engine/values';
import { useLabel } from '@/ui/session';
import { useRegions } from '@/ui/types/use-regions';
import css from './record.module.css';

/** Fills name, telephone and address from one line as it comes out of a chat. */
export function PasteContact({ state }: { state: FormState }) {
  const group = contactGroup(state.form);
  return group ? <PasteInto state={state} group={group} /> : null;
}

function PasteInto({ state, group }: { state: FormState; group: ContactGroup }) {
  const { t } = useTranslation();
  const label = useLabel();
  const regions = useRegions();
  const [open, setOpen] = useState(false);
  const [text, setText] = useState('');
  const contact = regions && text.trim() !== '' ? readContact(text, regions) : undefined;
  const place = contact?.region === undefined ? '' : (regions?.name(contact.region) ?? '');
  const values: [field: ContactGroup[keyof ContactGroup], value: Value, shown: string][] = contact
    ? [
        [group.name, contact.name || null, contact.name],
        [group.phone, contact.phone || null, contact.phone],
        group.address
          ? [
              group.address,
              { region: contact.region ?? null, detail: contact.detail, text: place + contact.detail },
              place + contact.detail,
            ]
          : [group.region, contact.region ?? null, place],
        group.address
          ? [undefined, null, '']
          : [group.detail, fullDetail(group, place, contact.detail), contact.detail],
      ]
    : [];
  const filled = values.filter(([field, , shown]) => field !== undefined && shown !== '');
  const fill = () => {
    state.act(undefined, () => {
      for (const [field, value] of filled) if (field) state.set(HEAD, field.key, value);
    });
    setText('');
    setOpen(false);
  };
  return (
    <Popover
      open={open}
      onOpenChange={setOpen}
      trigger="click"
      placement="bottomLeft"
      content={
        <div className={css.pasteContact}>
          <Input.TextArea
            autoFocus
            aria-label={t('types.paste_contact')}
            placeholder={t('types.paste_contact_hint')}
            autoSize={{ minRows: 3, maxRows: 6 }}
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
          <dl className={css.pasteFound} aria-live="polite">
            {filled.map(([field, , shown]) => (
              <div key={field?.key}>
                <dt>{label(field?.label, field?.key)}</dt>
                <dd>{shown}</dd>
              </div>
            ))}
          </dl>
          <Button type="primary" disabled={filled.length === 0} onClick={fill}>
            {t('types.paste_contact_fill')}
          </Button>
        </div>
      }
    >
      <Button size="small" className={css.pasteButton ?? ''} icon={<SnippetsOutlined aria-hidden />}>
        {t('types.paste_contact')}
      </Button>
    </Popover>
  );
}

/** Without a field for the region, it stands in the address. */
function fullDetail(group: ContactGroup, place: string, detail: string): Value {
  return (group.region ? detail : place + detail) || null;
}
