import { App, Input, Modal, Radio } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { putDay, removeDay } from '@/api/calendar';
import { isWeekend, type YearDay } from '@/engine/working-year';
import { useErrorText } from '@/ui/problem-text';
import css from './calendar.module.css';

interface DayDialogProps {
  day: YearDay;
  onClose: () => void;
  onSaved: () => void;
}

/** Says what one day is. */
export function DayDialog({ day, onClose, onSaved }: DayDialogProps) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const errorText = useErrorText();
  const id = useId();
  const weekend = isWeekend(day.date);
  const [kind, setKind] = useState<'usual' | 'off' | 'work'>(
    day.state === 'off' ? 'off' : day.state === 'makeup' ? 'work' : 'usual',
  );
  const [name, setName] = useState(day.name);
  const [busy, setBusy] = useState(false);
  const save = async () => {
    setBusy(true);
    try {
      await (kind === 'usual' ? removeDay(day.date) : putDay(day.date, kind, name));
      void message.success(t('workdays.saved'));
      onSaved();
    } catch (error) {
      void message.error(errorText(error));
      setBusy(false);
    }
  };
  return (
    <Modal
      open
      width={420}
      title={t('workdays.edit_title', { date: day.date })}
      okText={t('workdays.save')}
      cancelText={t('common.cancel')}
      confirmLoading={busy}
      onOk={() => void save()}
      onCancel={onClose}
    >
      <div className={css.form}>
        <Radio.Group
          value={kind}
          onChange={({ target }) => setKind(target.value as typeof kind)}
          options={[
            { value: 'usual', label: t(weekend ? 'workdays.usual_rest' : 'workdays.usual_work') },
            ...(weekend ? [{ value: 'work', label: t('workdays.choose_work') }] : []),
            { value: 'off', label: t('workdays.choose_off') },
          ]}
        />
        {kind === 'usual' ? null : (
          <div>
            <label htmlFor={id}>{t('workdays.name')}</label>
            <Input
              id={id}
              value={name}
              maxLength={40}
              placeholder={t('workdays.name_hint')}
              onChange={({ target }) => setName(target.value)}
              onPressEnter={() => void save()}
            />
          </div>
        )}
      </div>
    </Modal>
  );
}
