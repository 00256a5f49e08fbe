import '@/i18n/reconcile';
import { Tabs } from 'antd';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { Page } from '@/ui/page';
import { NoPermission } from '@/ui/refusals';
import { useWorkplace } from '@/ui/session';
import { Loading } from '@/ui/states';

const LinesTab = lazy(async () => ({ default: (await import('./lines-tab')).LinesTab }));
const StatementTab = lazy(async () => ({ default: (await import('./statement-tab')).StatementTab }));
const AgeingTab = lazy(async () => ({ default: (await import('./ageing-tab')).AgeingTab }));

/** `/reconcile`: bank lines and what they pay for, statements of account, how old what is owed is. */
export function ReconcilePage() {
  const { t } = useTranslation();
  const { blueprint } = useWorkplace();
  const [params, setParams] = useSearchParams();
  if ((blueprint.receivables ?? []).length === 0) return <NoPermission />;
  return (
    <Page title={t('reconcile.title')}>
      <Suspense fallback={<Loading lines={8} />}>
        <Tabs
          activeKey={params.get('tab') ?? 'lines'}
          onChange={(tab) => setParams({ tab })}
          destroyOnHidden
          items={[
            { key: 'lines', label: t('reconcile.tab_lines'), children: <LinesTab /> },
            { key: 'statement', label: t('reconcile.tab_statement'), children: <StatementTab /> },
            { key: 'ageing', label: t('reconcile.tab_ageing'), children: <AgeingTab /> },
          ]}
        />
      </Suspense>
    </Page>
  );
}
