import { Alert, Button, Checkbox, DatePicker, Drawer, Input, InputNumber, Select } from 'antd';
import dayjs from 'dayjs';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { changeLink, createLink, type LinkDocument, type LinkWish, type PublicLink } from '@/api/links';
import { isProblem } from '@/api/problem';
import { type Form, isLive } from '@/engine/blueprint';
import { OneOf } from '@/ui/plain-choices';
import { useErrorText } from '@/ui/problem-text';
import { useLabel, useWorkplace } from '@/ui/session';
import { usePhone } from '@/ui/use-phone';
import { GrantedFields } from './granted-fields';
import css from './links.module.css';
import { Row } from './row';

/** What can be entered exactly, without choosing from a list. */
const ENTERED = new Set([
  'text',
  'phone',
  'email',
  'auto_number',
  'barcode',
  'date',
  'number',
  'money',
  'id_number',
  'credit_code',
  'bank_card',
]);

interface LinkDialogProps {
  link: PublicLink | undefined;
  onClose: () => void;
  onSaved: (link: PublicLink) => void;
}

const NEW: LinkWish = { kind: 'form', form: '', label: '', document: { title: '' }, expiresAt: null };

/** What a link says, what it grants, and how long. */
export function LinkDialog({ link, onClose, onSaved }: LinkDialogProps) {
  const { t } = useTranslation();
  const label = useLabel();
  const phone = usePhone();
  const errorText = useErrorText();
  const { blueprint } = useWorkplace();
  const [wish, setWish] = useState<LinkWish>(() => link ?? NEW);
  const [failures, setFailures] = useState<readonly string[]>([]);
  const [busy, setBusy] = useState(false);
  const form = blueprint.forms.find((each) => each.key === wish.form);
  const set = (change: Partial<LinkDocument>) => setWish({ ...wish, document: clean({ ...wish.document, ...change }) });
  const save = async () => {
    setBusy(true);
    setFailures([]);
    try {
      const { kind, form: of, label: name, document, expiresAt } = wish;
      const whole = { kind, form: of, label: name, document, expiresAt };
      onSaved(link ? await changeLink(link.id, link.rev, whole) : await createLink(whole));
    } catch (error) {
      const wrong = isProblem(error) ? error.violations : [];
      setFailures(wrong.length > 0 ? wrong.map((each) => each.message) : [errorText(error)]);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Drawer
      open
      size={phone ? '100%' : 560}
      title={link ? t('links.edit') : t('links.new')}
      onClose={onClose}
      extra={
        <Button
          type="primary"
          loading={busy}
          disabled={wish.label.trim() === '' || wish.form === '' || wish.document.title.trim() === ''}
          onClick={() => void save()}
        >
          {t('links.save')}
        </Button>
      }
    >
      <div className={css.dialog}>
        {failures.length > 0 ? (
          <Alert type="error" showIcon title={t('links.refused')} description={failures.join(' ')} />
        ) : null}
        {link ? null : (
          <OneOf
            name={t('links.kind')}
            value={wish.kind}
            onChange={(kind) => setWish({ ...wish, kind, document: { title: wish.document.title } })}
            options={[
              { value: 'form', label: t('links.kind_form') },
              { value: 'query', label: t('links.kind_query') },
            ]}
          />
        )}
        <Row label={t('links.name')} help={t('links.name_help')}>
          {(id) => (
            <Input
              id={id}
              maxLength={100}
              value={wish.label}
              onChange={({ target }) => setWish({ ...wish, label: target.value })}
            />
          )}
        </Row>
        <Row label={t('links.form')}>
          {(id) => (
            <Select
              id={id}
              disabled={link !== undefined}
              showSearch={{ optionFilterProp: 'label' }}
              value={wish.form === '' ? null : wish.form}
              options={blueprint.forms.map((each) => ({ value: each.key, label: label(each.label, each.key) }))}
              onChange={(key: string) =>
                setWish({
                  ...wish,
                  form: key,
                  document: { ...wish.document, fields: [], by: undefined, shown: undefined } as LinkDocument,
                })
              }
            />
          )}
        </Row>
        <Row label={t('links.page_title')}>
          {(id) => (
            <Input
              id={id}
              maxLength={100}
              value={wish.document.title}
              onChange={({ target }) => set({ title: target.value })}
            />
          )}
        </Row>
        <Row label={t('links.page_intro')}>
          {(id) => (
            <Input.TextArea
              id={id}
              autoSize={{ minRows: 2, maxRows: 6 }}
              value={wish.document.intro ?? ''}
              onChange={({ target }) => set({ intro: target.value || (undefined as never) })}
            />
          )}
        </Row>
        {form ? (
          wish.kind === 'form' ? (
            <FormPart form={form} document={wish.document} set={set} />
          ) : (
            <QueryPart form={form} document={wish.document} set={set} />
          )
        ) : null}
        <Row label={t('links.code')} help={t('links.code_help')}>
          {(id) => (
            <Input
              id={id}
              maxLength={40}
              autoComplete="off"
              value={wish.document.code ?? ''}
              onChange={({ target }) => set({ code: target.value.trim() || (undefined as never) })}
            />
          )}
        </Row>
        <Row label={t('links.expires')} help={t('links.expires_help')}>
          {(id) => (
            <DatePicker
              id={id}
              showTime={{ format: 'HH:mm' }}
              format="YYYY-MM-DD HH:mm"
              value={wish.expiresAt === null ? null : dayjs(wish.expiresAt)}
              onChange={(moment) => setWish({ ...wish, expiresAt: moment ? moment.toISOString() : null })}
            />
          )}
        </Row>
      </div>
    </Drawer>
  );
}

/** What is undefined is not there. */
function clean(document: LinkDocument): LinkDocument {
  return Object.fromEntries(
    Object.entries(document).filter(([, value]) => value !== undefined),
  ) as unknown as LinkDocument;
}

interface PartProps {
  form: Form;
  document: LinkDocument;
  set: (change: Partial<LinkDocument>) => void;
}

function FormPart({ form, document, set }: PartProps) {
  const { t } = useTranslation();
  const label = useLabel();
  const phones = form.fields.filter((field) => field.type === 'phone');
  return (
    <>
      <GrantedFields form={form} fields={document.fields ?? []} onChange={(fields) => set({ fields })} />
      <Row label={t('links.thanks')}>
        {(id) => (
          <Input.TextArea
            id={id}
            autoSize={{ minRows: 2, maxRows: 6 }}
            value={document.thanks ?? ''}
            onChange={({ target }) => set({ thanks: target.value || (undefined as never) })}
          />
        )}
      </Row>
      <Checkbox checked={document.number === true} onChange={({ target }) => set({ number: target.checked })}>
        {t('links.number')}
      </Checkbox>
      <Row label={t('links.once')}>
        {(id) => (
          <Select
            id={id}
            value={document.once ?? 'any'}
            options={[
              { value: 'any', label: t('links.once_any') },
              { value: 'browser', label: t('links.once_browser') },
              { value: 'phone', label: t('links.once_phone'), disabled: phones.length === 0 },
            ]}
            onChange={(once: string) =>
              set({
                once: (once === 'any' ? undefined : once) as never,
                phone: (once === 'phone' ? phones[0]?.key : undefined) as never,
              })
            }
          />
        )}
      </Row>
      {document.once === 'phone' && phones.length > 1 ? (
        <Row label={t('links.phone')}>
          {(id) => (
            <Select
              id={id}
              value={document.phone ?? null}
              options={phones.map((field) => ({ value: field.key, label: label(field.label, field.key) }))}
              onChange={(key: string) => set({ phone: key })}
            />
          )}
        </Row>
      ) : null}
      <Row label={t('links.most')}>
        {(id) => (
          <InputNumber
            id={id}
            min={1}
            max={1_000_000}
            precision={0}
            style={{ width: '100%' }}
            placeholder={t('links.most_any')}
            value={document.most ?? null}
            onChange={(most) => set({ most: (most ?? undefined) as never })}
          />
        )}
      </Row>
    </>
  );
}

function QueryPart({ form, document, set }: PartProps) {
  const { t } = useTranslation();
  const label = useLabel();
  const named = form.fields.flatMap((field) =>
    field.type === 'lines'
      ? field.fields.map((column) => ({
          value: `${field.key}.${column.key}`,
          label: `${label(field.label, field.key)} › ${label(column.label, column.key)}`,
        }))
      : isLive(field)
        ? []
        : [{ value: field.key, label: label(field.label, field.key) }],
  );
  return (
    <>
      <Row label={t('links.by')} help={t('links.by_help')}>
        {(id) => (
          <Select
            id={id}
            mode="multiple"
            maxCount={3}
            value={document.by ?? []}
            options={form.fields
              .filter((field) => ENTERED.has(field.type))
              .map((field) => ({ value: field.key, label: label(field.label, field.key) }))}
            onChange={(by: string[]) => set({ by: (by.length > 0 ? by : undefined) as never })}
          />
        )}
      </Row>
      <Row label={t('links.shown')} help={t('links.shown_help')}>
        {(id) => (
          <Select
            id={id}
            mode="multiple"
            value={document.shown ?? []}
            showSearch={{ optionFilterProp: 'label' }}
            options={named}
            onChange={(shown: string[]) => set({ shown: (shown.length > 0 ? shown : undefined) as never })}
          />
        )}
      </Row>
    </>
  );
}
