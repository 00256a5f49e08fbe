import { Input, InputNumber, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Finding } from '@/api/artifacts';
import { isNumeric } from '@/engine/blueprint';
import { type FlowDocument, patched } from '@/engine/flow/document';
import { ConditionBuilder } from '@/features/build/conditions/condition-builder';
import css from '@/features/build/panel/panel.module.css';
import { Choice, Group, LabelRow, Row, SwitchRow } from '@/features/build/panel/parts';
import { SetEditor } from '@/features/build/panel/set-editor';
import { useLabel } from '@/ui/session';
import { useFlow, useFlowActions } from '../flow-context';
import { AllFindings } from './flow-panel';

const USUAL_URGE = 30;

/** The flow itself: its name, what starts it, what may be done to the whole of it, and what the check found. */
export function FlowSettings({ onJump }: { onJump: (finding: Finding) => void }) {
  const { t } = useTranslation();
  const label = useLabel();
  const { document, form } = useFlow();
  const actions = useFlowActions();
  const { when } = document.start;
  const change = (patch: { [K in keyof FlowDocument]?: FlowDocument[K] | undefined }, merge?: string) =>
    actions.update((flow) => patched(flow, patch), merge ? { merge } : {});
  const setWhen = (next: string | undefined) =>
    change({ start: patched(document.start, { when: next }) }, 'start.when');
  const until = document.withdraw?.until ?? 'never';
  const numbers = (form?.fields ?? []).filter(isNumeric);
  const priority = (which: 'urgent' | 'high', condition: string | undefined) => {
    const next = patched(document.priority ?? {}, { [which]: condition });
    change({ priority: Object.keys(next).length > 0 ? next : undefined }, `priority.${which}`);
  };
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
          onChange={(next) => change({ label: next ?? {} }, 'label')}
        />
        <Row label={t('flows.form')}>
          {(id) => <Input id={id} readOnly value={label(form?.label, document.form)} />}
        </Row>
      </Group>
      <Group title={t('flows.which')}>
        <Row label={t('flows.start.on')} help={t(`flows.start.help_${startOf(document)}`)}>
          {(id) => (
            <Select
              id={id}
              value={document.start.on}
              options={(['create', 'submit', 'call'] as const).map((value) => ({
                value,
                label: t(`flows.start.${value}`),
              }))}
              onChange={(on: string) => change({ start: { ...document.start, on } })}
            />
          )}
        </Row>
        {document.start.on === 'call' ? null : (
          <Choice
            label={t('flows.which_records')}
            value={when === undefined ? 'all' : 'some'}
            options={[
              { value: 'all', label: t('flows.which_all') },
              { value: 'some', label: t('flows.which_some') },
            ]}
            onChange={(next) => setWhen(next === 'all' ? undefined : (when ?? ''))}
          />
        )}
        {when === undefined ? null : (
          <ConditionBuilder label={t('flows.which_records')} value={when} onChange={setWhen} />
        )}
      </Group>
      <Group title={t('flows.findings')}>
        <AllFindings onJump={onJump} />
      </Group>
      <Group title={t('flows.withdraw.title')}>
        <Row label={t('flows.withdraw.until')}>
          {(id) => (
            <Select<typeof until>
              id={id}
              value={until}
              options={(['never', 'first_action', 'end'] as const).map((value) => ({
                value,
                label: t(`flows.withdraw.${value}`),
              }))}
              onChange={(next) =>
                change({ withdraw: next === 'never' ? undefined : { ...document.withdraw, until: next } })
              }
            />
          )}
        </Row>
        {document.withdraw ? (
          <SetEditor
            help={t('flows.withdraw.set')}
            value={document.withdraw.set}
            onChange={(set) => {
              const { set: _, ...rest } = document.withdraw ?? { until };
              change({ withdraw: set ? { ...rest, set } : rest }, 'withdraw.set');
            }}
          />
        ) : null}
        <Row label={t('flows.urge')}>
          {(id) => (
            <InputNumber
              id={id}
              style={{ width: '100%' }}
              min={0}
              max={525_600}
              precision={0}
              placeholder={String(USUAL_URGE)}
              value={document.urge?.every ?? null}
              onChange={(every) => change({ urge: every === null ? undefined : { every } }, 'urge')}
            />
          )}
        </Row>
        <SetEditor
          help={t('flows.terminate_set')}
          value={document.terminate?.set}
          onChange={(set) => change({ terminate: set ? { set } : undefined }, 'terminate.set')}
        />
      </Group>
      <Group title={t('flows.ceiling.title')}>
        <Row label={t('flows.ceiling.field')} help={t('flows.ceiling.help')}>
          {(id) => (
            <Select
              id={id}
              allowClear
              placeholder={t('flows.ceiling.none')}
              value={document.ceiling?.field}
              options={numbers.map((field) => ({ value: field.key, label: label(field.label, field.key) }))}
              onChange={(field?: string) =>
                change({ ceiling: field === undefined ? undefined : { ...document.ceiling, field } })
              }
            />
          )}
        </Row>
        {document.ceiling ? (
          <Choice
            label={t('flows.ceiling.judge')}
            help={t('flows.ceiling.judge_help')}
            value={document.ceiling.judge ?? 'total'}
            options={[
              { value: 'total', label: t('flows.ceiling.total') },
              { value: 'difference', label: t('flows.ceiling.difference') },
            ]}
            onChange={(judge) => {
              if (document.ceiling) change({ ceiling: { ...document.ceiling, judge } });
            }}
          />
        ) : null}
      </Group>
      <Group title={t('flows.priority.title')}>
        {(['urgent', 'high'] as const).map((which) => (
          <div key={which} className={css.row}>
            <SwitchRow
              label={t(`flows.priority.${which}`)}
              checked={document.priority?.[which] !== undefined}
              onChange={(on) => priority(which, on ? '' : undefined)}
            />
            {document.priority?.[which] === undefined ? null : (
              <ConditionBuilder
                label={t(`flows.priority.${which}`)}
                value={document.priority[which]}
                onChange={(condition) => priority(which, condition)}
              />
            )}
          </div>
        ))}
      </Group>
    </div>
  );
}

function startOf({ start }: FlowDocument): 'create' | 'submit' | 'call' {
  return start.on === 'submit' || start.on === 'call' ? start.on : 'create';
}
