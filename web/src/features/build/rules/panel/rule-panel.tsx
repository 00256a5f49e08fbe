import { DeleteOutlined } from '@ant-design/icons';
import { Button, Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Finding } from '@/api/artifacts';
import { callsOf, compact, type RuleDocument, type RuleStep, stepAt } from '@/engine/rule/document';
import { possibleBefore } from '@/engine/rule/operations';
import buildCss from '@/features/build/build.module.css';
import { BuildPlaceContext } from '@/features/build/build-place';
import { ConditionBuilder } from '@/features/build/conditions/condition-builder';
import css from '@/features/build/panel/panel.module.css';
import { Choice, Group, LabelRow, Row, SwitchRow } from '@/features/build/panel/parts';
import { Findings } from '@/features/build/publish-dialog';
import { useEverybody } from '@/features/build/use-everybody';
import { useLabel } from '@/ui/session';
import { placeOf, useRule, useRuleActions } from '../rule-context';
import { RULE_KIND } from '../rule-kind';
import { useRuleWords } from '../rule-words';
import { useRules } from '../use-rules';
import { StepSettings } from './step-settings';
import { TriggerPanel } from './trigger-panel';

/** The properties of what is selected, and what the check says of it. */
export function RulePanel({ onJump }: { onJump: (finding: Finding) => void }) {
  const { t } = useTranslation();
  const { designer, document, findings } = useRule();
  const { selection } = designer;
  const step = selection.kind === 'step' ? stepAt(document, selection.key) : undefined;
  const own = findings.filter((finding) => {
    const place = placeOf(document, finding);
    return place.kind === selection.kind && (place.kind !== 'step' || place.key === step?.key);
  });
  return (
    <div className={css.panel}>
      {step ? <StepPanel key={step.key} step={step} findings={own} /> : null}
      {selection.kind === 'trigger' ? (
        <>
          <Head title={t('rules.trigger.title')} />
          <OwnFindings findings={own} />
          <TriggerPanel />
        </>
      ) : null}
      {selection.kind === 'when' ? (
        <>
          <Head title={t('rules.when.title')} />
          <OwnFindings findings={own} />
          <WhenPanel />
        </>
      ) : null}
      {selection.kind === 'rule' ? <Whole onJump={onJump} /> : null}
    </div>
  );
}

function Head({ title }: { title: string }) {
  return (
    <header className={css.panelHead}>
      <h2>{title}</h2>
    </header>
  );
}

function OwnFindings({ findings }: { findings: readonly Finding[] }) {
  const { t } = useTranslation();
  return findings.length > 0 ? (
    <ul className={buildCss.findings} aria-label={t('flows.findings')}>
      {findings.map((finding) => (
        <li key={`${finding.place}/${finding.message}`} className={buildCss[finding.severity]}>
          {finding.message}
        </li>
      ))}
    </ul>
  ) : null;
}

function Whole({ onJump }: { onJump: (finding: Finding) => void }) {
  const { t } = useTranslation();
  const label = useLabel();
  const { document, form, findings } = useRule();
  const actions = useRuleActions();
  const everybody = useEverybody();
  return (
    <>
      <Head title={t('rules.settings')} />
      <Group title={t('designer.basics')}>
        <LabelRow
          required
          label={t('rules.name')}
          value={document.label}
          onChange={(next) => actions.update((rule) => ({ ...rule, label: next ?? {} }), { merge: 'label' })}
        />
        <Row label={t('rules.form')}>
          {(id) => <Input id={id} readOnly value={label(form?.label, document.form)} />}
        </Row>
        <Row label={t('rules.folder')} help={t('rules.folder_help')}>
          {(id) => (
            <Input
              id={id}
              maxLength={40}
              value={document.folder ?? ''}
              onChange={({ target }) =>
                actions.update(
                  (rule) =>
                    compact({ ...rule, folder: target.value === '' ? undefined : target.value }) as RuleDocument,
                  { merge: 'folder' },
                )
              }
            />
          )}
        </Row>
        <Row label={t('rules.owner')}>
          {(id) => (
            <Select
              id={id}
              allowClear
              showSearch={{ optionFilterProp: 'label' }}
              placeholder={t('rules.owner_none')}
              value={document.owner ?? null}
              options={(everybody.data?.items ?? []).map((each) => ({ value: each.id, label: each.name }))}
              onChange={(next?: string | null) =>
                actions.update((rule) => compact({ ...rule, owner: next ?? undefined }) as RuleDocument)
              }
            />
          )}
        </Row>
        <SwitchRow
          label={t('rules.enabled')}
          help={t('rules.enabled_help')}
          checked={document.enabled !== false}
          onChange={(on) =>
            actions.update((rule) => compact({ ...rule, enabled: on ? undefined : false }) as RuleDocument)
          }
        />
      </Group>
      {document.trigger.called ? <Callers /> : null}
      <Group title={t('flows.findings')}>
        {findings.length === 0 ? (
          <p className={css.help}>{t('rules.no_findings')}</p>
        ) : (
          <Findings kind={RULE_KIND} findings={findings} document={document} onJump={onJump} />
        )}
      </Group>
    </>
  );
}

/** The rules that run this one. */
function Callers() {
  const { t } = useTranslation();
  const label = useLabel();
  const { document } = useRule();
  const callers = useRules().filter((rule) => callsOf(rule.steps).includes(document.key));
  return (
    <Group title={t('rules.call.callers')}>
      {callers.length === 0 ? (
        <p className={css.help}>{t('rules.call.nobody')}</p>
      ) : (
        <ul className={css.usages}>
          {callers.map((rule) => (
            <li key={rule.key}>
              <Link to={`/build/rules/${rule.key}`}>{label(rule.label, rule.key)}</Link>
            </li>
          ))}
        </ul>
      )}
    </Group>
  );
}

/** The condition is decided while the change is saved, so it sees the record and what it was, not what it will be. */
function WhenPanel() {
  const { t } = useTranslation();
  const { document, form, forms, names } = useRule();
  const actions = useRuleActions();
  const { when } = document;
  const put = (next: string | undefined) =>
    actions.update((rule) => compact({ ...rule, when: next }) as RuleDocument, { merge: 'when' });
  const seen = names.filter((each) => each.name === 'before' && document.trigger.on !== undefined);
  return (
    <section className={css.group}>
      <Choice
        label={t('rules.when.which')}
        value={when === undefined ? 'always' : 'some'}
        options={[
          { value: 'always', label: t('rules.when.always') },
          { value: 'some', label: t('rules.when.some') },
        ]}
        onChange={(next) => put(next === 'always' ? undefined : (when ?? ''))}
      />
      {when === undefined ? null : (
        <BuildPlaceContext value={{ form, forms, names: seen }}>
          <ConditionBuilder label={t('rules.when.title')} value={when} onChange={put} />
        </BuildPlaceContext>
      )}
    </section>
  );
}

function StepPanel({ step, findings }: { step: RuleStep; findings: readonly Finding[] }) {
  const { t } = useTranslation();
  const { document, form, forms } = useRule();
  const actions = useRuleActions();
  const words = useRuleWords(document, form, forms);
  const isRefusal = step.action === 'refuse';
  const none = undefined as never;
  return (
    <>
      <header className={css.panelHead}>
        <h2 className="ellipsis">{words.action(step)}</h2>
        <Button
          type="text"
          size="small"
          danger
          icon={<DeleteOutlined aria-hidden />}
          aria-label={t('rules.remove')}
          title={t('rules.remove')}
          onClick={() => actions.remove(step.key)}
        />
      </header>
      <OwnFindings findings={findings} />
      <StepSettings step={step} onChange={(patch, merge) => actions.patch(step.key, patch, merge)} />
      {isRefusal ? null : (
        <Group title={t('rules.order')}>
          <Row label={t('rules.after')} help={t('rules.after_help')}>
            {(id) => (
              <Select
                id={id}
                mode="multiple"
                placeholder={t('rules.at_once')}
                value={step.after ?? []}
                options={possibleBefore(document, step.key).map((each) => ({
                  value: each.key,
                  label: words.step(each),
                }))}
                onChange={(next: string[]) => actions.patch(step.key, { after: next.length > 0 ? next : none })}
              />
            )}
          </Row>
          {step.action === 'continue_if' ? null : (
            <Choice
              label={t('rules.step_when')}
              value={step.when === undefined ? 'always' : 'some'}
              options={[
                { value: 'always', label: t('rules.when.always') },
                { value: 'some', label: t('rules.when.some') },
              ]}
              onChange={(next) => actions.patch(step.key, { when: next === 'always' ? none : '' })}
            />
          )}
          {step.when === undefined ? null : (
            <ConditionBuilder
              label={t('rules.step_when')}
              value={step.when}
              onChange={(when) => actions.patch(step.key, { when }, 'when')}
            />
          )}
        </Group>
      )}
    </>
  );
}
