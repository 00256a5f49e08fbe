import { ArrowDownOutlined, ArrowUpOutlined, CopyOutlined, DeleteOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { lazy, type ReactNode, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import type { Finding } from '@/api/artifacts';
import { type FlowNode, nodeAt, patchNode } from '@/engine/flow/document';
import { kindOf } from '@/engine/flow/kinds';
import buildCss from '@/features/build/build.module.css';
import css from '@/features/build/panel/panel.module.css';
import { Group, LabelRow } from '@/features/build/panel/parts';
import { Findings } from '@/features/build/publish-dialog';
import { Loading } from '@/ui/states';
import { placeOf } from '../finding-place';
import { useFlow, useFlowActions } from '../flow-context';
import { FLOW_KIND, useFindingMessage } from '../flow-kind';
import { lookOf } from '../nodes';
import { useFlowWords } from '../use-words';

const FlowSettings = lazy(async () => ({ default: (await import('./flow-settings')).FlowSettings }));

/** The properties of what is selected, and what the check says of it. */
export function FlowPanel({ onJump }: { onJump: (finding: Finding) => void }) {
  const { designer, document, findings } = useFlow();
  const { selection } = designer;
  const node = selection.kind === 'node' ? nodeAt(document, selection.key) : undefined;
  if (selection.kind === 'flow' || !node) return <FlowSettings onJump={onJump} />;
  const own = findings.filter((finding) => {
    const place = placeOf(document, finding);
    return place.kind === 'node' && place.key === node.key;
  });
  return <NodePanel key={node.key} node={node} port={selection.port} findings={own} />;
}

function NodePanel({ node, port, findings }: { node: FlowNode; port: string | undefined; findings: Finding[] }) {
  const { t } = useTranslation();
  const { document, form, forms } = useFlow();
  const actions = useFlowActions();
  const words = useFlowWords(document, form, forms);
  const message = useFindingMessage();
  const { movable } = kindOf(node.type);
  const { Panel } = lookOf(node.type);
  const button = (text: string, icon: ReactNode, onClick: () => void, danger = false) => (
    <Button type="text" size="small" danger={danger} icon={icon} aria-label={text} title={text} onClick={onClick} />
  );
  return (
    <div className={css.panel}>
      <div className={css.panelHead}>
        <h2 className="ellipsis">{words.node(node)}</h2>
        {movable ? (
          <>
            {button(`${t('flows.up')} Alt+↑`, <ArrowUpOutlined aria-hidden />, () => actions.shift(node.key, 'up'))}
            {button(`${t('flows.down')} Alt+↓`, <ArrowDownOutlined aria-hidden />, () =>
              actions.shift(node.key, 'down'),
            )}
            {button(`${t('flows.copy')} Ctrl+C`, <CopyOutlined aria-hidden />, () => actions.copy(node.key))}
          </>
        ) : null}
        {node.type === 'start'
          ? null
          : button(t('flows.remove'), <DeleteOutlined aria-hidden />, () => actions.remove(node.key), true)}
      </div>
      {findings.length > 0 ? (
        <ul className={buildCss.findings} aria-label={t('flows.findings')}>
          {findings.map((finding) => (
            <li key={`${finding.place}/${finding.message}`} className={buildCss[finding.severity]}>
              {message(document, finding)}
            </li>
          ))}
        </ul>
      ) : null}
      <Group title={words.type(node.type)}>
        <LabelRow
          label={t('designer.name')}
          value={node.label}
          onChange={(label) =>
            actions.update(
              (flow) =>
                patchNode(flow, node.key, (each) => {
                  const { label: _, ...rest } = each;
                  return (label === undefined ? rest : { ...rest, label }) as FlowNode;
                }),
              { merge: `label:${node.key}` },
            )
          }
        />
      </Group>
      <Suspense fallback={<Loading lines={6} />}>
        <Panel node={node} port={port} />
      </Suspense>
    </div>
  );
}

/** What the check found in the whole flow, each with a way to its node. */
export function AllFindings({ onJump }: { onJump: (finding: Finding) => void }) {
  const { t } = useTranslation();
  const { document, findings } = useFlow();
  if (findings.length === 0) return <p className={css.help}>{t('flows.no_findings')}</p>;
  return <Findings kind={FLOW_KIND} findings={findings} document={document} onJump={onJump} />;
}
