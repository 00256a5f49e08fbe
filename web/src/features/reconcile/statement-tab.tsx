import { useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, DatePicker } from 'antd';
import dayjs from 'dayjs';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { actOnStatement, loadStatement, type StatementLine, type StatementView, statementFile } from '@/api/reconcile';
import { todayIn } from '@/engine/dates';
import { groupDigits } from '@/engine/digits';
import { Panel } from '@/ui/page';
import { useErrorText } from '@/ui/problem-text';
import { useAddress, useWorkplace } from '@/ui/session';
import { EmptyState, ErrorState, Loading } from '@/ui/states';
import { StateTag } from '@/ui/values/status-tag';
import { CustomerSelect } from './customer-select';
import css from './reconcile.module.css';

/** The statement of a customer and period: on the screen, as a file, and for the customer to confirm. */
export function StatementTab() {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const errorText = useErrorText();
  const queries = useQueryClient();
  const { timeZone } = useWorkplace().blueprint.workspace;
  const [params, setParams] = useSearchParams();
  const today = todayIn(timeZone);
  const customer = params.get('customer') ?? undefined;
  const from = params.get('from') ?? `${today.slice(0, 8)}01`;
  const to = params.get('to') ?? today;
  const wish = { customer: customer ?? '', from, to };
  const key = ['reconcile', 'statement', customer, from, to];
  const query = useQuery({
    queryKey: key,
    queryFn: ({ signal }) => loadStatement(wish, signal),
    enabled: customer !== undefined,
  });
  const change = (next: Partial<typeof wish>) => setParams({ tab: 'statement', ...wish, ...next }, { replace: true });
  const act = async (what: 'link' | 'revoke') => {
    try {
      queries.setQueryData(key, await actOnStatement(wish, what));
      void message.success(what === 'link' ? t('reconcile.link_made') : t('reconcile.revoked'));
    } catch (error) {
      void message.error(errorText(error));
    }
  };
  return (
    <div className={css.stack}>
      <div className={css.bar}>
        <CustomerSelect value={customer} name={query.data?.statement.name} onPick={(id) => change({ customer: id })} />
        <DatePicker
          allowClear={false}
          aria-label={t('reconcile.from')}
          value={dayjs(from)}
          onChange={(day) => day && change({ from: day.format('YYYY-MM-DD') })}
        />
        <DatePicker
          allowClear={false}
          aria-label={t('reconcile.to')}
          value={dayjs(to)}
          onChange={(day) => day && change({ to: day.format('YYYY-MM-DD') })}
        />
        {query.data ? (
          <>
            <Button href={statementFile(wish, 'pdf')}>PDF</Button>
            <Button href={statementFile(wish, 'xlsx')}>Excel</Button>
          </>
        ) : null}
      </div>
      {customer === undefined ? <EmptyState title={t('reconcile.pick_statement')} /> : null}
      {query.isLoading ? <Loading lines={8} /> : null}
      {query.isError ? <ErrorState error={query.error} retry={() => void query.refetch()} /> : null}
      {query.data ? (
        <>
          <Link view={query.data} onAct={(what) => void act(what)} />
          <Sheet view={query.data} />
        </>
      ) : null}
    </div>
  );
}

function Link({ view, onAct }: { view: StatementView; onAct: (what: 'link' | 'revoke') => void }) {
  const addressOf = useAddress();
  const { t } = useTranslation();
  const { message } = App.useApp();
  const { link } = view;
  const copy = async (path: string) => {
    await navigator.clipboard.writeText(addressOf(path));
    void message.success(t('reconcile.copied'));
  };
  return (
    <div className={css.bar}>
      {link && link.revokedAt === null ? (
        <>
          <Button type="primary" onClick={() => void copy(link.path)}>
            {t('reconcile.copy')}
          </Button>
          <Button onClick={() => onAct('revoke')}>{t('reconcile.revoke')}</Button>
          {link.confirmed ? <StateTag color="green">{t('reconcile.confirmed')}</StateTag> : null}
          <span className={css.quiet}>{t('reconcile.opened', { count: link.uses })}</span>
        </>
      ) : (
        <Button type="primary" onClick={() => onAct('link')}>
          {t('reconcile.link')}
        </Button>
      )}
    </div>
  );
}

const NUMBERS = ['debit', 'credit', 'balance'] as const;

function Sheet({ view }: { view: StatementView }) {
  const { t } = useTranslation();
  const { statement } = view;
  const money = (text: string) => (Number(text) === 0 ? '' : groupDigits(text));
  return (
    <Panel flush>
      <div className={css.table}>
        <table>
          <thead>
            <tr>
              <th scope="col">{t('reconcile.day')}</th>
              <th scope="col">{t('reconcile.kind')}</th>
              <th scope="col">{t('reconcile.number')}</th>
              {NUMBERS.map((key) => (
                <th key={key} scope="col" className={css.number ?? ''}>
                  {t(`reconcile.${key}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            <tr className={css.sum ?? ''}>
              <td>{statement.from}</td>
              <td colSpan={4}>{t('reconcile.opening')}</td>
              <td className={css.number ?? ''}>{groupDigits(statement.opening)}</td>
            </tr>
            {statement.lines.length === 0 ? (
              <tr>
                <td colSpan={6}>{t('reconcile.no_lines')}</td>
              </tr>
            ) : null}
            {statement.lines.map((line) => (
              <tr key={line.key}>
                <td>{line.day}</td>
                <td>{t(`reconcile.kinds.${line.kind}`)}</td>
                <td>
                  {line.number} <Answer view={view} line={line} />
                </td>
                {NUMBERS.map((key) => (
                  <td key={key} className={css.number ?? ''}>
                    {key === 'balance' ? groupDigits(line.balance) : money(line[key])}
                  </td>
                ))}
              </tr>
            ))}
            <tr className={css.sum ?? ''}>
              <td>{statement.to}</td>
              <td colSpan={2}>{t('reconcile.closing')}</td>
              <td className={css.number ?? ''}>{groupDigits(statement.debits)}</td>
              <td className={css.number ?? ''}>{groupDigits(statement.credits)}</td>
              <td className={css.number ?? ''}>{groupDigits(statement.closing)}</td>
            </tr>
          </tbody>
        </table>
      </div>
    </Panel>
  );
}

function Answer({ view, line }: { view: StatementView; line: StatementLine }) {
  const { t } = useTranslation();
  const answer = view.link?.answers[line.key];
  if (!answer) return null;
  return answer.state === 'disputed' ? (
    <StateTag color="red">{t('reconcile.disputed', { text: answer.text })}</StateTag>
  ) : (
    <StateTag color="green">{t('reconcile.accepted_line')}</StateTag>
  );
}
