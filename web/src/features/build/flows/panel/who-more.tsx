import { CloseOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Dropdown, InputNumber, Select } from 'antd';
import { lazy, type ReactNode, Suspense, useId } from 'react';
import { useTranslation } from 'react-i18next';
import { type Above, type Chosen, nodeAt, patched, type Who } from '@/engine/flow/document';
import own from '@/features/build/panel/entries.module.css';
import css from '@/features/build/panel/panel.module.css';
import { CountRow, Row } from '@/features/build/panel/parts';
import { useEverybody, useRoles } from '@/features/build/use-everybody';
import { ChoiceSelect } from '@/ui/inputs/choice-select';
import { useLabel } from '@/ui/session';
import { useFlow } from '../flow-context';

const Departments = lazy(async () => ({ default: (await import('./who-departments')).Departments }));
const FormulaBox = lazy(async () => ({ default: (await import('@/features/build/panel/formula-box')).FormulaBox }));

/** The rules beside roles and names, in the order they are offered. */
const RULES = ['departments', 'head', 'heads', 'manager', 'managers', 'chosen', 'formula', 'table'] as const;
type Rule = (typeof RULES)[number];

interface WhoMoreProps {
  value: Who | undefined;
  onChange: (who: Who) => void;
}

/** Who is meant by their place in the company, by a formula, by somebody's choice or by a decision table. */
export function WhoMore({ value, onChange }: WhoMoreProps) {
  const { t } = useTranslation();
  const { document } = useFlow();
  const who = value ?? {};
  const tables = document.nodes.filter((node) => node.type === 'decision_table');
  const present = RULES.filter((rule) => who[rule] !== undefined);
  const free = RULES.filter((rule) => who[rule] === undefined && (rule !== 'table' || tables.length > 0));
  const first = (rule: Rule): Partial<Who> => {
    switch (rule) {
      case 'departments':
        return { departments: [] };
      case 'head':
        return { head: {} };
      case 'heads':
        return { heads: {} };
      case 'manager':
        return { manager: {} };
      case 'managers':
        return { managers: {} };
      case 'chosen':
        return { chosen: { by: 'previous' } };
      case 'formula':
        return { formula: '' };
      case 'table':
        return { table: tables[0]?.key ?? '' };
    }
  };
  return (
    <>
      {present.map((rule) => (
        <section key={rule} className={own.card} aria-label={t(`flows.who.rule.${rule}`)}>
          <header className={own.entryHead}>
            <strong>{t(`flows.who.rule.${rule}`)}</strong>
            <Button
              type="text"
              size="small"
              icon={<CloseOutlined aria-hidden />}
              aria-label={t('flows.who.remove', { rule: t(`flows.who.rule.${rule}`) })}
              onClick={() => onChange(patched(who, { [rule]: undefined }))}
            />
          </header>
          <RuleSettings rule={rule} who={who} onChange={onChange} />
        </section>
      ))}
      {free.length > 0 ? (
        <Dropdown
          trigger={['click']}
          menu={{
            items: free.map((rule) => ({ key: rule, label: t(`flows.who.rule.${rule}`) })),
            onClick: ({ key }) => onChange({ ...who, ...first(key as Rule) }),
          }}
        >
          <Button type="dashed" size="small" icon={<PlusOutlined aria-hidden />}>
            {t('flows.who.add')}
          </Button>
        </Dropdown>
      ) : null}
    </>
  );
}

function RuleSettings(props: { rule: Rule; who: Who; onChange: (who: Who) => void }): ReactNode {
  const { rule, who, onChange } = props;
  const { t } = useTranslation();
  const label = useLabel();
  const { document, form, forms } = useFlow();
  switch (rule) {
    case 'departments':
      return (
        <Suspense fallback={null}>
          <Departments who={who} onChange={onChange} />
        </Suspense>
      );
    case 'head':
    case 'heads':
    case 'manager':
    case 'managers': {
      const above = who[rule] as Above;
      const chain = rule === 'heads' || rule === 'managers';
      const change = (patch: { [K in keyof Above]?: Above[K] | undefined }) =>
        onChange({ ...who, [rule]: patched(above, patch) });
      const start = rule.startsWith('head') ? 0 : 1;
      return (
        <>
          <p className={css.help}>{t(`flows.who.rule_help.${rule}`)}</p>
          <Row label={chain ? t('flows.who.from_level') : t('flows.who.level')}>
            {(id) => (
              <InputNumber
                id={id}
                style={{ width: '100%' }}
                min={start}
                max={20}
                precision={0}
                value={above.up ?? start}
                onChange={(up) => change({ up: up === null || up === start ? undefined : up })}
              />
            )}
          </Row>
          {chain ? (
            <CountRow
              label={t('flows.who.levels')}
              value={above.levels}
              minimum={1}
              maximum={20}
              placeholder={t('flows.who.levels_all')}
              onChange={(levels) => change({ levels })}
            />
          ) : null}
        </>
      );
    }
    case 'chosen':
      return <ChosenSettings who={who} onChange={onChange} />;
    case 'formula':
      return form ? (
        <Suspense fallback={null}>
          <FormulaBox
            label={t('flows.who.rule.formula')}
            value={who.formula ?? ''}
            place={{ form, forms }}
            expected={undefined}
            onChange={(formula) => onChange({ ...who, formula: formula ?? '' })}
          />
        </Suspense>
      ) : null;
    case 'table':
      return (
        <Select
          aria-label={t('flows.who.rule.table')}
          style={{ width: '100%' }}
          value={who.table}
          options={document.nodes
            .filter((node) => node.type === 'decision_table')
            .map((node) => ({
              value: node.key,
              label: label(nodeAt(document, node.key)?.label, t('flows.node.decision_table')),
            }))}
          onChange={(table: string) => onChange({ ...who, table })}
        />
      );
  }
}

function ChosenSettings({ who, onChange }: { who: Who; onChange: (who: Who) => void }) {
  const { t } = useTranslation();
  const label = useLabel();
  const id = useId();
  const roles = useRoles().data ?? [];
  const everybody = useEverybody().data?.items ?? [];
  const chosen = who.chosen ?? { by: 'previous' };
  const change = (patch: { [K in keyof Chosen]?: Chosen[K] | undefined }) =>
    onChange({ ...who, chosen: patched(chosen, patch) });
  const some = <T,>(list: T[]) => (list.length > 0 ? list : undefined);
  return (
    <>
      <Row label={t('flows.who.chosen_by')}>
        {(row) => (
          <Select<Chosen['by']>
            id={row}
            value={chosen.by}
            options={[
              { value: 'previous', label: t('flows.who.by_previous') },
              { value: 'starter', label: t('flows.who.by_starter') },
            ]}
            onChange={(by) => change({ by })}
          />
        )}
      </Row>
      <Row label={t('flows.who.from_roles')} help={t('flows.who.from_help')}>
        {(row) => (
          <Select
            id={row}
            mode="multiple"
            placeholder={t('flows.who.from_anybody')}
            showSearch={{ optionFilterProp: 'label' }}
            value={chosen.roles ?? []}
            options={roles.map((role) => ({ value: role.key, label: label(role.label, role.key) }))}
            onChange={(next: string[]) => change({ roles: some(next) })}
          />
        )}
      </Row>
      <div className={css.row}>
        <label htmlFor={id}>{t('flows.who.from_people')}</label>
        <ChoiceSelect
          id={id}
          multiple
          label={t('flows.who.from_people')}
          field={{ key: 'people', type: 'person', label: {} }}
          value={(chosen.people ?? []).map((each) => ({
            id: each,
            title: everybody.find((person) => person.id === each)?.name ?? '…',
          }))}
          onChange={(next) => change({ people: some(next.map((each) => each.id)) })}
        />
      </div>
      <CountRow
        label={t('flows.who.most')}
        value={chosen.most}
        minimum={1}
        maximum={50}
        placeholder="50"
        onChange={(most) => change({ most })}
      />
    </>
  );
}
