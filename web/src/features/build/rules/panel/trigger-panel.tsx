import { CloseOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Checkbox, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { type Field, findField, type Label } from '@/engine/blueprint';
import {
  type ChangeKind,
  compact,
  type FieldChange,
  FLOW_ENDS,
  type FlowEnd,
  type RuleTrigger,
} from '@/engine/rule/document';
import own from '@/features/build/panel/entries.module.css';
import panelCss from '@/features/build/panel/panel.module.css';
import { LabelRow, Row } from '@/features/build/panel/parts';
import { useRoles } from '@/features/build/use-everybody';
import { useLabel } from '@/ui/session';
import { useRule, useRuleActions } from '../rule-context';
import css from '../rules.module.css';
import type { TriggerPartProps } from './settings';
import { DateReached, Schedule } from './time-trigger';

type Way = 'change' | 'flow' | 'date' | 'schedule' | 'button' | 'called';

const CHANGES: readonly ChangeKind[] = ['create', 'change', 'delete'];

function wayOf(trigger: RuleTrigger): Way {
  if (trigger.date) return 'date';
  if (trigger.schedule) return 'schedule';
  if (trigger.flow) return 'flow';
  if (trigger.called) return 'called';
  return trigger.button ? 'button' : 'change';
}

/** What sets the rule off. */
export function TriggerPanel() {
  const { t } = useTranslation();
  const { document, form } = useRule();
  const actions = useRuleActions();
  const { trigger } = document;
  const way = wayOf(trigger);
  const put = (next: RuleTrigger, merge?: string) =>
    actions.update((rule) => ({ ...rule, trigger: next }), merge === undefined ? {} : { merge: `trigger:${merge}` });
  const dates = (form?.fields ?? []).filter((field) => field.type === 'date' || field.type === 'datetime');
  const start: Record<Way, () => RuleTrigger> = {
    change: () => ({ on: ['create'] }),
    flow: () => ({ flow: { ends: ['passed'] } }),
    date: () => ({ date: { field: dates[0]?.key ?? '', offset: 0 } }),
    schedule: () => ({ schedule: { every: 'day', at: '09:00' } }),
    button: () => ({ button: { label: {} } }),
    called: () => ({ called: true }),
  };
  return (
    <section className={panelCss.group}>
      <Row label={t('rules.trigger.way')}>
        {(id) => (
          <Select<Way>
            id={id}
            value={way}
            options={(['change', 'flow', 'date', 'schedule', 'button', 'called'] as const).map((each) => ({
              value: each,
              label: t(`rules.trigger.${each}`),
              disabled: each === 'date' && dates.length === 0,
            }))}
            onChange={(next) => put(start[next]())}
          />
        )}
      </Row>
      {way === 'change' ? <Changes trigger={trigger} put={put} /> : null}
      {trigger.flow ? <FlowEnds trigger={trigger} put={put} /> : null}
      {trigger.date ? <DateReached trigger={trigger} dates={dates} put={put} /> : null}
      {trigger.schedule ? <Schedule trigger={trigger} put={put} /> : null}
      {trigger.button ? <Pressed trigger={trigger} put={put} /> : null}
      {trigger.called ? <p className={css.reads}>{t('rules.trigger.called_help')}</p> : null}
    </section>
  );
}

function Changes({ trigger, put }: TriggerPartProps) {
  const { t } = useTranslation();
  const label = useLabel();
  const { form } = useRule();
  const on = trigger.on ?? [];
  const fields = Object.entries(trigger.fields ?? {});
  const putFields = (next: [string, FieldChange][]) =>
    put(compact({ ...trigger, fields: next.length > 0 ? Object.fromEntries(next) : undefined }) as RuleTrigger);
  const free = (form?.fields ?? []).filter((field) => !(field.key in (trigger.fields ?? {})));
  return (
    <>
      <Row label={t('rules.trigger.kinds')}>
        {(id) => (
          <Checkbox.Group
            {...({ id } as object)}
            value={on}
            options={CHANGES.map((kind) => ({ value: kind, label: t(`rules.on.${kind}`) }))}
            onChange={(next) => {
              if (next.length > 0) put({ ...trigger, on: CHANGES.filter((kind) => next.includes(kind)) });
            }}
          />
        )}
      </Row>
      {on.some((kind) => kind !== 'delete') ? (
        <>
          {fields.map(([key, change], index) => {
            const field = form && findField(form.fields, key);
            return (
              <div key={key} className={own.entry}>
                <span className={own.entryHead}>
                  <span className="ellipsis">{label(field?.label, key)}</span>
                  <Button
                    type="text"
                    size="small"
                    icon={<CloseOutlined aria-hidden />}
                    aria-label={t('rules.trigger.field_remove', { name: label(field?.label, key) })}
                    onClick={() => putFields(fields.toSpliced(index, 1))}
                  />
                </span>
                {field && 'options' in field ? (
                  <FromTo
                    field={field}
                    change={change}
                    onChange={(next) => putFields(fields.with(index, [key, next]))}
                  />
                ) : (
                  <span className={css.reads}>{t('rules.trigger.any_change')}</span>
                )}
              </div>
            );
          })}
          <Select
            size="small"
            aria-label={t('rules.trigger.field_add')}
            placeholder={t('rules.trigger.field_add')}
            suffixIcon={<PlusOutlined aria-hidden />}
            showSearch={{ optionFilterProp: 'label' }}
            value={null}
            options={free.map((field) => ({ value: field.key, label: label(field.label, field.key) }))}
            onChange={(key: string | null) => {
              if (key !== null) putFields([...fields, [key, {}]]);
            }}
          />
          <p className={css.reads}>{t('rules.trigger.fields_help')}</p>
        </>
      ) : null}
    </>
  );
}

/** How the flow of a record has ended; nothing chosen means however it does. */
function FlowEnds({ trigger, put }: TriggerPartProps) {
  const { t } = useTranslation();
  return (
    <Row label={t('rules.trigger.ends')} help={t('rules.trigger.ends_help')}>
      {(id) => (
        <Checkbox.Group<FlowEnd>
          {...({ id } as object)}
          value={trigger.flow?.ends ?? []}
          options={FLOW_ENDS.map((end) => ({ value: end, label: t(`rules.end.${end}`) }))}
          onChange={(next) => {
            const ends = FLOW_ENDS.filter((end) => next.includes(end));
            put({ flow: ends.length > 0 ? { ends } : {} });
          }}
        />
      )}
    </Row>
  );
}

function FromTo(props: { field: Field; change: FieldChange; onChange: (change: FieldChange) => void }) {
  const { t } = useTranslation();
  const label = useLabel();
  const { field, change } = props;
  const options = ('options' in field ? (field.options as readonly { key: string; label?: Label }[]) : []).map(
    (option) => ({
      value: option.key,
      label: label(option.label, option.key),
    }),
  );
  const one = (which: 'from' | 'to') => (
    <Select
      allowClear
      size="small"
      aria-label={t(`rules.trigger.${which}`)}
      placeholder={t(`rules.trigger.${which}_any`)}
      style={{ flex: 1, minWidth: 0 }}
      value={change[which]}
      options={options}
      onChange={(next?: string) => props.onChange(compact({ ...change, [which]: next }) as FieldChange)}
    />
  );
  return (
    <span className={css.innerHead}>
      {one('from')}
      <span aria-hidden>→</span>
      {one('to')}
    </span>
  );
}

function Pressed({ trigger, put }: TriggerPartProps) {
  const { t } = useTranslation();
  const label = useLabel();
  const roles = useRoles().data ?? [];
  const button = trigger.button ?? { label: {} };
  return (
    <>
      <LabelRow
        required
        label={t('rules.trigger.button_label')}
        value={button.label}
        onChange={(next) => put({ button: { ...button, label: next ?? {} } }, 'label')}
      />
      <Row label={t('rules.trigger.button_roles')}>
        {(id) => (
          <Select
            id={id}
            mode="multiple"
            placeholder={t('rules.trigger.everybody')}
            value={button.roles ?? []}
            options={roles.map((role) => ({ value: role.key, label: label(role.label, role.key) }))}
            onChange={(next: string[]) =>
              put({ button: compact({ ...button, roles: next.length > 0 ? next : undefined }) as typeof button })
            }
          />
        )}
      </Row>
      <LabelRow
        label={t('rules.trigger.confirm')}
        value={button.confirm}
        onChange={(next) => put({ button: compact({ ...button, confirm: next }) as typeof button }, 'confirm')}
      />
    </>
  );
}
