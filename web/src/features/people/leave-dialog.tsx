import { useQuery } from '@tanstack/react-query';
import { App, Form, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Colleague, changePerson, handOver, loadDuties } from '@/api/people';
import type { ReferenceValue } from '@/engine/values';
import { useListText } from '@/ui/session';
import { ErrorState, Loading } from '@/ui/states';
import { Moment } from '@/ui/values/time';
import css from './people.module.css';
import { PersonPick } from './person-pick';
import { useStaffAction } from './use-staff';

/** Disables somebody, after what waits for them has found somebody else. */
export function LeaveDialog({ person, onClose }: { person: Colleague; onClose: () => void }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const list = useListText();
  const { run, busy } = useStaffAction();
  const [to, setTo] = useState<ReferenceValue>();
  const query = useQuery({ queryKey: ['people', 'duties', person.id], queryFn: () => loadDuties(person.id) });
  const duties = query.data;
  const nothing =
    duties !== undefined && duties.openTasks === 0 && duties.leads.length === 0 && duties.reports.length === 0;
  const leave = async () => {
    const done = await run(async () => {
      if (to) {
        const { tasks } = await handOver(person.id, to.id);
        if (tasks > 0) void message.success(t('staff.handed', { count: tasks }));
      }
      await changePerson(person.id, { disabled: true });
    }, t('staff.disabled_now'));
    if (done) onClose();
  };
  return (
    <Modal
      open
      title={t('staff.disable_title', { name: person.name })}
      okText={!nothing && !to ? `${t('staff.disable')} (${t('staff.without_successor')})` : t('staff.disable')}
      okButtonProps={{ danger: true, disabled: !query.isSuccess }}
      confirmLoading={busy}
      onCancel={onClose}
      onOk={() => void leave()}
    >
      <p className={css.hint}>{t('staff.disable_text')}</p>
      {query.isPending ? <Loading lines={3} /> : null}
      {query.isError ? <ErrorState error={query.error} retry={() => void query.refetch()} /> : null}
      {nothing ? <p>{t('staff.nothing_waits')}</p> : null}
      {duties && !nothing ? (
        <>
          <ul className={css.duties}>
            {duties.openTasks > 0 ? (
              <li>
                {t('staff.waits', { count: duties.openTasks })}
                <ul>
                  {duties.tasks.slice(0, 8).map((task) => (
                    <li key={task.id}>
                      {task.title ?? task.form} <Moment at={task.createdAt} />
                    </li>
                  ))}
                </ul>
              </li>
            ) : null}
            {duties.leads.length > 0 ? (
              <li>{t('staff.leads', { names: list(duties.leads.map(({ name }) => name)) })}</li>
            ) : null}
            {duties.reports.length > 0 ? (
              <li>{t('staff.reports_to', { names: list(duties.reports.map(({ name }) => name)) })}</li>
            ) : null}
          </ul>
          <Form layout="vertical">
            <Form.Item label={t('staff.successor')} htmlFor="successor" extra={t('staff.successor_help')}>
              <PersonPick id="successor" label={t('staff.successor')} value={to} onChange={setTo} />
            </Form.Item>
          </Form>
        </>
      ) : null}
    </Modal>
  );
}
