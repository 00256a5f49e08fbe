import { useMutation } from '@tanstack/react-query';
import { Button, Drawer, Segmented } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { rehearse } from '@/api/rules';
import type { ReferenceValue } from '@/engine/values';
import { Row } from '@/features/build/panel/parts';
import { ChoiceSelect } from '@/ui/inputs/choice-select';
import { useErrorText } from '@/ui/problem-text';
import { useLabel } from '@/ui/session';
import { usePhone } from '@/ui/use-phone';
import { RehearsalResult } from './rehearsal-result';
import { ReplayPanel } from './replay-panel';
import { useRule } from './rule-context';
import css from './rules.module.css';

/** Tries the rule on a record: why its condition holds or not, and what every step would do. Nothing is done. */
export function RehearsalDrawer({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const phone = usePhone();
  const errorText = useErrorText();
  const label = useLabel();
  const { document, form } = useRule();
  const [how, setHow] = useState<'record' | 'past'>('record');
  const [record, setRecord] = useState<ReferenceValue>();
  const trial = useMutation({ mutationFn: (id: string) => rehearse(document.key, document, id) });
  const pick = (next: readonly ReferenceValue[]) => {
    setRecord(next[0]);
    if (next[0]) trial.mutate(next[0].id);
  };
  return (
    <Drawer
      open
      placement={phone ? 'bottom' : 'right'}
      size={phone ? '90%' : 480}
      title={t('rules.rehearsal.title')}
      onClose={onClose}
    >
      <div className={css.trial}>
        {document.trigger.on ? (
          <Segmented<'record' | 'past'>
            aria-label={t('rules.rehearsal.title')}
            value={how}
            options={[
              { value: 'record', label: t('rules.replay.record') },
              { value: 'past', label: t('rules.replay.past') },
            ]}
            onChange={setHow}
          />
        ) : null}
        {how === 'past' ? <ReplayPanel /> : null}
        {form && how === 'record' ? (
          <Row
            label={t('rules.rehearsal.record', { form: label(form.label, form.key) })}
            help={t('rules.rehearsal.help')}
          >
            {(id) => (
              <ChoiceSelect
                id={id}
                label={t('rules.rehearsal.choose')}
                field={{ key: 'record', type: 'reference', form: form.key, label: {} }}
                value={record ? [record] : []}
                onChange={pick}
              />
            )}
          </Row>
        ) : null}
        {record && how === 'record' ? (
          <Button size="small" loading={trial.isPending} onClick={() => trial.mutate(record.id)}>
            {t('rules.rehearsal.again')}
          </Button>
        ) : null}
        <div aria-live="polite" hidden={how === 'past'}>
          {trial.isError ? <p role="alert">{errorText(trial.error)}</p> : null}
          {trial.data && form ? <RehearsalResult rehearsal={trial.data} form={form} /> : null}
        </div>
      </div>
    </Drawer>
  );
}
