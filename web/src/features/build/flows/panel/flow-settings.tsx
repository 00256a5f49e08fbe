import { Input } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Finding } from '@/api/artifacts';
import { ConditionBuilder } from '@/features/build/conditions/condition-builder';
import css from '@/features/build/panel/panel.module.css';
import { Choice, Group, LabelRow, Row } from '@/features/build/panel/parts';
import { useLabel } from '@/ui/session';
import { useFlow, useFlowActions } from '../flow-context';
import { AllFindings } from './flow-panel';

/** The flow itself: its name, which records take it, and what the check found. */
export function FlowSettings({ onJump }: { onJump: (finding: Finding) => void }) {
  const { t } = useTranslation();
  const label = useLabel();
  const { document, form } = useFlow();
  const actions = useFlowActions();
  const { when } = document.start;
  const setWhen = (next: string | undefined) =>
    actions.update(
      (flow) => {
        const { when: _, ...rest } = flow.start;
        return { ...flow, start: next === undefined ? rest : { ...rest, when: next } };
      },
      { merge: 'start.when' },
    );
  return (
    <div className={css.panel}>
      <div className={css.panelHead}>
        <h2>{t('flows.settings')}</h2>
      </div>
      <Group title={t('designer.basics')}>
        <LabelRow
          label={t('flows.name')}
          required
          value={document.label}
          onChange={(next) => actions.update((flow) => ({ ...flow, label: next ?? {} }), { merge: 'label' })}
        />
        <Row label={t('flows.form')}>
          {(id) => <Input id={id} readOnly value={label(form?.label, document.form)} />}
        </Row>
      </Group>
      <Group title={t('flows.which')}>
        <Choice
          label={t('flows.which_records')}
          value={when === undefined ? 'all' : 'some'}
          options={[
            { value: 'all', label: t('flows.which_all') },
            { value: 'some', label: t('flows.which_some') },
          ]}
          onChange={(next) => setWhen(next === 'all' ? undefined : (when ?? ''))}
        />
        {when === undefined ? null : (
          <ConditionBuilder label={t('flows.which_records')} value={when} onChange={setWhen} />
        )}
      </Group>
      <Group title={t('flows.findings')}>
        <AllFindings onJump={onJump} />
      </Group>
    </div>
  );
}
