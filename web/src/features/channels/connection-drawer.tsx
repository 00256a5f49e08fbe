import { Alert, Button, Drawer, Input, InputNumber, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Connection, type ConnectionKind, type ConnectionWish, saveConnection } from '@/api/channels';
import { isProblem, type Violation } from '@/api/problem';
import { useErrorText } from '@/ui/problem-text';
import { usePhone } from '@/ui/use-phone';
import css from './channels.module.css';
import { Field } from './field';
import { EXPLAINED, KINDS, SECRET_EXPLAINED, SUPPLIERS, settingsOf, type WithUrl, wordOf } from './kinds';

const TLS = ['starttls', 'tls', 'offered', 'none'] as const;

interface ConnectionDrawerProps {
  kind: ConnectionKind;
  connection: Connection | undefined;
  taken: readonly string[];
  onClose: () => void;
  onSaved: () => void;
}

/** A key that is free: the kind's word, and a number from the second on. */
function freeKey(kind: ConnectionKind, taken: readonly string[]): string {
  const base = kind.replace('_robot', '');
  for (let number = 1; ; number++) {
    const key = number === 1 ? base : `${base}_${number}`;
    if (!taken.includes(key)) return key;
  }
}

/** What a way of messages is called, where it leads and what proves that it is us. */
export function ConnectionDrawer({ kind, connection, taken, onClose, onSaved }: ConnectionDrawerProps) {
  const { t } = useTranslation();
  const phone = usePhone();
  const errorText = useErrorText();
  const shape = KINDS[kind];
  const [key, setKey] = useState(connection?.key ?? shape.only ?? freeKey(kind, taken));
  const [wish, setWish] = useState<ConnectionWish>({
    kind,
    label: connection?.label ?? t(`channels.kind.${kind}`),
    url: null,
    secret: null,
    settings: connection?.settings ?? {},
    perMinute: connection?.perMinute ?? null,
  });
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<unknown>();
  const violations: Violation[] = isProblem(failure) ? failure.violations : [];
  const wrong = (field: string) => violations.find((each) => each.field === field)?.message;
  const put = (patch: Partial<ConnectionWish>) => setWish((before) => ({ ...before, ...patch }));
  const set = (name: string, value: string) => put({ settings: { ...wish.settings, [name]: value } });
  const addressed = kind as WithUrl;
  const secretHelp = SECRET_EXPLAINED.find((each) => each === kind);
  const settingText = (name: string) => {
    const word = wordOf(name);
    return t(`channels.setting.${word}`);
  };
  const settingHelp = (name: string) => {
    const word = EXPLAINED.find((each) => each === name);
    return word && t(`channels.setting_help.${word}`);
  };
  const save = async () => {
    setBusy(true);
    setFailure(undefined);
    try {
      const asked = settingsOf(kind, wish.settings);
      const settings = Object.fromEntries(Object.entries(wish.settings).filter(([name]) => asked.includes(name)));
      await saveConnection(key, { ...wish, settings });
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
      size={phone ? '100%' : 480}
      title={connection ? t('channels.edit_title', { name: wish.label }) : t(`channels.kind.${kind}`)}
      onClose={onClose}
      extra={
        <Button type="primary" loading={busy} onClick={() => void save()}>
          {t('channels.save')}
        </Button>
      }
    >
      <div className={css.form}>
        {failure && violations.length === 0 ? <Alert type="error" showIcon title={errorText(failure)} /> : null}
        <p className={css.help}>{t(`channels.how.${kind}`)}</p>
        {shape.only ? null : (
          <>
            <Field label={t('channels.field.label')} required error={wrong('label')}>
              {(id) => <Input id={id} value={wish.label} onChange={({ target }) => put({ label: target.value })} />}
            </Field>
            <Field
              label={t('channels.field.key')}
              required
              help={t('channels.field.key_help')}
              error={wrong('key') ?? (!connection && taken.includes(key) ? t('channels.key_taken') : undefined)}
            >
              {(id) => (
                <Input
                  id={id}
                  value={key}
                  disabled={connection !== undefined}
                  onChange={({ target }) => setKey(target.value)}
                />
              )}
            </Field>
          </>
        )}
        {settingsOf(kind, wish.settings).map((name) => (
          <Field
            key={name}
            label={settingText(name)}
            required={shape.required.includes(name)}
            help={settingHelp(name)}
            error={wrong(`settings.${name}`)}
          >
            {(id) => (
              <Setting id={id} name={name} value={wish.settings[name] ?? ''} onChange={(next) => set(name, next)} />
            )}
          </Field>
        ))}
        {shape.url ? (
          <Field
            label={t(`channels.url.${addressed}`)}
            required={shape.url === 'required' && !connection}
            help={connection ? t('channels.keep_url', { address: connection.address }) : undefined}
            error={wrong('url')}
          >
            {(id) => (
              <Input
                id={id}
                value={wish.url ?? ''}
                placeholder={connection ? t('channels.keep') : 'https://'}
                autoComplete="off"
                onChange={({ target }) => put({ url: target.value === '' ? null : target.value })}
              />
            )}
          </Field>
        ) : null}
        {shape.secret ? (
          <Field
            label={t(`channels.secret.${shape.secret}`)}
            help={secretHelp && t(`channels.secret_help.${secretHelp}`)}
            error={wrong('secret')}
          >
            {(id) => (
              <Input.Password
                id={id}
                visibilityToggle={false}
                value={wish.secret ?? ''}
                placeholder={connection?.hasSecret ? t('channels.keep') : ''}
                autoComplete="new-password"
                onChange={({ target }) => put({ secret: target.value === '' ? null : target.value })}
              />
            )}
          </Field>
        ) : null}
        <Field
          label={t('channels.field.per_minute')}
          help={
            shape.perMinute
              ? t('channels.field.per_minute_help_kind', { count: shape.perMinute })
              : t('channels.field.per_minute_help')
          }
          error={wrong('perMinute')}
        >
          {(id) => (
            <InputNumber
              id={id}
              min={1}
              max={10_000}
              precision={0}
              value={wish.perMinute}
              placeholder={shape.perMinute ? String(shape.perMinute) : t('channels.unlimited')}
              onChange={(perMinute) => put({ perMinute })}
              style={{ width: 160 }}
            />
          )}
        </Field>
      </div>
    </Drawer>
  );
}

interface SettingProps {
  id: string;
  name: string;
  value: string;
  onChange: (value: string) => void;
}

function Setting({ id, name, value, onChange }: SettingProps) {
  const { t } = useTranslation();
  if (name === 'tls') {
    return (
      <Select
        id={id}
        allowClear
        placeholder={t('channels.tls.auto')}
        value={value === '' ? null : value}
        options={TLS.map((each) => ({ value: each, label: t(`channels.tls.${each}`) }))}
        onChange={(next?: string | null) => onChange(next ?? '')}
      />
    );
  }
  if (name === 'supplier') {
    return (
      <Select
        id={id}
        showSearch={{ optionFilterProp: 'label' }}
        value={value === '' ? null : value}
        options={SUPPLIERS.map((each) => ({ value: each, label: t(`channels.supplier.${each}`) }))}
        onChange={onChange}
      />
    );
  }
  return (
    <Input
      id={id}
      value={value}
      autoComplete="off"
      spellCheck={false}
      inputMode={name === 'port' || name === 'agent-id' ? 'numeric' : 'text'}
      onChange={({ target }) => onChange(target.value)}
    />
  );
}
