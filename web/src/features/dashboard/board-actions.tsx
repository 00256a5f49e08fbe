import { CommentOutlined, EllipsisOutlined, FullscreenOutlined } from '@ant-design/icons';
import { App, Button, DatePicker, Dropdown, Modal } from 'antd';
import dayjs from 'dayjs';
import { lazy, type RefObject, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { type BoardView, boardPdf } from '@/api/dashboards';
import { fromWallClock, toWallClock } from '@/engine/dates';
import type { BoardDocument } from '@/engine/report/board';
import type { Looking } from '@/engine/report/looking';
import { useErrorText } from '@/ui/problem-text';
import { FilterView } from '@/ui/report/filter-view';
import { pngOf, save } from '@/ui/report/snapshot';
import { useLabel, useWorkplace } from '@/ui/session';
import { usePhone } from '@/ui/use-phone';
import css from './dashboard.module.css';
import type { Ways } from './use-looking';

const CommentsDrawer = lazy(async () => ({ default: (await import('./comments-drawer')).CommentsDrawer }));
const ShareDialog = lazy(async () => ({ default: (await import('./share-dialog')).ShareDialog }));
const SubscriptionsDialog = lazy(async () => ({
  default: (await import('./subscriptions-dialog')).SubscriptionsDialog,
}));
const AlertsDialog = lazy(async () => ({ default: (await import('./alerts-dialog')).AlertsDialog }));

interface BoardActionsProps {
  board: BoardDocument;
  view: BoardView;
  stage: RefObject<HTMLElement | null>;
  looking: Looking;
  ways: Ways;
  onFull: () => void;
}

type Dialog = 'comments' | 'share' | 'subscriptions' | 'alerts' | 'past';

/** What can be done with a whole dashboard. */
export function BoardActions({ board, view, stage, looking, ways, onFull }: BoardActionsProps) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const label = useLabel();
  const phone = usePhone();
  const navigate = useNavigate();
  const errorText = useErrorText();
  const { session } = useWorkplace();
  const [dialog, setDialog] = useState<Dialog>();
  const [busy, setBusy] = useState(false);
  const title = label(board.label, board.key);
  const work = async (what: () => Promise<void>) => {
    setBusy(true);
    try {
      await what();
    } catch (error) {
      void message.error(errorText(error));
    } finally {
      setBusy(false);
    }
  };
  const pdf = () => void work(async () => save(await boardPdf(board.key, view, looking.tab), `${title}.pdf`));
  const png = () =>
    void work(async () => {
      if (stage.current) save(await pngOf(stage.current), `${title}.png`);
    });
  const placedFilters = new Set(board.widgets.flatMap((widget) => (widget.filter ? [widget.filter] : [])));
  const loose = (board.filters ?? []).filter((filter) => !placedFilters.has(filter.key));
  const changed = Object.keys(looking.filters).length > 0 || looking.selections.length > 0;
  const close = () => setDialog(undefined);
  return (
    <>
      {loose.map((filter) => (
        <span key={filter.key} className={css.looseFilter}>
          <span>{label(filter.label, filter.key)}</span>
          <FilterView
            board={board.key}
            filter={filter}
            value={looking.filters[filter.key]}
            onChange={(value) => ways.filter(filter.key, value)}
          />
        </span>
      ))}
      {changed ? (
        <Button type="link" size="small" onClick={ways.clear}>
          {t('boards.clear_all')}
        </Button>
      ) : null}
      {looking.moment === undefined ? null : (
        <Button type="link" size="small" onClick={() => ways.past(undefined)}>
          {t('boards.past.back')}
        </Button>
      )}
      <Button
        icon={<CommentOutlined aria-hidden />}
        aria-label={t('boards.comments.title')}
        onClick={() => setDialog('comments')}
      />
      {phone ? null : (
        <Button icon={<FullscreenOutlined aria-hidden />} aria-label={t('boards.full.enter')} onClick={onFull} />
      )}
      <Dropdown
        trigger={['click']}
        menu={{
          items: [
            { key: 'pdf', label: t('boards.menu.pdf'), onClick: pdf },
            { key: 'png', label: t('boards.menu.png'), onClick: png },
            { type: 'divider' },
            { key: 'past', label: t('boards.past.open'), onClick: () => setDialog('past') },
            { key: 'mail', label: t('boards.mail.title'), onClick: () => setDialog('subscriptions') },
            { key: 'alerts', label: t('boards.alerts.title'), onClick: () => setDialog('alerts') },
            ...(session.builds
              ? [
                  { key: 'share', label: t('boards.share.title'), onClick: () => setDialog('share') },
                  {
                    key: 'edit',
                    label: t('boards.edit'),
                    onClick: () => void navigate(`/build/dashboards/${board.key}`),
                  },
                ]
              : []),
          ],
        }}
      >
        <Button loading={busy} icon={<EllipsisOutlined aria-hidden />} aria-label={t('boards.more')} />
      </Dropdown>
      <Suspense fallback={null}>
        {dialog === 'comments' ? <CommentsDrawer board={board} onClose={close} /> : null}
        {dialog === 'share' ? <ShareDialog board={board} view={view} onClose={close} /> : null}
        {dialog === 'subscriptions' ? <SubscriptionsDialog board={board.key} view={view} onClose={close} /> : null}
        {dialog === 'alerts' ? <AlertsDialog board={board} onClose={close} /> : null}
        {dialog === 'past' ? <PastDialog looking={looking} ways={ways} onClose={close} /> : null}
      </Suspense>
    </>
  );
}

/** Chooses the moment as of which the dashboard is shown. */
function PastDialog({ looking, ways, onClose }: { looking: Looking; ways: Ways; onClose: () => void }) {
  const { t } = useTranslation();
  const { timeZone } = useWorkplace().blueprint.workspace;
  const start = looking.moment === undefined ? undefined : toWallClock(looking.moment, timeZone);
  const [text, setText] = useState(start);
  const moment = text === undefined ? undefined : fromWallClock(text, timeZone);
  return (
    <Modal
      open
      title={t('boards.past.open')}
      okText={t('boards.past.show')}
      okButtonProps={{ disabled: moment === undefined }}
      onCancel={onClose}
      onOk={() => {
        ways.past(moment);
        onClose();
      }}
    >
      <p className={css.hint}>{t('boards.past.hint')}</p>
      <DatePicker
        showTime={{ format: 'HH:mm' }}
        format="YYYY-MM-DD HH:mm"
        aria-label={t('boards.past.moment')}
        style={{ width: '100%' }}
        value={text === undefined ? null : dayjs(text)}
        disabledDate={(day) => day.isAfter(dayjs(), 'day')}
        onChange={(day) => setText(day ? day.format('YYYY-MM-DD HH:mm:ss') : undefined)}
      />
    </Modal>
  );
}
