import '@/i18n/access';
import { PlusOutlined } from '@ant-design/icons';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Form, Input, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { loadArtifacts, saveDraft } from '@/api/artifacts';
import type { RoleDocument } from '@/engine/access/role';
import { Page, Panel } from '@/ui/page';
import { useErrorText } from '@/ui/problem-text';
import { NoPermission } from '@/ui/refusals';
import { useLabel, useWorkplace } from '@/ui/session';
import { EmptyState, ErrorState, Loading } from '@/ui/states';
import css from './roles.module.css';

/** `/build/roles`: every role there is. */
export function RolesPage() {
  const { t } = useTranslation();
  const label = useLabel();
  const { session } = useWorkplace();
  const [adding, setAdding] = useState(false);
  const query = useQuery({
    queryKey: ['artifacts', 'role'],
    queryFn: () => loadArtifacts('role'),
    enabled: session.builds,
  });
  if (!session.builds) return <NoPermission />;
  const items = query.data?.items ?? [];
  return (
    <Page
      title={t('roles.title')}
      width="text"
      actions={
        <Button type="primary" icon={<PlusOutlined aria-hidden />} onClick={() => setAdding(true)}>
          {t('roles.new')}
        </Button>
      }
    >
      <p className={css.intro}>{t('roles.intro')}</p>
      <Panel flush>
        {query.isPending ? <Loading lines={6} /> : null}
        {query.isError ? <ErrorState error={query.error} retry={() => void query.refetch()} /> : null}
        {query.isSuccess && items.length === 0 ? (
          <EmptyState title={t('roles.none')} hint={t('roles.none_text')} />
        ) : null}
        <ul className={css.roles}>
          {items.map((item) => (
            <li key={item.key}>
              <Link to={`/build/roles/${item.key}`}>{label(item.label ?? '', item.key)}</Link>
              <span>{item.version === 0 || item.hasDraft ? t('roles.unsaved') : null}</span>
            </li>
          ))}
        </ul>
      </Panel>
      {adding ? <NewRole taken={items.map((item) => item.key)} onClose={() => setAdding(false)} /> : null}
    </Page>
  );
}

function NewRole({ taken, onClose }: { taken: readonly string[]; onClose: () => void }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const errorText = useErrorText();
  const [form] = Form.useForm<{ name: string; key: string }>();
  const create = async ({ name, key }: { name: string; key: string }) => {
    const document: RoleDocument = { kind: 'role', key, label: { zh: name }, forms: {} };
    try {
      await saveDraft('role', key, 0, null, document);
      void queries.invalidateQueries({ queryKey: ['artifacts'] });
      void navigate(`/build/roles/${key}`);
    } catch (error) {
      form.setFields([{ name: 'key', errors: [errorText(error)] }]);
    }
  };
  return (
    <Modal open title={t('roles.new')} okText={t('form.save')} onCancel={onClose} onOk={() => form.submit()}>
      <Form form={form} layout="vertical" onFinish={(values) => void create(values)}>
        <Form.Item name="name" label={t('roles.name')} rules={[{ required: true, message: t('problem.required') }]}>
          <Input autoFocus maxLength={60} />
        </Form.Item>
        <Form.Item
          name="key"
          label={t('roles.key')}
          extra={t('roles.key_help')}
          rules={[
            { required: true, message: t('problem.required') },
            { pattern: /^[a-z][a-z0-9_]{0,28}$/, message: t('roles.key_wrong') },
            {
              validator: (_, value) =>
                taken.includes(value) || value === 'administrator' || value === 'builder'
                  ? Promise.reject(new Error(t('roles.key_taken')))
                  : Promise.resolve(),
            },
          ]}
        >
          <Input maxLength={29} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
