import { PlusOutlined } from '@ant-design/icons';
import { Dropdown } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { ACTIONS, type ActionName } from '@/engine/rule/document';
import { alsoAfter, type Lane, lanesOf } from '@/engine/rule/operations';
import { placeOf, type RuleSelection, useRule, useRuleActions } from './rule-context';
import { useRuleWords } from './rule-words';
import css from './rules.module.css';

/** The rule from the top down: when, if, then; what begins together stands side by side. */
export function RuleCanvas() {
  const { t } = useTranslation();
  const { document, form, forms, names } = useRule();
  const actions = useRuleActions();
  const words = useRuleWords(document, form, forms, names);
  const lanes = useMemo(() => lanesOf(document.steps), [document.steps]);
  const refuses = document.steps.some((step) => step.action === 'refuse');
  return (
    <div className={css.canvas}>
      <Card
        selection={{ kind: 'trigger' }}
        tone="trigger"
        head={t('rules.trigger.head')}
        text={words.trigger(document.trigger)}
      />
      <div className={css.line} aria-hidden />
      <Card
        selection={{ kind: 'when' }}
        tone="when"
        head={t('rules.when.head')}
        text={document.when === undefined ? t('rules.when.always') : words.condition(document.when)}
      />
      <div className={css.line} aria-hidden />
      <p className={css.then}>{lanes.length > 1 ? t('rules.then_together') : t('rules.then')}</p>
      <div className={css.lanes}>
        {lanes.map((lane) => (
          <LaneView key={lane.steps[0]?.key} lane={lane} after={undefined} />
        ))}
        {refuses ? null : (
          <AddMenu
            text={lanes.length > 0 ? t('rules.add_together') : t('rules.add_first')}
            first={lanes.length === 0}
            onAdd={(action) => actions.add('start', action)}
          />
        )}
      </div>
    </div>
  );
}

function LaneView({ lane, after }: { lane: Lane; after: string | undefined }) {
  const { t } = useTranslation();
  const actions = useRuleActions();
  const last = lane.steps.at(-1);
  return (
    <ol className={css.lane}>
      {lane.steps.map((step, index) => {
        const before = index === 0 ? after : lane.steps[index - 1]?.key;
        return (
          <li key={step.key}>
            <StepCard stepKey={step.key} drawnAfter={before} />
            {step.action === 'refuse' ? null : (
              <AddMenu text={t('rules.add_after')} quiet onAdd={(action) => actions.add({ after: step.key }, action)} />
            )}
          </li>
        );
      })}
      {lane.next.length > 0 && last ? (
        <li>
          <div className={css.lanes}>
            {lane.next.map((each) => (
              <LaneView key={each.steps[0]?.key} lane={each} after={last.key} />
            ))}
            <AddMenu text={t('rules.add_together')} onAdd={(action) => actions.addBeside(last.key, action)} />
          </div>
        </li>
      ) : null}
    </ol>
  );
}

function StepCard({ stepKey, drawnAfter }: { stepKey: string; drawnAfter: string | undefined }) {
  const { t } = useTranslation();
  const { document, form, forms, names } = useRule();
  const words = useRuleWords(document, form, forms, names);
  const step = document.steps.find((each) => each.key === stepKey);
  if (!step) return null;
  const others = alsoAfter(step, drawnAfter).flatMap((key) => document.steps.find((each) => each.key === key) ?? []);
  return (
    <Card
      selection={{ kind: 'step', key: step.key }}
      tone={step.action.startsWith('send_') ? 'outside' : 'step'}
      head={words.action(step)}
      text={words.summary(step)}
      notes={[
        ...(step.when === undefined ? [] : [t('rules.only_if', { condition: words.condition(step.when) })]),
        ...(others.length > 0
          ? [t('rules.also_after', { steps: others.map((each) => words.step(each)).join('、') })]
          : []),
      ]}
    />
  );
}

interface CardProps {
  selection: RuleSelection;
  tone: 'trigger' | 'when' | 'step' | 'outside';
  head: string;
  text: string;
  notes?: readonly string[];
}

function same(a: RuleSelection, b: RuleSelection): boolean {
  return a.kind === b.kind && (a.kind !== 'step' || b.kind !== 'step' || a.key === b.key);
}

function Card({ selection, tone, head, text, notes = [] }: CardProps) {
  const { t } = useTranslation();
  const { designer, document, findings } = useRule();
  const actions = useRuleActions();
  const chosen = same(designer.selection, selection);
  const bad = findings.find((finding) => same(placeOf(document, finding), selection));
  return (
    <button
      type="button"
      className={`${css.card} ${css[tone]} ${chosen ? css.chosen : ''} ${bad ? css[bad.severity] : ''}`}
      aria-pressed={chosen}
      onClick={() => actions.select(selection)}
    >
      <span className={css.cardHead}>
        <strong>{head}</strong>
        {bad ? <span className={css.sign}>{t(`flows.bad.${bad.severity}`)}</span> : null}
      </span>
      {text === '' ? (
        <span className={css.missing}>{t('rules.not_said')}</span>
      ) : (
        <span className={css.text}>{text}</span>
      )}
      {notes.map((note) => (
        <span key={note} className={css.note}>
          {note}
        </span>
      ))}
    </button>
  );
}

interface AddMenuProps {
  text: string;
  first?: boolean;
  /** Only a small plus until it is looked for. */
  quiet?: boolean;
  onAdd: (action: ActionName) => void;
}

function AddMenu({ text, first = false, quiet = false, onAdd }: AddMenuProps) {
  const { t } = useTranslation();
  const offered = ACTIONS.filter((action) => action !== 'refuse' || first);
  return (
    <Dropdown
      trigger={['click']}
      autoFocus
      menu={{
        items: offered.map((action) => ({
          key: action,
          label: t(`rules.action.${action}`),
          onClick: () => onAdd(action),
        })),
      }}
    >
      <button type="button" className={quiet ? css.plus : css.add} aria-label={text} title={text}>
        <PlusOutlined aria-hidden />
        {quiet ? null : <span>{text}</span>}
      </button>
    </Dropdown>
  );
}
