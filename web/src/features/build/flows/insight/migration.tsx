import { useMutation } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { migrateFlow } from '@/api/flows';
import { Panel } from '@/ui/page';
import { ErrorState } from '@/ui/states';
import css from './insight.module.css';
import { RecordLinks } from './record-links';

/** Moves running records to what is published now; says which had to stay. */
export function Migration({ flow, form }: { flow: string; form: string }) {
  const { t } = useTranslation();
  const { modal } = App.useApp();
  const move = useMutation({ mutationFn: () => migrateFlow(flow) });
  const ask = () =>
    void modal.confirm({
      title: t('insight.migrate_title'),
      content: t('insight.migrate_text'),
      okText: t('insight.migrate'),
      cancelText: t('common.cancel'),
      onOk: () => move.mutateAsync().catch(() => undefined),
    });
  return (
    <Panel title={t('insight.part.migration')}>
      <div className={css.intro}>
        <p>{t('insight.migrate_help')}</p>
        <Button type="primary" loading={move.isPending} onClick={ask}>
          {t('insight.migrate')}
        </Button>
      </div>
      {move.isError ? <ErrorState error={move.error} /> : null}
      {move.data ? (
        <>
          <p role="status">{t('insight.moved', { count: move.data.moved })}</p>
          {move.data.stayed.length > 0 ? (
            <>
              <p>{t('insight.stayed', { count: move.data.stayed.length })}</p>
              <RecordLinks form={form} ids={move.data.stayed.slice(0, 100)} />
              {move.data.stayed.length > 100 ? (
                <p className={css.quiet}>{t('insight.more', { shown: 100, count: move.data.stayed.length })}</p>
              ) : null}
            </>
          ) : null}
        </>
      ) : null}
    </Panel>
  );
}
