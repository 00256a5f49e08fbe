import { DatePicker, Modal } from 'antd';
import dayjs from 'dayjs';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { fromWallClock, toWallClock } from '@/engine/dates';
import type { Looking } from '@/engine/report/looking';
import { useWorkplace } from '@/ui/session';
import css from './dashboard.module.css';
import type { Ways } from './use-looking';

/** Chooses the moment as of which the dashboard is shown. */
export function PastDialog({ looking, ways, onClose }: { looking: Looking; ways: Ways; onClose: () => void }) {
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
