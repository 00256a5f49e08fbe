import { TableOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FlowNode, TableNode } from '@/engine/flow/document';
import { setElse } from '@/engine/flow/operations';
import css from '@/features/build/panel/panel.module.css';
import { Group, SwitchRow } from '@/features/build/panel/parts';
import { useFlowActions } from '../flow-context';
import { NextRow } from './next-row';

const TableEditor = lazy(async () => ({ default: (await import('./table-editor')).TableEditor }));

/** A decision table: its rows in a sheet of their own, and where the record goes on. */
export function TablePanel({ node: any }: { node: FlowNode }) {
  const { t } = useTranslation();
  const actions = useFlowActions();
  const [open, setOpen] = useState(false);
  const node = any as TableNode;
  return (
    <>
      <Group title={t('flows.table.title')}>
        <p className={css.help}>{t('flows.table.help')}</p>
        <Button icon={<TableOutlined aria-hidden />} onClick={() => setOpen(true)}>
          {t('flows.table.edit', { count: node.rows.length })}
        </Button>
      </Group>
      <Group title={t('flows.next')}>
        {node.next === undefined ? null : (
          <NextRow label={t('flows.table.match')} edge={{ from: node.key, port: 'next' }} />
        )}
        <SwitchRow
          label={t('flows.else')}
          help={t('flows.else_help')}
          checked={node.else !== undefined}
          onChange={(on) => actions.update((flow) => setElse(flow, node.key, on))}
        />
        {node.else === undefined ? null : (
          <NextRow label={t('flows.else_next')} edge={{ from: node.key, port: 'else' }} />
        )}
      </Group>
      {open ? (
        <Suspense fallback={null}>
          <TableEditor node={node} onClose={() => setOpen(false)} />
        </Suspense>
      ) : null}
    </>
  );
}
