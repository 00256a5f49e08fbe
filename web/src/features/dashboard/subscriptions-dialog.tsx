import { useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, Checkbox, Modal, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  addSubscription,
  type BoardView,
  deleteSubscription,
  loadSubscriptions,
  type Schedule,
  sendSubscription,
} from '@/api/dashboards';
import type { ReferenceValue } from '@/engine/values';
import { ChoiceSelect } from '@/ui/inputs/choice-select';
import { useErrorText } from '@/ui/problem-text';
import { useWorkplace } from '@/ui/session';
import { EmptyState, ErrorState, Loading } from '@/ui/states';
import { Moment } from '@/ui/values/time';
import css from './dashboard.module.css';
import { Line } from './line';

const TIMES = Array.from(
  { length: 48 },
  (_, at) => `${String(at >> 1).padStart(2, '0')}:${at % 2 === 0 ? '00' : '30'}`,
);

/** Who gets the dashboard by mail, and when. */
export function SubscriptionsDialog({ board, view, onClose }: { board: string; view: BoardView; onClose: () => void }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const errorText = useErrorText();
  const queries = useQueryClient();
  const { session } = useWorkplace();
  const key = ['dashboards', board, 'subscriptions'];
  const query = useQuery({ queryKey: key, queryFn: () => loadSubscriptions(board), staleTime: 0 });
  const items = query.data?.items ?? [];
  const [schedule, setSchedule] = useState<Schedule>({ every: 'day', at: '08:30' });
  const [people, setPeople] = useState<ReferenceValue[]>([{ id: session.person.id, title: session.person.name }]);
  const [emails, setEmails] = useState<string[]>([]);
  const [pdf, setPdf] = useState(true);
  const [busy, setBusy] = useState(false);
  const attempt = async (work: () => Promise<unknown>, done?: string) => {
    setBusy(true);
    try {
      await work();
      await queries.invalidateQueries({ queryKey: key });
      if (done) void message.success(done);
    } catch (error) {
      void message.error(errorText(error));
    } finally {
      setBusy(false);
    }
  };
  const create = () =>
    attempt(
      () =>
        addSubscription(board, {
          schedule,
          people: people.map((person) => person.id),
          emails,
          filters: view.filters ?? {},
          pdf,
          site: window.location.origin,
        }),
      t('boards.mail.added'),
    );
  const words = ({ every, at, day }: Schedule) => {
    if (every === 'day') return t('boards.mail.daily', { at });
    if (every === 'week') return t('boards.mail.weekly', { at, day: t(`boards.weekday.${((day ?? 1) - 1) as 0}`) });
    return t('boards.mail.monthly', { at, day: day ?? 1 });
  };
  return (
    <Modal open title={t('boards.mail.title')} footer={null} width={560} onCancel={onClose}>
      {query.isPending ? <Loading lines={2} /> : null}
      {query.isError ? <ErrorState error={query.error} retry={() => void query.refetch()} /> : null}
      {query.data && items.length === 0 ? <EmptyState title={t('boards.mail.none')} /> : null}
      <ul className={css.list}>
        {items.map((each) => (
          <li key={each.id}>
            <span>
              {words(each.schedule)} ·{' '}
              {[...each.people.map((person) => person.title), ...(each.emails ?? [])].join('、')}
              <span className={css.who}>
                {' '}
                {each.last === null ? t('boards.mail.next') : t('boards.mail.last')}{' '}
                <Moment at={each.last ?? each.next} />
              </span>
            </span>
            <span>
              <Button
                type="link"
                size="small"
                onClick={() => void attempt(() => sendSubscription(board, each.id), t('boards.mail.sent'))}
              >
                {t('boards.mail.send')}
              </Button>
              <Button
                type="link"
                danger
                size="small"
                onClick={() => void attempt(() => deleteSubscription(board, each.id))}
              >
                {t('boards.remove')}
              </Button>
            </span>
          </li>
        ))}
      </ul>
      <section className={css.dialogPart}>
        <h3>{t('boards.mail.new')}</h3>
        <div className={css.pair}>
          <Select<Schedule['every']>
            aria-label={t('boards.mail.every')}
            value={schedule.every}
            options={(['day', 'week', 'month'] as const).map((every) => ({
              value: every,
              label: t(`boards.mail.each.${every}`),
            }))}
            onChange={(every) => setSchedule({ every, at: schedule.at, ...(every === 'day' ? {} : { day: 1 }) })}
          />
          {schedule.every === 'week' ? (
            <Select<number>
              aria-label={t('boards.mail.day')}
              value={schedule.day ?? 1}
              options={[0, 1, 2, 3, 4, 5, 6].map((day) => ({ value: day + 1, label: t(`boards.weekday.${day as 0}`) }))}
              onChange={(day) => setSchedule({ ...schedule, day })}
            />
          ) : null}
          {schedule.every === 'month' ? (
            <Select<number>
              aria-label={t('boards.mail.day')}
              value={schedule.day ?? 1}
              options={Array.from({ length: 31 }, (_, day) => ({
                value: day + 1,
                label: t('boards.mail.day_of_month', { day: day + 1 }),
              }))}
              onChange={(day) => setSchedule({ ...schedule, day })}
            />
          ) : null}
          <Select<string>
            aria-label={t('boards.mail.at')}
            showSearch
            value={schedule.at}
            options={TIMES.map((at) => ({ value: at, label: at }))}
            onChange={(at) => setSchedule({ ...schedule, at })}
          />
        </div>
        <Line label={t('boards.mail.people')} help={t('boards.mail.people_help')}>
          {(id) => (
            <ChoiceSelect
              id={id}
              label={t('boards.mail.people')}
              field={{ key: 'people', type: 'person', label: {} }}
              multiple
              value={people}
              onChange={(next) => setPeople([...next])}
            />
          )}
        </Line>
        <Line label={t('boards.mail.emails')}>
          {(id) => (
            <Select<string[]>
              id={id}
              mode="tags"
              open={false}
              suffixIcon={null}
              tokenSeparators={[',', '，', ';', ' ', '\n']}
              value={emails}
              onChange={setEmails}
            />
          )}
        </Line>
        <Checkbox checked={pdf} onChange={(event) => setPdf(event.target.checked)}>
          {t('boards.mail.pdf')}
        </Checkbox>
        <Button
          type="primary"
          loading={busy}
          disabled={people.length + emails.length === 0}
          onClick={() => void create()}
        >
          {t('boards.mail.add')}
        </Button>
      </section>
    </Modal>
  );
}
