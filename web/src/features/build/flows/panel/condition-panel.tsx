import { ArrowDownOutlined, ArrowUpOutlined, CloseOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Label } from '@/engine/blueprint';
import { type Branch, branchesOf, type FlowNode } from '@/engine/flow/document';
import { addBranch, patchBranch, removeBranch, setElse, shiftBranch } from '@/engine/flow/operations';
import { ConditionBuilder } from '@/features/build/conditions/condition-builder';
import own from '@/features/build/panel/entries.module.css';
import css from '@/features/build/panel/panel.module.css';
import { Group, Row, SwitchRow } from '@/features/build/panel/parts';
import { SetEditor } from '@/features/build/panel/set-editor';
import { usePreferences } from '@/ui/preferences';
import { useFlow, useFlowActions } from '../flow-context';
import { useFlowWords } from '../use-words';
import { NextRow } from './next-row';

/** A node that chooses: its branches in the order they are asked, and what becomes of the rest. */
export function ConditionPanel({ node, port }: { node: FlowNode; port: string | undefined }) {
  const { t } = useTranslation();
  const actions = useFlowActions();
  const branches = branchesOf(node);
  const all = node.type === 'parallel';
  const open = port ?? (branches[0] ? `branches.${branches[0].key}` : 'else');
  return (
    <Group title={t('flows.branches_title')}>
      <p className={css.help}>
        {all
          ? t('flows.parallel_help')
          : node.type === 'inclusive'
            ? t('flows.inclusive_help')
            : t('flows.branches_help')}
      </p>
      {branches.map((branch, index) => (
        <BranchCard
          key={branch.key}
          node={node}
          branch={branch}
          index={index}
          count={branches.length}
          open={open === `branches.${branch.key}`}
        />
      ))}
      <Button
        type="dashed"
        size="small"
        icon={<PlusOutlined aria-hidden />}
        onClick={() => actions.update((flow) => addBranch(flow, node.key))}
      >
        {t('flows.branch_add')}
      </Button>
      {all ? null : (
        <SwitchRow
          label={t('flows.else')}
          help={t('flows.else_help')}
          checked={node.else !== undefined}
          onChange={(on) => actions.update((flow) => setElse(flow, node.key, on))}
        />
      )}
      {node.else === undefined ? null : (
        <NextRow label={t('flows.else_next')} edge={{ from: node.key, port: 'else' }} />
      )}
    </Group>
  );
}

interface BranchCardProps {
  node: FlowNode;
  branch: Branch;
  index: number;
  count: number;
  open: boolean;
}

function BranchCard({ node, branch, index, count, open }: BranchCardProps) {
  const { t } = useTranslation();
  const { language } = usePreferences();
  const { document, form, forms } = useFlow();
  const actions = useFlowActions();
  const words = useFlowWords(document, form, forms);
  const port = `branches.${branch.key}`;
  const name = words.exit(node, port);
  const label: Label = typeof branch.label === 'string' ? { zh: branch.label } : (branch.label ?? {});
  const patch = (change: Partial<Branch>, merge: string) =>
    actions.update((flow) => patchBranch(flow, node.key, branch.key, change), {
      merge: `${merge}:${node.key}:${branch.key}`,
    });
  const shift = (step: -1 | 1) => actions.update((flow) => shiftBranch(flow, node.key, branch.key, step));
  return (
    <section className={own.card} aria-label={name}>
      <header className={own.entryHead}>
        <button
          type="button"
          className={own.cardTitle}
          aria-expanded={open}
          onClick={() => actions.select({ kind: 'node', key: node.key, port: open ? 'none' : port })}
        >
          <span className={own.order}>{index + 1}</span>
          <span className="ellipsis">{name}</span>
        </button>
        <Button
          type="text"
          size="small"
          disabled={index === 0}
          icon={<ArrowUpOutlined aria-hidden />}
          aria-label={t('flows.branch_up', { name })}
          onClick={() => shift(-1)}
        />
        <Button
          type="text"
          size="small"
          disabled={index === count - 1}
          icon={<ArrowDownOutlined aria-hidden />}
          aria-label={t('flows.branch_down', { name })}
          onClick={() => shift(1)}
        />
        <Button
          type="text"
          size="small"
          disabled={count <= (node.type === 'parallel' ? 2 : 1)}
          icon={<CloseOutlined aria-hidden />}
          aria-label={t('flows.branch_remove', { name })}
          onClick={() => actions.update((flow) => removeBranch(flow, node.key, branch.key))}
        />
      </header>
      {open ? (
        <>
          <Row label={t('flows.branch_name')}>
            {(id) => (
              <Input
                id={id}
                autoComplete="off"
                maxLength={60}
                placeholder={name}
                value={label[language] ?? ''}
                onChange={({ target }) => {
                  const { [language]: _, ...rest } = label;
                  const next = target.value === '' ? rest : { ...rest, [language]: target.value };
                  patch({ label: Object.keys(next).length > 0 ? next : undefined } as Partial<Branch>, 'name');
                }}
              />
            )}
          </Row>
          {branch.when === undefined ? null : (
            <ConditionBuilder
              label={t('flows.branch_condition', { name })}
              value={branch.when}
              onChange={(when) => patch({ when }, 'when')}
            />
          )}
          <NextRow label={t('flows.next')} edge={{ from: node.key, port }} />
          <SetEditor
            help={t('flows.set.branch')}
            value={branch.set}
            onChange={(set) => patch({ set } as Partial<Branch>, 'set')}
          />
        </>
      ) : (
        <p className={css.help}>{words.condition(node, port)}</p>
      )}
    </section>
  );
}
