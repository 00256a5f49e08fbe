import { useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, InputNumber, Modal, Radio } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { changeRetention, loadRetention } from '@/api/bin';
import { useErrorText } from '@/ui/problem-text';
import { useWorkplace } from '@/ui/session';
import css from './records.module.css';

const LONGEST = 3_650;
const USUAL = 90;

/** Over the recycle bin: how long its records are kept. Administrators change it right here. */
export function BinNote() {
  const { t } = useTranslation();
  const { session } = useWorkplace();
  const [open, setOpen] = useState(false);
  const query = useQuery({ queryKey: ['bin'], queryFn: loadRetention });
  if (!query.data) return null;
  const { days } = query.data;
  return (
    <p className={css.binNote}>
      {days === null ? t('bin.for_good') : t('bin.for_days', { days })}
      {session.administers ? (
        <Button type="link" size="small" onClick={() => setOpen(true)}>
          {t('bin.change')}
        </Button>
      ) : null}
      {open ? <RetentionDialog days={days} onClose={() => setOpen(false)} /> : null}
    </p>
  );
}

function RetentionDialog({ days: first, onClose }: { days: number | null; onClose: () => void }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const errorText = useErrorText();
  const queries = useQueryClient();
  const [limited, setLimited] = useState(first !== null);
  const [days, setDays] = useState<number | null>(first ?? USUAL);
  const save = async () => {
    try {
      queries.setQueryData(['bin'], await changeRetention(limited ? days : null));
      onClose();
    } catch (error) {
      void message.error(errorText(error));
    }
  };
  return (
    <Modal
      open
      title={t('bin.title')}
      okText={t('form.save')}
      cancelText={t('common.cancel')}
      okButtonProps={{ disabled: limited && days === null }}
      onOk={save}
      onCancel={onClose}
    >
      <Radio.Group
        vertical
        value={limited}
        onChange={(event) => setLimited(event.target.value === true)}
        options={[
          { value: false, label: t('bin.never') },
          {
            value: true,
            label: (
              <span className={css.binDays}>
                {t('bin.keep')}
                <InputNumber
                  aria-label={t('bin.keep')}
                  min={1}
                  max={LONGEST}
                  precision={0}
                  value={days}
                  disabled={!limited}
                  onChange={setDays}
                />
                {t('bin.days')}
              </span>
            ),
          },
        ]}
      />
    </Modal>
  );
}
