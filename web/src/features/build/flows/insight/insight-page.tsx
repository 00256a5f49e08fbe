import '@/i18n/designer';
import '@/i18n/flows';
import '@/i18n/insight';
import { useQuery } from '@tanstack/react-query';
import { Segmented, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useParams, useSearchParams } from 'react-router';
import { loadFlowNames } from '@/api/flows';
import { LinkButton } from '@/ui/link-button';
import { Page } from '@/ui/page';
import { NoPermission } from '@/ui/refusals';
import { useWorkplace } from '@/ui/session';
import { Migration } from './migration';
import { ReplayReport } from './replay-report';
import { Statistics } from './statistics';

const DAYS = [7, 30, 90, 180, 365] as const;
const PARTS = ['statistics', 'replay', 'migration'] as const;
type Part = (typeof PARTS)[number];

/** `/build/flows/{flow}/insight`: how a flow has gone, how its draft would go, and moving running records on. */
export function InsightPage() {
  const { t } = useTranslation();
  const { key = '' } = useParams();
  const { session } = useWorkplace();
  const [search, setSearch] = useSearchParams();
  const names = useQuery({
    queryKey: ['flow-names', key],
    queryFn: () => loadFlowNames(key),
    enabled: session.builds || session.administers,
    retry: false,
  });
  if (!session.builds && !session.administers) return <NoPermission />;
  const parts = PARTS.filter(
    (part) => (part !== 'replay' || session.builds) && (part !== 'migration' || session.administers),
  );
  const part: Part = parts.find((each) => each === search.get('part')) ?? 'statistics';
  const days = DAYS.find((each) => String(each) === search.get('days')) ?? 30;
  const put = (next: { part?: Part; days?: number }) =>
    setSearch({ part: next.part ?? part, days: String(next.days ?? days) }, { replace: true });
  const title = names.data?.label ?? key;
  return (
    <Page
      title={t('insight.title', { flow: title })}
      width="text"
      actions={
        <>
          <Select
            aria-label={t('insight.days')}
            value={days}
            options={DAYS.map((value) => ({ value, label: t('insight.last_days', { count: value }) }))}
            onChange={(next: (typeof DAYS)[number]) => put({ days: next })}
          />
          {session.builds ? <LinkButton to={`/build/flows/${key}`}>{t('insight.back')}</LinkButton> : null}
        </>
      }
    >
      <Segmented<Part>
        style={{ alignSelf: 'flex-start' }}
        value={part}
        options={parts.map((each) => ({ value: each, label: t(`insight.part.${each}`) }))}
        onChange={(next) => put({ part: next })}
      />
      {part === 'statistics' ? <Statistics flow={key} days={days} names={names.data?.nodes ?? {}} /> : null}
      {part === 'replay' ? <ReplayReport key={days} flow={key} days={days} /> : null}
      {part === 'migration' ? <Migration flow={key} form={names.data?.form ?? ''} /> : null}
    </Page>
  );
}
