import { useQuery } from '@tanstack/react-query';
import { Modal } from 'antd';
import { useTranslation } from 'react-i18next';
import { loadSql } from '@/api/questions';
import type { Question } from '@/engine/report/board';
import { ErrorState, Loading } from '@/ui/states';
import css from '../boards.module.css';

/** The statement the question becomes, with the rights of whoever looks. */
export function SqlDialog({ question, onClose }: { question: Question; onClose: () => void }) {
  const { t } = useTranslation();
  const query = useQuery({
    queryKey: ['questions', 'sql', question],
    queryFn: () => loadSql(question),
    gcTime: 0,
    retry: false,
  });
  return (
    <Modal open title={t('boardBuild.q.sql')} footer={null} width={820} onCancel={onClose}>
      {query.isPending ? <Loading lines={6} /> : null}
      {query.isError ? <ErrorState error={query.error} retry={() => void query.refetch()} /> : null}
      {query.data ? (
        <>
          <pre className={css.sql} tabIndex={0}>
            {query.data.sql}
          </pre>
          {query.data.binds.length > 0 ? (
            <p className={css.hint}>
              {t('boardBuild.q.binds')} {query.data.binds.map((bind) => JSON.stringify(bind)).join(', ')}
            </p>
          ) : null}
        </>
      ) : null}
    </Modal>
  );
}
