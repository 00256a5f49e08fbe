import { CloseOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Label } from '@/engine/blueprint';
import { type Outcome, outcomesOf, type PeopleNode, patched, patchNode } from '@/engine/flow/document';
import { addOutcome, removeOutcome } from '@/engine/flow/outcomes';
import own from '@/features/build/panel/entries.module.css';
import { Row, SwitchRow } from '@/features/build/panel/parts';
import { SetEditor } from '@/features/build/panel/set-editor';
import { usePreferences } from '@/ui/preferences';
import { useFlow, useFlowActions } from '../flow-context';
import { useFlowWords } from '../use-words';
import { NextRow } from './next-row';

/** What people can answer: the word on the button, whether a reason is asked for, what is written, what comes next. */
export function OutcomesEditor({ node }: { node: PeopleNode }) {
  const { t } = useTranslation();
  const { document, form, forms } = useFlow();
  const { language } = usePreferences();
  const actions = useFlowActions();
  const words = useFlowWords(document, form, forms);
  const outcomes = outcomesOf(node);
  const change = (key: string, patch: Partial<Outcome>, merge: string) =>
    actions.update(
      (flow) =>
        patchNode(flow, node.key, (each) => {
          const all = (each as PeopleNode).outcomes;
          const old = all[key];
          return old ? { ...each, outcomes: { ...all, [key]: patched(old, patch) } } : each;
        }),
      { merge: `${merge}:${node.key}:${key}` },
    );
  return (
    <>
      {outcomes.map(([key, outcome]) => {
        const port = `outcomes.${key}`;
        const name = words.exit(node, port);
        const label: Label = typeof outcome.label === 'string' ? { zh: outcome.label } : (outcome.label ?? {});
        return (
          <section key={key} className={own.card} aria-label={t('flows.outcomes.one', { name })}>
            <header className={own.entryHead}>
              <strong className="ellipsis">{name}</strong>
              {node.type !== 'approve' && outcomes.length > 1 ? (
                <Button
                  type="text"
                  size="small"
                  icon={<CloseOutlined aria-hidden />}
                  aria-label={t('flows.outcomes.remove', { name })}
                  onClick={() => actions.update((flow) => removeOutcome(flow, node.key, key))}
                />
              ) : null}
            </header>
            <Row label={t('flows.outcomes.word')}>
              {(id) => (
                <Input
                  id={id}
                  maxLength={20}
                  autoComplete="off"
                  placeholder={name}
                  value={label[language] ?? ''}
                  onChange={({ target }) => {
                    const { [language]: _, ...rest } = label;
                    const next = target.value === '' ? rest : { ...rest, [language]: target.value };
                    change(key, { label: Object.keys(next).length > 0 ? next : undefined } as Partial<Outcome>, 'word');
                  }}
                />
              )}
            </Row>
            <NextRow label={t('flows.next')} edge={{ from: node.key, port }} />
            <SwitchRow
              label={t('flows.outcomes.comment')}
              checked={outcome.comment === true}
              onChange={(on) => change(key, { comment: on || undefined } as Partial<Outcome>, 'comment')}
            />
            <SetEditor
              help={t('flows.set.outcome')}
              value={outcome.set}
              onChange={(set) => change(key, { set } as Partial<Outcome>, 'set')}
            />
          </section>
        );
      })}
      {node.type === 'handle' ? (
        <Button
          type="dashed"
          size="small"
          icon={<PlusOutlined aria-hidden />}
          onClick={() => actions.update((flow) => addOutcome(flow, node.key, { [language]: t('flows.outcomes.new') }))}
        >
          {t('flows.outcomes.add')}
        </Button>
      ) : null}
    </>
  );
}
