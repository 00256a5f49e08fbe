import { Checkbox, Form, Input, Modal, Radio } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { addPerson, type Invited, invite } from '@/api/people';
import { isProblem } from '@/api/problem';
import { DepartmentPick } from './department-pick';
import { InviteDialog } from './invite-dialog';
import { type useStaff, useStaffAction } from './use-staff';

interface NewPersonDialogProps {
  staff: ReturnType<typeof useStaff>;
  department: string | undefined;
  onClose: () => void;
}

interface Values {
  name: string;
  login: string;
  email?: string;
  phone?: string;
  department?: string;
  roles: string[];
  way: 'link' | 'password';
  password?: string;
}

/** Adds somebody, who gets a link to choose a password, or one that is set right here. */
export function NewPersonDialog({ staff, department, onClose }: NewPersonDialogProps) {
  const { t } = useTranslation();
  const [form] = Form.useForm<Values>();
  const way = Form.useWatch('way', form) ?? 'link';
  const { run, busy } = useStaffAction();
  const [invited, setInvited] = useState<{ name: string; link: Invited }>();
  const save = async ({ way: chosen, password, ...values }: Values) => {
    let link: Invited | undefined;
    const done = await run(async () => {
      try {
        const person = await addPerson({ ...values, ...(chosen === 'password' ? { password: password ?? '' } : {}) });
        if (chosen === 'link')
          [link] = (await invite([person.id], values.email !== undefined && values.email !== '')).items;
      } catch (error) {
        const placed = isProblem(error) ? error.violations.filter((each) => each.field !== undefined) : [];
        form.setFields(placed.map((each) => ({ name: each.field as keyof Values, errors: [each.message] })));
        throw error;
      }
    }, t('staff.saved'));
    if (!done) return;
    if (link) setInvited({ name: values.name, link });
    else onClose();
  };
  if (invited) return <InviteDialog name={invited.name} invited={invited.link} onClose={onClose} />;
  const required = [{ required: true, whitespace: true, message: t('problem.required') }];
  return (
    <Modal
      open
      title={t('staff.add')}
      okText={t('form.save')}
      confirmLoading={busy}
      onCancel={onClose}
      onOk={() => form.submit()}
    >
      <Form<Values>
        form={form}
        layout="vertical"
        initialValues={{ roles: [], way: 'link', department }}
        onFinish={(values) => void save(values)}
      >
        <Form.Item name="name" label={t('staff.name')} rules={required}>
          <Input autoFocus autoComplete="off" maxLength={60} />
        </Form.Item>
        <Form.Item name="login" label={t('staff.login')} rules={required}>
          <Input autoComplete="off" maxLength={60} />
        </Form.Item>
        <Form.Item name="email" label={t('staff.email')}>
          <Input autoComplete="off" inputMode="email" />
        </Form.Item>
        <Form.Item name="phone" label={t('staff.phone')}>
          <Input autoComplete="off" inputMode="tel" />
        </Form.Item>
        <Form.Item name="department" label={t('staff.department')}>
          <DepartmentPick all={staff.departments} placeholder={t('staff.no_department')} />
        </Form.Item>
        <Form.Item name="roles" label={t('staff.roles')}>
          <Checkbox.Group
            style={{ display: 'grid', gridTemplateColumns: 'repeat(auto-fill, minmax(128px, 1fr))' }}
            options={staff.roles.map((role) => ({ value: role.key, label: staff.roleName(role.key) }))}
          />
        </Form.Item>
        <Form.Item name="way" label={t('staff.first_sign_in')}>
          <Radio.Group
            vertical
            options={[
              { value: 'link', label: t('staff.by_link') },
              { value: 'password', label: t('staff.by_password') },
            ]}
          />
        </Form.Item>
        {way === 'password' ? (
          <Form.Item
            name="password"
            label={t('staff.password')}
            rules={[...required, { min: 8, message: t('signin.password_short') }]}
          >
            <Input.Password autoComplete="new-password" />
          </Form.Item>
        ) : null}
      </Form>
    </Modal>
  );
}
