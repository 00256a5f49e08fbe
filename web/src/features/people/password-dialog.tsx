import { App, Form, Input, Modal } from 'antd';
import { useTranslation } from 'react-i18next';
import { type Colleague, changePerson } from '@/api/people';
import { useStaffAction } from './use-staff';

/** Sets a password for somebody, who must sign in again with it. */
export function PasswordDialog({ person, onClose }: { person: Colleague; onClose: () => void }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const [form] = Form.useForm<{ password: string }>();
  const { run, busy } = useStaffAction();
  const save = async ({ password }: { password: string }) => {
    if (await run(() => changePerson(person.id, { password }))) {
      void message.success(t('staff.password_changed'));
      onClose();
    }
  };
  return (
    <Modal
      open
      title={t('staff.set_password')}
      okText={t('form.save')}
      confirmLoading={busy}
      onCancel={onClose}
      onOk={() => form.submit()}
    >
      <Form form={form} layout="vertical" onFinish={(values) => void save(values)}>
        <Form.Item
          name="password"
          label={t('staff.new_password')}
          rules={[
            { required: true, message: t('problem.required') },
            { min: 8, message: t('signin.password_short') },
          ]}
        >
          <Input.Password autoFocus autoComplete="new-password" />
        </Form.Item>
      </Form>
    </Modal>
  );
}
