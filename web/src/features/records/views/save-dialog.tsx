import { useQuery } from '@tanstack/react-query';
import { App, Form as Fields, Input, Modal, Radio, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { loadRoles } from '@/api/session';
import { changeView, createView } from '@/api/views';
import type { Form } from '@/engine/blueprint';
import { documentOf, type SavedView, type ViewKind } from '@/engine/list/view';
import { useErrorText } from '@/ui/problem-text';
import { useLabel } from '@/ui/session';
import { KindFields, suitable } from './kind-fields';
import type { OpenViews } from './use-views';

interface SaveDialogProps {
  form: Form;
  open: OpenViews;
  kind: ViewKind;
  /** Changes this one; without, what is shown now becomes a new view. */
  view: SavedView | undefined;
  onClose: () => void;
}

/** Keeps what a list shows under a name, for oneself or for others. */
export function SaveDialog({ form, open, kind, view, onClose }: SaveDialogProps) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const label = useLabel();
  const errorText = useErrorText();
  const [name, setName] = useState(view?.label ?? '');
  const [scope, setScope] = useState<'own' | 'shared'>(view?.scope ?? 'own');
  const [roles, setRoles] = useState<string[]>(view?.roles ?? []);
  const [parts, setParts] = useState(() => suitable(form, view ? view.document : documentOf(open.state), kind));
  const [busy, setBusy] = useState(false);
  const known = useQuery({
    queryKey: ['roles'],
    queryFn: loadRoles,
    enabled: scope === 'shared',
    retry: false,
  });
  const save = async () => {
    setBusy(true);
    try {
      const common = { label: name.trim(), kind, scope, roles: scope === 'shared' ? roles : [] };
      const saved = view
        ? await changeView(
            form.key,
            view.id,
            view.rev,
            view.leftOut.length > 0 ? { label: common.label } : { ...common, document: parts },
          )
        : await createView(form.key, { ...common, document: parts });
      await open.refresh();
      if (!view) open.choose(saved.id);
      onClose();
    } catch (error) {
      void message.error(errorText(error));
    }
    setBusy(false);
  };
  return (
    <Modal
      open
      title={view ? t('view.settings') : t('view.new', { kind: t(`view.kind.${kind}`) })}
      okText={t('form.save')}
      cancelText={t('common.cancel')}
      okButtonProps={{ disabled: name.trim() === '', loading: busy }}
      onOk={() => void save()}
      onCancel={onClose}
    >
      <Fields layout="vertical">
        <Fields.Item label={t('view.name')} htmlFor="view-name" required>
          <Input
            id="view-name"
            autoFocus
            maxLength={60}
            value={name}
            onChange={(event) => setName(event.target.value)}
            onPressEnter={(event) => {
              if (!event.nativeEvent.isComposing && name.trim() !== '') void save();
            }}
          />
        </Fields.Item>
        <KindFields form={form} kind={kind} document={parts} onChange={setParts} />
        {open.mayShare ? (
          <Fields.Item label={t('view.scope')}>
            <Radio.Group
              value={scope}
              onChange={(event) => setScope(event.target.value)}
              options={[
                { value: 'own', label: t('view.own') },
                { value: 'shared', label: t('view.for_others') },
              ]}
            />
          </Fields.Item>
        ) : null}
        {scope === 'shared' && known.data ? (
          <Fields.Item label={t('view.roles')} htmlFor="view-roles" extra={t('view.roles_hint')}>
            <Select
              id="view-roles"
              mode="multiple"
              value={roles}
              onChange={setRoles}
              options={known.data.map((role) => ({ value: role.key, label: label(role.label, role.key) }))}
              showSearch={{ optionFilterProp: 'label' }}
            />
          </Fields.Item>
        ) : null}
      </Fields>
    </Modal>
  );
}
