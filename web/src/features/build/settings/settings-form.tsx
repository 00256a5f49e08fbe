import { Input, Select } from 'antd';
import { type ReactNode, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Label } from '@/engine/blueprint';
import type { FormulaPlace } from '@/engine/formulas';
import { type SettingsDocument, valueAt, withValue } from '@/engine/settings/document';
import panelCss from '@/features/build/panel/panel.module.css';
import { CountRow, Group, LabelRow, Row, SwitchRow } from '@/features/build/panel/parts';
import css from '@/features/build/plain/plain.module.css';
import { usePlain } from '@/features/build/plain/plain-context';
import { useRoles } from '@/features/build/use-everybody';
import { FormulaField } from '@/ui/formula/formula-field';
import { useLabel, useWorkplace } from '@/ui/session';
import own from './settings.module.css';

function useSetting() {
  const { document, update } = usePlain<SettingsDocument>();
  return {
    document,
    get: (path: string) => valueAt(document, path),
    put: (path: string, value: unknown) => update((now) => withValue(now, path, value), { merge: path }),
  };
}

/** The properties of the artifact, one group after the other. */
export function SettingsForm() {
  const { document } = usePlain<SettingsDocument>();
  const Own = { tracking: Tracking, receivables: Receivables, amendment: AmendmentParts }[document.kind];
  return (
    <div className={css.sections}>
      <Own />
    </div>
  );
}

function Box({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className={own.box}>
      <Group title={title}>{children}</Group>
    </div>
  );
}

function usePlace(form: unknown): FormulaPlace | undefined {
  const { blueprint } = useWorkplace();
  return useMemo(() => {
    const found = blueprint.forms.find((each) => each.key === form);
    return found && { forms: blueprint.forms, form: found };
  }, [blueprint.forms, form]);
}

function FormulaRow(props: {
  label: string;
  path: string;
  form: unknown;
  expected: 'boolean' | undefined;
  help?: string;
}) {
  const { get, put } = useSetting();
  const place = usePlace(props.form);
  if (!place) return null;
  return (
    <div className={panelCss.row}>
      <span className={panelCss.rowLabel}>{props.label}</span>
      <FormulaField
        label={props.label}
        value={get(props.path) as string | undefined}
        place={place}
        expected={props.expected}
        onChange={(text) => put(props.path, text)}
      />
      {props.help ? <p className={panelCss.help}>{props.help}</p> : null}
    </div>
  );
}

interface ListedPart {
  key: string;
  label?: Label;
  text?: Label;
  reason?: Label;
  when?: string;
}

/** The members of a list: what each says, and when. Their order and what is not shown stay as they are. */
function Members({ list, words }: { list: 'stages' | 'notices' | 'expected'; words: 'label' | 'text' | 'reason' }) {
  const { t } = useTranslation();
  const { document, get, put } = useSetting();
  const place = usePlace(document.form);
  const members = (get(list) ?? []) as ListedPart[];
  const change = (index: number, patch: Partial<ListedPart>) =>
    put(
      list,
      members.map((each, at) => (at === index ? { ...each, ...patch } : each)),
    );
  return members.map((member, index) => (
    <div key={member.key} className={own.member}>
      <LabelRow
        required
        label={t(`settings_build.${words}`)}
        value={member[words]}
        onChange={(next) => change(index, { [words]: next ?? {} })}
      />
      {place && (member.when !== undefined || list !== 'stages') ? (
        <div className={panelCss.row}>
          <span className={panelCss.rowLabel}>{t('settings_build.when')}</span>
          <FormulaField
            label={t('settings_build.when')}
            value={member.when}
            place={place}
            expected="boolean"
            onChange={(when) => change(index, when === undefined && list === 'expected' ? {} : { when: when ?? '' })}
          />
        </div>
      ) : null}
    </div>
  ));
}

function Tracking() {
  const { t } = useTranslation();
  const { document, get, put } = useSetting();
  return (
    <>
      <Box title={t('settings_build.page')}>
        {(['title', 'intro', 'contact'] as const).map((name) => (
          <LabelRow
            key={name}
            long
            label={t(`settings_build.tracking.${name}`)}
            value={get(name) as Label | undefined}
            onChange={(next) => put(name, next)}
          />
        ))}
        <FormulaRow label={t('settings_build.tracking.when')} path="when" form={document.form} expected="boolean" />
        <CountRow
          label={t('settings_build.tracking.days')}
          value={get('days') as number | undefined}
          minimum={1}
          maximum={3650}
          onChange={(days) => put('days', days)}
        />
      </Box>
      <Box title={t('settings_build.tracking.stages')}>
        <Members list="stages" words="label" />
      </Box>
      <Box title={t('settings_build.tracking.notices')}>
        <Members list="notices" words="text" />
      </Box>
      <Box title={t('settings_build.tracking.expected')}>
        <Members list="expected" words="reason" />
      </Box>
      <Box title={t('settings_build.tracking.urge')}>
        <SwitchRow
          label={t('settings_build.tracking.urge_on')}
          checked={get('urge') !== undefined}
          onChange={(on) =>
            put(
              'urge',
              on ? { every: 240, title: { zh: '客户催单' }, who: { roles: ['customer_service'] } } : undefined,
            )
          }
        />
        {get('urge') === undefined ? null : (
          <CountRow
            label={t('settings_build.tracking.every')}
            value={get('urge.every') as number | undefined}
            minimum={1}
            maximum={100_000}
            onChange={(every) => put('urge.every', every)}
          />
        )}
      </Box>
    </>
  );
}

function Receivables() {
  const { t } = useTranslation();
  const { get, put } = useSetting();
  const buckets = ((get('ageing.buckets') ?? []) as number[]).map(String);
  return (
    <>
      <Box title={t('settings_build.receivables.matching')}>
        <CountRow
          label={t('settings_build.receivables.threshold')}
          help={t('settings_build.receivables.threshold_help')}
          value={get('matching.threshold') as number | undefined}
          minimum={50}
          maximum={101}
          onChange={(next) => put('matching.threshold', next)}
        />
        <Row label={t('settings_build.receivables.tolerance')}>
          {(id) => (
            <Input
              id={id}
              inputMode="decimal"
              value={(get('matching.tolerance') as string | undefined) ?? ''}
              onChange={({ target }) => put('matching.tolerance', target.value === '' ? undefined : target.value)}
            />
          )}
        </Row>
        <CountRow
          label={t('settings_build.receivables.together')}
          value={get('matching.together') as number | undefined}
          minimum={1}
          maximum={6}
          onChange={(next) => put('matching.together', next)}
        />
      </Box>
      <Box title={t('settings_build.receivables.ageing')}>
        <Row label={t('settings_build.receivables.buckets')} help={t('settings_build.receivables.buckets_help')}>
          {(id) => (
            <Select
              id={id}
              mode="tags"
              value={buckets}
              tokenSeparators={[',', '，', ' ']}
              onChange={(next: string[]) => {
                const days = next.map(Number).filter((each) => Number.isInteger(each) && each > 0);
                put('ageing.buckets', days.length > 0 ? days.toSorted((a, b) => a - b) : undefined);
              }}
            />
          )}
        </Row>
        <Row label={t('settings_build.receivables.base')}>
          {(id) => (
            <Select
              id={id}
              value={(get('ageing.base') as string | undefined) ?? 'due'}
              options={(['due', 'date', 'delivered'] as const).map((base) => ({
                value: base,
                label: t(`settings_build.receivables.base_${base}`),
              }))}
              onChange={(base) => put('ageing.base', base)}
            />
          )}
        </Row>
        <CountRow
          label={t('settings_build.receivables.dso_days')}
          value={get('ageing.days') as number | undefined}
          minimum={1}
          maximum={730}
          onChange={(next) => put('ageing.days', next)}
        />
      </Box>
      <Box title={t('settings_build.receivables.counts')}>
        <FormulaRow
          label={t('settings_build.receivables.items_when')}
          path="items.when"
          form={get('items.form')}
          expected="boolean"
        />
        <FormulaRow
          label={t('settings_build.receivables.receipts_when')}
          path="receipts.when"
          form={get('receipts.form')}
          expected="boolean"
        />
      </Box>
    </>
  );
}

/** What of the records of a form is changed by proposals only. */
function AmendmentParts() {
  const { t } = useTranslation();
  const label = useLabel();
  const { document, get, put } = useSetting();
  const fields = usePlace(document.form)?.form?.fields ?? [];
  const offered = fields.flatMap((field) => {
    const name = label(field.label, field.key);
    const columns =
      field.type === 'lines'
        ? field.fields.map((column) => ({
            value: `${field.key}.${column.key}`,
            label: `${name} · ${label(column.label, column.key)}`,
          }))
        : [];
    return [{ value: field.key, label: name }, ...columns];
  });
  return (
    <Box title={t('settings_build.amendment.protected')}>
      <FormulaRow label={t('settings_build.when')} path="when" form={document.form} expected="boolean" />
      <Row label={t('settings_build.amendment.fields')} help={t('settings_build.amendment.fields_help')}>
        {(id) => (
          <Select
            id={id}
            mode="multiple"
            value={(get('fields') ?? []) as string[]}
            options={offered}
            optionFilterProp="label"
            onChange={(next: string[]) => put('fields', next)}
          />
        )}
      </Row>
      <Row label={t('settings_build.amendment.facts')}>
        {(id) => (
          <Select
            id={id}
            mode="multiple"
            value={(get('facts') ?? []) as string[]}
            options={offered.filter(({ value }) => fields.some(({ key, type }) => key === value && type !== 'lines'))}
            optionFilterProp="label"
            onChange={(next: string[]) => put('facts', next.length > 0 ? next : undefined)}
          />
        )}
      </Row>
    </Box>
  );
}

/** Its name, who works with it, and what the check says. */
export function SettingsPanel() {
  const { t } = useTranslation();
  const label = useLabel();
  const { document, findings } = usePlain<SettingsDocument>();
  const { get, put } = useSetting();
  const roles = useRoles().data ?? [];
  return (
    <div className={panelCss.panel}>
      <Group title={t('designer.basics')}>
        <LabelRow
          required
          label={t('settings_build.name')}
          value={document.label}
          onChange={(next) => put('label', next ?? {})}
        />
        {document.kind === 'amendment' ? null : (
          <Row label={t('settings_build.roles')}>
            {(id) => (
              <Select
                id={id}
                mode="multiple"
                value={(get('roles') ?? []) as string[]}
                options={roles.map((each) => ({ value: each.key, label: label(each.label, each.key) }))}
                onChange={(next: string[]) =>
                  put('roles', next.length > 0 || document.kind === 'receivables' ? next : undefined)
                }
              />
            )}
          </Row>
        )}
      </Group>
      <Group title={t('flows.findings')}>
        {findings.length === 0 ? <p className={panelCss.help}>{t('settings_build.no_findings')}</p> : null}
        {findings.map((finding) => (
          <p key={`${finding.place}/${finding.message}`} role="alert" className={panelCss.problem}>
            {finding.place === '' ? '' : `${finding.place}：`}
            {finding.message}
          </p>
        ))}
      </Group>
    </div>
  );
}
