import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Alert, Button, Drawer, Input, Select, Switch } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  changeHook,
  createHook,
  HOOK_PROOFS,
  type Hook,
  type HookMapping,
  type HookSource,
  type HookWish,
} from '@/api/hooks';
import { newKey } from '@/api/keys';
import { isProblem } from '@/api/problem';
import { type Form, isSystemMade } from '@/engine/blueprint';
import { type PayloadPath, payloadPaths, pointerText } from '@/engine/hooks/payload';
import { useErrorText } from '@/ui/problem-text';
import { useLabel, useWorkplace } from '@/ui/session';
import { usePhone } from '@/ui/use-phone';
import { HookField } from './field';
import css from './hooks.module.css';
import { SourceRow } from './source-row';

interface HookDrawerProps {
  hook: Hook | undefined;
  onClose: () => void;
  onSaved: () => void;
}

const NEW: HookWish = {
  label: '',
  form: '',
  proof: 'xiaodan',
  secret: null,
  mapping: { fields: [], key: null, match: null, header: null, example: null },
  enabled: true,
  rev: 0,
};

/** What a door is called, how its calls are proved, and how an example becomes a record. */
export function HookDrawer({ hook, onClose, onSaved }: HookDrawerProps) {
  const { t } = useTranslation();
  const phone = usePhone();
  const label = useLabel();
  const errorText = useErrorText();
  const { blueprint } = useWorkplace();
  const [wish, setWish] = useState<HookWish>(
    hook
      ? {
          label: hook.label,
          form: hook.form,
          proof: hook.proof,
          secret: null,
          mapping: hook.mapping,
          enabled: hook.enabled,
          rev: hook.rev,
        }
      : { ...NEW, secret: newKey() },
  );
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<unknown>();
  const violations = isProblem(failure) ? failure.violations : [];
  const wrong = (field: string) => violations.find((each) => each.field === field)?.message;
  const put = (patch: Partial<HookWish>) => setWish((before) => ({ ...before, ...patch }));
  const map = (patch: Partial<HookMapping>) => put({ mapping: { ...wish.mapping, ...patch } });
  const form = blueprint.forms.find((each) => each.key === wish.form);
  const paths = payloadPaths(wish.mapping.example ?? '');
  const save = async () => {
    setBusy(true);
    setFailure(undefined);
    try {
      if (hook) await changeHook(hook.id, wish);
      else await createHook(wish);
      onSaved();
    } catch (error) {
      setFailure(error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Drawer
      open
      size={phone ? '100%' : 720}
      title={hook ? t('channels.edit_title', { name: hook.label }) : t('hooks.new')}
      onClose={onClose}
      extra={
        <Button type="primary" loading={busy} onClick={() => void save()}>
          {t('channels.save')}
        </Button>
      }
    >
      <div className={css.form}>
        {failure && violations.length === 0 ? <Alert type="error" showIcon title={errorText(failure)} /> : null}
        <HookField label={t('channels.field.label')} required error={wrong('label')}>
          {(id) => <Input id={id} value={wish.label} onChange={({ target }) => put({ label: target.value })} />}
        </HookField>
        <HookField label={t('hooks.form')} required error={wrong('form')}>
          {(id) => (
            <Select
              id={id}
              showSearch={{ optionFilterProp: 'label' }}
              value={wish.form === '' ? null : wish.form}
              options={blueprint.forms.map((each) => ({ value: each.key, label: label(each.label, each.key) }))}
              onChange={(next: string) => put({ form: next, mapping: { ...wish.mapping, fields: [], match: null } })}
            />
          )}
        </HookField>
        <HookField label={t('hooks.proof_label')} help={t(`hooks.proof_help.${wish.proof}`)}>
          {(id) => (
            <Select
              id={id}
              value={wish.proof}
              options={HOOK_PROOFS.map((each) => ({ value: each, label: t(`hooks.proof.${each}`) }))}
              onChange={(proof) => put({ proof })}
            />
          )}
        </HookField>
        {wish.proof === 'none' ? null : (
          <HookField
            label={t('channels.secret.secret')}
            help={hook ? undefined : t('hooks.secret_help')}
            error={wrong('secret')}
          >
            {(id) => (
              <Input
                id={id}
                value={wish.secret ?? ''}
                placeholder={hook?.hasSecret ? t('channels.keep') : ''}
                autoComplete="off"
                onChange={({ target }) => put({ secret: target.value === '' ? null : target.value })}
                suffix={
                  <Button size="small" type="text" onClick={() => put({ secret: newKey() })}>
                    {t('hooks.secret_new')}
                  </Button>
                }
              />
            )}
          </HookField>
        )}
        {wish.proof === 'hmac' || wish.proof === 'token' ? (
          <HookField label={t('hooks.header')}>
            {(id) => (
              <Input
                id={id}
                value={wish.mapping.header ?? ''}
                placeholder={wish.proof === 'hmac' ? 'X-Signature' : 'X-Token'}
                onChange={({ target }) => map({ header: target.value === '' ? null : target.value })}
              />
            )}
          </HookField>
        ) : null}
        <HookField
          label={t('hooks.example')}
          help={t('hooks.example_help')}
          error={wish.mapping.example && paths === undefined ? t('hooks.example_wrong') : wrong('example')}
        >
          {(id) => (
            <Input.TextArea
              id={id}
              className={css.code ?? ''}
              autoSize={{ minRows: 4, maxRows: 12 }}
              spellCheck={false}
              value={wish.mapping.example ?? ''}
              placeholder={'{"order_no": "A-1", "amount": 12.50}'}
              onChange={({ target }) => map({ example: target.value === '' ? null : target.value })}
            />
          )}
        </HookField>
        {form ? <Sources form={form} mapping={wish.mapping} paths={paths ?? []} wrong={wrong} onChange={map} /> : null}
        <HookField label={t('hooks.key')} help={t('hooks.key_help')} error={wrong('key')}>
          {(id) => (
            <PathSelect
              id={id}
              paths={paths ?? []}
              value={wish.mapping.key}
              empty={t('hooks.key_none')}
              onChange={(key) => map({ key })}
            />
          )}
        </HookField>
        {form ? (
          <HookField label={t('hooks.match')} help={t('hooks.match_help')} error={wrong('match')}>
            {(id) => (
              <Select
                id={id}
                allowClear
                placeholder={t('hooks.match_none')}
                value={wish.mapping.match}
                options={form.fields
                  .filter((field) => 'unique' in field && field.unique === true)
                  .map((field) => ({ value: field.key, label: label(field.label, field.key) }))}
                onChange={(match?: string | null) => map({ match: match ?? null })}
              />
            )}
          </HookField>
        ) : null}
        <HookField label={t('hooks.open')}>
          {(id) => (
            <span>
              <Switch id={id} checked={wish.enabled} onChange={(enabled) => put({ enabled })} />
            </span>
          )}
        </HookField>
      </div>
    </Drawer>
  );
}

interface SourcesProps {
  form: Form;
  mapping: HookMapping;
  paths: readonly PayloadPath[];
  wrong: (field: string) => string | undefined;
  onChange: (patch: Partial<HookMapping>) => void;
}

/** Which value of the payload each field takes. */
function Sources({ form, mapping, paths, wrong, onChange }: SourcesProps) {
  const { t } = useTranslation();
  const label = useLabel();
  const taken = new Set(mapping.fields.map(({ field }) => field));
  const free = form.fields.filter(
    (field) => !taken.has(field.key) && field.type !== 'lines' && field.type !== 'attachment' && !isSystemMade(field),
  );
  const put = (index: number, source: HookSource) => onChange({ fields: mapping.fields.with(index, source) });
  return (
    <fieldset className={css.sources}>
      <legend>{t('hooks.fields')}</legend>
      {wrong('fields') ? <p className={css.reason}>{wrong('fields')}</p> : null}
      {mapping.fields.map((source, index) => (
        <div key={source.field} className={css.source}>
          <SourceRow
            form={form}
            source={source}
            paths={paths}
            error={wrong(`fields.${source.field}`)}
            onChange={(next) => put(index, next)}
          />
          <Button
            type="text"
            size="small"
            icon={<DeleteOutlined aria-hidden />}
            aria-label={t('hooks.field_remove', {
              name: label(form.fields.find(({ key }) => key === source.field)?.label, source.field),
            })}
            onClick={() => onChange({ fields: mapping.fields.toSpliced(index, 1) })}
          />
        </div>
      ))}
      <Select
        aria-label={t('hooks.field_add')}
        placeholder={t('hooks.field_add')}
        suffixIcon={<PlusOutlined aria-hidden />}
        showSearch={{ optionFilterProp: 'label' }}
        value={null}
        options={free.map((field) => ({ value: field.key, label: label(field.label, field.key) }))}
        onChange={(key: string | null) => {
          if (key === null) return;
          onChange({ fields: [...mapping.fields, { field: key, path: null, value: null, by: null, words: null }] });
        }}
      />
    </fieldset>
  );
}

interface PathSelectProps {
  id: string;
  paths: readonly PayloadPath[];
  value: string | null;
  empty: string;
  onChange: (pointer: string | null) => void;
}

export function PathSelect({ id, paths, value, empty, onChange }: PathSelectProps) {
  const options = paths.map(({ pointer, sample }) => ({
    value: pointer,
    label: `${pointerText(pointer)}（${sample}）`,
  }));
  const known = value === null || paths.some(({ pointer }) => pointer === value);
  return (
    <Select
      id={id}
      allowClear
      showSearch={{ optionFilterProp: 'label' }}
      placeholder={empty}
      value={value}
      options={known ? options : [...options, { value, label: pointerText(value) }]}
      onChange={(next?: string | null) => onChange(next ?? null)}
    />
  );
}
