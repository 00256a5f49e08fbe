import { Checkbox, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { inReadingOrder } from '@/engine/flow/reading';
import css from '@/features/build/panel/panel.module.css';
import { Group, Row } from '@/features/build/panel/parts';
import { SetEditor } from '@/features/build/panel/set-editor';
import { useFlow } from '../flow-context';
import { useFlowWords } from '../use-words';
import type { PeopleProps } from './people-panel';

const ACTS = [
  'return',
  'transfer',
  'delegate',
  'add_before',
  'add_after',
  'add_parallel',
  'remove',
  'take_back',
  'urge',
  'cc',
  'terminate',
] as const;

/** What is offered where a node says nothing. */
const USUAL: readonly string[] = ACTS.filter((act) => act !== 'return' && act !== 'terminate');

/** What those asked may do besides deciding, and where they may send the record back to. */
export function ActsSettings({ node, change }: PeopleProps) {
  const { t } = useTranslation();
  const { document, form, forms } = useFlow();
  const words = useFlowWords(document, form, forms);
  const offered = node.actions ?? (node.return ? [...USUAL, 'return'] : [...USUAL]);
  const sends = offered.includes('return');
  const start = document.nodes.find((each) => each.type === 'start');
  const before = inReadingOrder(document).filter(
    (each) => each.key !== node.key && (each.type === 'approve' || each.type === 'handle'),
  );
  const put = (next: string[]) => {
    const ordered = ACTS.filter((act) => next.includes(act)) as string[];
    const usual = ordered.length === USUAL.length && ordered.every((act) => USUAL.includes(act));
    change({
      actions: usual ? undefined : ordered,
      return: ordered.includes('return') ? (node.return ?? {}) : undefined,
    });
  };
  return (
    <Group title={t('flows.acts.title')}>
      <Checkbox.Group
        className={css.options ?? ''}
        aria-label={t('flows.acts.title')}
        value={offered}
        options={ACTS.map((act) => ({ value: act, label: t(`flows.acts.${act}`) }))}
        onChange={(next) => put(next as string[])}
      />
      {sends ? (
        <>
          <Row label={t('flows.acts.return_to')}>
            {(id) => (
              <Select
                id={id}
                mode="multiple"
                placeholder={t('flows.acts.return_starter')}
                value={node.return?.to ?? []}
                options={[
                  ...(start ? [{ value: start.key, label: t('flows.acts.return_starter') }] : []),
                  ...before.map((each) => ({ value: each.key, label: words.node(each) })),
                ]}
                onChange={(to: string[]) => {
                  const { to: _, ...rest } = node.return ?? {};
                  change({ return: to.length > 0 ? { ...rest, to } : rest });
                }}
              />
            )}
          </Row>
          <Row label={t('flows.acts.then')}>
            {(id) => (
              <Select<'rerun' | 'back' | 'choose'>
                id={id}
                value={node.return?.then ?? 'rerun'}
                options={(['rerun', 'back', 'choose'] as const).map((value) => ({
                  value,
                  label: t(`flows.acts.then_${value}`),
                }))}
                onChange={(then) => change({ return: { ...node.return, then } })}
              />
            )}
          </Row>
          <SetEditor
            help={t('flows.acts.return_set')}
            value={node.return?.set}
            onChange={(set) => {
              const { set: _, ...rest } = node.return ?? {};
              change({ return: set ? { ...rest, set } : rest }, 'return');
            }}
          />
        </>
      ) : null}
    </Group>
  );
}
