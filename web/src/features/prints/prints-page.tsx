import '@/i18n/print-designer';
import { PlusOutlined } from '@ant-design/icons';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, Form as Fields, Input, Modal, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { loadArtifacts, saveDraft } from '@/api/artifacts';
import type { PrintDocument } from '@/engine/print/document';
import { newTemplate } from '@/engine/print/starter';
import { Page, Panel } from '@/ui/page';
import { OneOf } from '@/ui/plain-choices';
import { useErrorText } from '@/ui/problem-text';
import { NoPermission } from '@/ui/refusals';
import { useLabel, useWorkplace } from '@/ui/session';
import { EmptyState, ErrorState, Loading } from '@/ui/states';
import css from './print-designer.module.css';
import { useStarterWords } from './use-starter-words';

/** `/build/prints`: every print template there is, and where new ones begin. */
export function PrintsPage() {
  const { t } = useTranslation();
  const label = useLabel();
  const { session, blueprint } = useWorkplace();
  const [adding, setAdding] = useState(false);
  const query = useQuery({
    queryKey: ['artifacts', 'print'],
    queryFn: () => loadArtifacts('print'),
    enabled: session.builds,
  });
  if (!session.builds) return <NoPermission />;
  const items = query.data?.items ?? [];
  return (
    <Page
      title={t('print.list.title')}
      width="text"
      actions={
        <Button type="primary" icon={<PlusOutlined aria-hidden />} onClick={() => setAdding(true)}>
          {t('print.list.new')}
        </Button>
      }
    >
      <Panel flush>
        {query.isPending ? <Loading lines={6} /> : null}
        {query.isError ? <ErrorState error={query.error} retry={() => void query.refetch()} /> : null}
        {query.isSuccess && items.length === 0 ? (
          <EmptyState title={t('print.list.none')} hint={t('print.list.none_hint')} />
        ) : null}
        <ul className={css.templates}>
          {items.map((item) => {
            const document = item.document as PrintDocument | undefined;
            const form = blueprint.forms.find((each) => each.key === document?.form);
            return (
              <li key={item.key}>
                <Link to={`/build/prints/${item.key}`}>{label(item.label ?? '', item.key)}</Link>
                <span>
                  {label(form?.label, document?.form)}
                  {' · '}
                  {document?.list ? t('print.list.of_list') : t('print.list.of_record')}
                  {item.hasDraft ? ` · ${t('print.list.draft')}` : ''}
                </span>
              </li>
            );
          })}
        </ul>
      </Panel>
      {adding ? <NewTemplate taken={new Set(items.map((item) => item.key))} onClose={() => setAdding(false)} /> : null}
    </Page>
  );
}

interface Answers {
  name: string;
  form: string;
}

function NewTemplate({ taken, onClose }: { taken: ReadonlySet<string>; onClose: () => void }) {
  const { t } = useTranslation();
  const label = useLabel();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const { message } = App.useApp();
  const errorText = useErrorText();
  const { blueprint } = useWorkplace();
  const words = useStarterWords();
  const [fields] = Fields.useForm<Answers>();
  const [list, setList] = useState<'record' | 'list'>('record');
  const create = async ({ name, form: chosen }: Answers) => {
    const form = blueprint.forms.find((each) => each.key === chosen);
    if (!form) return;
    const key = freeKey(chosen, taken);
    const document = newTemplate(key, name, form, list === 'list', { ...words, title: name });
    try {
      await saveDraft('print', key, 0, null, document);
      void queries.invalidateQueries({ queryKey: ['artifacts'] });
      void navigate(`/build/prints/${key}`);
    } catch (error) {
      void message.error(errorText(error));
    }
  };
  return (
    <Modal
      open
      title={t('print.list.new')}
      okText={t('print.list.create')}
      onCancel={onClose}
      onOk={() => fields.submit()}
    >
      <Fields form={fields} layout="vertical" onFinish={(values) => void create(values)}>
        <Fields.Item name="name" label={t('print.name')} rules={[{ required: true, message: t('problem.required') }]}>
          <Input autoFocus maxLength={60} />
        </Fields.Item>
        <Fields.Item name="form" label={t('print.form')} rules={[{ required: true, message: t('problem.required') }]}>
          <Select
            showSearch={{ optionFilterProp: 'label' }}
            options={blueprint.forms.map((form) => ({ value: form.key, label: label(form.label, form.key) }))}
          />
        </Fields.Item>
        <OneOf
          name={t('print.what')}
          value={list}
          onChange={setList}
          options={[
            { value: 'record', label: t('print.list.of_record') },
            { value: 'list', label: t('print.list.of_list') },
          ]}
        />
      </Fields>
    </Modal>
  );
}

/** Made of the form's key, which is English; a number makes it one of its own. */
function freeKey(form: string, taken: ReadonlySet<string>): string {
  const stem = form.slice(0, 20);
  for (let number = 1; ; number++) {
    const key = `${stem}_print${number === 1 ? '' : `_${number}`}`;
    if (!taken.has(key)) return key;
  }
}
