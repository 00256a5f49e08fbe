import '@/i18n/way';
import { DownOutlined } from '@ant-design/icons';
import { useQueryClient } from '@tanstack/react-query';
import { App, Button, Dropdown } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { actOnFlow, type FlowAct, type FlowView, submitRecord } from '@/api/flows';
import type { StoredRecord } from '@/api/records';
import type { Form } from '@/engine/blueprint';
import { useErrorText } from '@/ui/problem-text';
import css from '../trail.module.css';

const FlowActDialog = lazy(async () => ({ default: (await import('./flow-act-dialog')).FlowActDialog }));

/** What is shown as a button; the others stand behind one. */
const FIRST: readonly FlowAct[] = ['urge', 'withdraw', 'take_back'];
const BEHIND: readonly FlowAct[] = ['cc', 'comment', 'reassign', 'jump', 'migrate', 'terminate'];

interface FlowActsProps {
  form: Form;
  record: StoredRecord;
  flow: FlowView;
}

/** What this person may do to the way of a record besides their to-dos. */
export function FlowActs({ form, record, flow }: FlowActsProps) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const errorText = useErrorText();
  const [act, setAct] = useState<FlowAct>();
  const [busy, setBusy] = useState(false);
  if (record.deletedAt) return <span />;
  const refresh = () => {
    void queries.invalidateQueries({ queryKey: ['records', form.key] });
    void queries.invalidateQueries({ queryKey: ['tasks'] });
  };
  const attempt = async (work: () => Promise<unknown>, done: string) => {
    setBusy(true);
    try {
      await work();
      void message.success(done);
    } catch (error) {
      void message.error(errorText(error));
    } finally {
      setBusy(false);
      refresh();
    }
  };
  const start = (chosen: FlowAct) => {
    if (chosen === 'urge') void attempt(() => actOnFlow(form.key, record.id, 'urge', {}), t('flow.act_done.urge'));
    else setAct(chosen);
  };
  const behind = BEHIND.filter((each) => flow.may.includes(each));
  return (
    <div className={css.acts}>
      {flow.submits ? (
        <Button
          type="primary"
          size="small"
          loading={busy}
          onClick={() => void attempt(() => submitRecord(form.key, record.id), t('flow.submitted'))}
        >
          {t('flow.submit')}
        </Button>
      ) : null}
      {FIRST.filter((each) => flow.may.includes(each)).map((each) => (
        <Button key={each} size="small" disabled={busy} onClick={() => start(each)}>
          {t(`flow.act.${each}`)}
        </Button>
      ))}
      {behind.length > 0 && flow.state !== 'none' ? (
        <Dropdown
          trigger={['click']}
          menu={{
            items: behind.map((each) => ({ key: each, label: t(`flow.act.${each}`), danger: each === 'terminate' })),
            onClick: ({ key }) => start(key as FlowAct),
          }}
        >
          <Button size="small">
            {t('tasks.more')} <DownOutlined aria-hidden />
          </Button>
        </Dropdown>
      ) : null}
      {act ? (
        <Suspense fallback={null}>
          <FlowActDialog form={form} record={record} flow={flow} act={act} onClose={() => setAct(undefined)} />
        </Suspense>
      ) : null}
    </div>
  );
}
