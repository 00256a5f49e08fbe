import { UploadOutlined } from '@ant-design/icons';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, Upload } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { acceptSure, type BankLine, loadWorklist, takeStatement } from '@/api/reconcile';
import { Panel } from '@/ui/page';
import { useErrorText } from '@/ui/problem-text';
import { EmptyState, ErrorState, Loading } from '@/ui/states';
import { HandDialog } from './hand-dialog';
import { LineRow } from './line-row';
import css from './reconcile.module.css';

const KEY = ['reconcile', 'lines'];

/** Incoming lines that wait, each with what it may be for and why. */
export function LinesTab() {
  const { t } = useTranslation();
  const { message, modal } = App.useApp();
  const errorText = useErrorText();
  const queries = useQueryClient();
  const [busy, setBusy] = useState(false);
  const [byHand, setByHand] = useState<BankLine>();
  const query = useQuery({ queryKey: KEY, queryFn: ({ signal }) => loadWorklist(signal) });
  const refresh = () => void queries.invalidateQueries({ queryKey: KEY });
  const attempt = async (work: () => Promise<void>) => {
    setBusy(true);
    try {
      await work();
    } catch (error) {
      void message.error(errorText(error));
    } finally {
      setBusy(false);
      refresh();
    }
  };
  const take = (file: File) =>
    attempt(async () => {
      const taken = await takeStatement(file);
      const text = t('reconcile.taken', { ...taken, left: taken.leftOut });
      if (taken.refusedRows === 0) {
        void message.success(text, 6);
        return;
      }
      modal.warning({
        title: t('reconcile.refused', { count: taken.refusedRows }),
        content: (
          <>
            <p>{text}</p>
            {taken.refused.map((one) => (
              <p key={one.row}>{t('reconcile.refused_row', one)}</p>
            ))}
          </>
        ),
      });
    });
  const lines = query.data?.lines ?? [];
  const sure = lines.filter((line) => line.sure).length;
  return (
    <div className={css.stack}>
      <div className={css.bar}>
        <Upload
          accept=".csv,.xlsx,.txt"
          showUploadList={false}
          beforeUpload={(file) => {
            void take(file);
            return false;
          }}
        >
          <Button type="primary" icon={<UploadOutlined aria-hidden />} loading={busy}>
            {t('reconcile.upload')}
          </Button>
        </Upload>
        {sure > 0 ? (
          <Button
            loading={busy}
            onClick={() =>
              void attempt(async () => {
                const { accepted } = await acceptSure();
                void message.success(t('reconcile.accepted', { count: accepted }));
              })
            }
          >
            {t('reconcile.accept_sure', { count: sure })}
          </Button>
        ) : null}
        <p className={css.quiet}>
          {lines.length > 0 ? t('reconcile.waiting', { count: lines.length, sure }) : t('reconcile.upload_hint')}
          {query.data?.more ? ` · ${t('reconcile.more')}` : null}
        </p>
      </div>
      <Panel flush>
        {query.isPending ? <Loading lines={8} /> : null}
        {query.isError ? <ErrorState error={query.error} retry={() => void query.refetch()} /> : null}
        {query.isSuccess && lines.length === 0 ? (
          <EmptyState title={t('reconcile.none')} hint={t('reconcile.none_hint')} />
        ) : null}
        {query.data ? (
          <ul className={css.lines}>
            {lines.map((line) => (
              <LineRow
                key={line.id}
                line={line}
                worklist={query.data}
                onByHand={() => setByHand(line)}
                onChanged={refresh}
              />
            ))}
          </ul>
        ) : null}
      </Panel>
      {byHand ? (
        <HandDialog
          line={byHand}
          names={query.data?.customers ?? {}}
          onClose={() => setByHand(undefined)}
          onDone={() => {
            setByHand(undefined);
            refresh();
          }}
        />
      ) : null}
    </div>
  );
}
