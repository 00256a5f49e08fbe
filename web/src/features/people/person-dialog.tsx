import { useQueryClient } from '@tanstack/react-query';
import { App, Checkbox, Form, Input, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isProblem } from '@/api/problem';
import { addPerson, changePerson, type Person, type Role } from '@/api/session';
import { useErrorText } from '@/ui/problem-text';
import { useLabel } from '@/ui/session';

interface PersonDialogProps {
  person: Person | undefined;
  roles: readonly Role[];
  onClose: () => void;
}

interface PersonInput {
  name: string;
  login: string;
  password?: string;
  roles: string[];
}

/** Adds a person, or changes their name, roles and password. */
export function PersonDialog({ person, roles, onClose }: PersonDialogProps) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const label = useLabel();
  const errorText = useErrorText();
  const [form] = Form.useForm<PersonInput>();
  const [busy, setBusy] = useState(false);
  const save = async ({ name, login, password, roles: chosen }: PersonInput) => {
    setBusy(true);
    try {
      if (person) await changePerson(person.id, { name, roles: chosen, ...(password ? { password } : {}) });
      else await addPerson({ name, login, password: password ?? '', roles: chosen });
      await queries.invalidateQueries({ queryKey: ['people'] });
      void message.success(t('form.saved'));
      onClose();
    } catch (error) {
      const placed = isProblem(error) ? error.violations.filter((each) => each.field !== undefined) : [];
      if (placed.length > 0) {
        form.setFields(placed.map((each) => ({ name: each.field as keyof PersonInput, errors: [each.message] })));
      } else void message.error(errorText(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Modal
      open
      title={person ? person.name : t('people.add')}
      okText={t('form.save')}
      confirmLoading={busy}
      onCancel={onClose}
      onOk={() => form.submit()}
    >
      <Form<PersonInput>
        form={form}
        layout="vertical"
        requiredMark
        initialValues={person ?? { roles: [] }}
        onFinish={(values) => void save(values)}
      >
        <Form.Item name="name" label={t('people.name')} rules={[{ required: true, message: t('problem.required') }]}>
          <Input autoFocus autoComplete="off" />
        </Form.Item>
        <Form.Item name="login" label={t('people.login')} rules={[{ required: true, message: t('problem.required') }]}>
          <Input autoComplete="off" disabled={person !== undefined} />
        </Form.Item>
        <Form.Item
          name="password"
          label={person ? t('people.new_password') : t('people.password')}
          rules={[
            { required: person === undefined, message: t('problem.required') },
            { min: 8, message: t('signin.password_short') },
          ]}
        >
          <Input.Password autoComplete="new-password" />
        </Form.Item>
        <Form.Item name="roles" label={t('people.roles')}>
          <Checkbox.Group
            style={{ display: 'grid', gridTemplateColumns: 'repeat(auto-fill, minmax(128px, 1fr))' }}
            options={roles.map((role) => ({ value: role.key, label: label(role.label, role.key) }))}
          />
        </Form.Item>
      </Form>
    </Modal>
  );
}
