import { PlusOutlined } from '@ant-design/icons';
import { useQueryClient } from '@tanstack/react-query';
import { App, Button, Input, Select, Space } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { publishArtifact, saveDraft } from '@/api/artifacts';
import { keyFrom } from '@/engine/designer/document';
import { freeKey } from '@/engine/layout';
import { usePreferences } from '@/ui/preferences';
import { useErrorText } from '@/ui/problem-text';
import { BLUEPRINT_KEY, useLabel, useWorkplace } from '@/ui/session';
import { useDesigner } from '../designer-context';
import css from './panel.module.css';

interface GroupSelectProps {
  id: string;
  value: string | undefined;
  onChange: (group: string | undefined) => void;
}

/** The heading of the menu that a form stands under: one that is there, or a new one. */
export function GroupSelect({ id, value, onChange }: GroupSelectProps) {
  const { t } = useTranslation();
  const label = useLabel();
  const { blueprint } = useWorkplace();
  const { forms } = useDesigner();
  const { message } = App.useApp();
  const { language } = usePreferences();
  const errorText = useErrorText();
  const queries = useQueryClient();
  const [name, setName] = useState('');
  const [busy, setBusy] = useState(false);
  const named = new Map((blueprint.groups ?? []).map((group) => [group.key, label(group.label, group.key)]));
  const used = forms.flatMap((form) => (typeof form.group === 'string' ? form.group : []));
  const keys = [...new Set([...named.keys(), ...used, ...(value === undefined ? [] : [value])])];
  const add = async () => {
    const wanted = name.trim();
    if (wanted === '' || busy) return;
    setBusy(true);
    try {
      const key = freeKey(keyFrom(wanted) || 'group', new Set(keys));
      const document = { kind: 'group', key, label: { [language]: wanted }, position: 900 };
      const { draft } = await saveDraft('group', key, 0, null, document);
      await publishArtifact('group', key, draft?.at ?? null, false);
      await queries.invalidateQueries({ queryKey: BLUEPRINT_KEY });
      setName('');
      onChange(key);
    } catch (error) {
      void message.error(errorText(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Select
      id={id}
      allowClear
      value={value}
      options={keys.map((key) => ({ value: key, label: named.get(key) ?? key }))}
      onChange={(group?: string) => onChange(group)}
      popupRender={(menu) => (
        <>
          {menu}
          <Space.Compact className={css.newGroup ?? ''}>
            <Input
              aria-label={t('designer.new_group')}
              placeholder={t('designer.new_group')}
              maxLength={30}
              value={name}
              onChange={({ target }) => setName(target.value)}
              onKeyDown={(event) => {
                event.stopPropagation();
                if (event.key === 'Enter' && !event.nativeEvent.isComposing) void add();
              }}
            />
            <Button
              icon={<PlusOutlined aria-hidden />}
              aria-label={t('designer.add_group')}
              disabled={name.trim() === ''}
              loading={busy}
              onClick={() => void add()}
            />
          </Space.Compact>
        </>
      )}
    />
  );
}
