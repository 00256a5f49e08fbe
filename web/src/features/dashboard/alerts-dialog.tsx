import { useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, Modal } from 'antd';
import { useTranslation } from 'react-i18next';
import { deleteAlert, loadAlerts } from '@/api/dashboards';
import { formatQuantity } from '@/engine/numbers';
import type { BoardDocument } from '@/engine/report/board';
import { useErrorText } from '@/ui/problem-text';
import { useLabel } from '@/ui/session';
import { EmptyState, ErrorState, Loading } from '@/ui/states';
import { Moment } from '@/ui/values/time';
import css from './dashboard.module.css';

/** The lines that numbers of a dashboard are watched against, and which are crossed. */
export function AlertsDialog({ board, onClose }: { board: BoardDocument; onClose: () => void }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const label = useLabel();
  const errorText = useErrorText();
  const queries = useQueryClient();
  const key = ['dashboards', board.key, 'alerts'];
  const query = useQuery({ queryKey: key, queryFn: () => loadAlerts(board.key), staleTime: 0 });
  const remove = async (id: string) => {
    try {
      await deleteAlert(board.key, id);
      await queries.invalidateQueries({ queryKey: key });
    } catch (error) {
      void message.error(errorText(error));
    }
  };
  return (
    <Modal open title={t('boards.alerts.title')} footer={null} width={560} onCancel={onClose}>
      <p className={css.hint}>{t('boards.alerts.hint')}</p>
      {query.isPending ? <Loading lines={2} /> : null}
      {query.isError ? <ErrorState error={query.error} retry={() => void query.refetch()} /> : null}
      {query.data?.items.length === 0 ? <EmptyState title={t('boards.alerts.none')} /> : null}
      <ul className={css.list}>
        {(query.data?.items ?? []).map((alert) => (
          <li key={alert.id}>
            <span>
              <b className={alert.state === 'raised' ? css.problem : undefined}>
                {t(`boards.alerts.state.${alert.state}`)}
              </b>{' '}
              {label(board.widgets.find((widget) => widget.key === alert.widget)?.title, alert.widget)}{' '}
              {t(`boards.alerts.op.${alert.op}`)} <span className="num">{formatQuantity(alert.value, 10)}</span>
              {alert.last === null ? null : (
                <span className={css.who}> {t('boards.alerts.now', { value: formatQuantity(alert.last, 10) })}</span>
              )}
              {alert.since === null ? null : (
                <span className={css.who}>
                  {' '}
                  {t('boards.alerts.since')} <Moment at={alert.since} />
                </span>
              )}
              {alert.problem === null ? null : <span className={css.problem}> {alert.problem}</span>}
            </span>
            <Button type="link" danger size="small" onClick={() => void remove(alert.id)}>
              {t('boards.remove')}
            </Button>
          </li>
        ))}
      </ul>
    </Modal>
  );
}
