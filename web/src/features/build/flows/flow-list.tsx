import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { type Edge, exitsOf, type FlowNode, nodeAt } from '@/engine/flow/document';
import { hasCards } from '@/engine/flow/layout-sizes';
import { inReadingOrder } from '@/engine/flow/reading';
import { AddMenu } from './canvas/add-menu';
import { worstByNode } from './finding-place';
import { useFlow, useFlowActions } from './flow-context';
import css from './flows.module.css';
import { lookOf } from './nodes';
import { useFlowWords } from './use-words';

/** The flow as a list from the top down: every node with its ways out. For narrow screens, and for whoever prefers it. */
export function FlowList() {
  const { t } = useTranslation();
  const { document, findings } = useFlow();
  const nodes = useMemo(() => inReadingOrder(document), [document]);
  const bad = useMemo(() => worstByNode(document, findings), [document, findings]);
  return (
    <ol className={css.list} aria-label={t('flows.shape.list')}>
      {nodes.map((node) => (
        <Item key={node.key} node={node} bad={bad.get(node.key)} />
      ))}
    </ol>
  );
}

function Item({ node, bad }: { node: FlowNode; bad: 'error' | 'warning' | undefined }) {
  const { t } = useTranslation();
  const { designer, document, form, forms } = useFlow();
  const actions = useFlowActions();
  const words = useFlowWords(document, form, forms);
  const { selection } = designer;
  const look = lookOf(node.type);
  const chosen = selection.kind === 'node' && selection.key === node.key;
  const summary = words.summary(node);
  const exits = exitsOf(node);
  return (
    <li className={`${css.item} ${chosen ? css.chosen : ''} ${bad ? css[bad] : ''}`} id={`flow-${node.key}`}>
      <button
        type="button"
        className={css.itemHead}
        aria-pressed={chosen}
        onClick={() => actions.select({ kind: 'node', key: node.key })}
      >
        <span className={css[look.tone]}>{look.icon}</span>
        <strong>{words.node(node)}</strong>
        {bad ? <span className={css.sign}>{t(`flows.bad.${bad}`)}</span> : null}
        {summary === '' ? null : <span className={css.summary}>{summary}</span>}
      </button>
      {exits.length > 0 ? (
        <ul className={css.exits}>
          {exits.map(({ port }) => (
            <ExitRow key={port} node={node} edge={{ from: node.key, port }} />
          ))}
        </ul>
      ) : null}
    </li>
  );
}

function ExitRow({ node, edge }: { node: FlowNode; edge: Edge }) {
  const { t } = useTranslation();
  const { document, form, forms } = useFlow();
  const actions = useFlowActions();
  const words = useFlowWords(document, form, forms);
  const target = nodeAt(document, exitsOf(node).find((exit) => exit.port === edge.port)?.to ?? '');
  const name = words.exit(node, edge.port);
  const condition = hasCards(node) ? words.condition(node, edge.port) : '';
  return (
    <li>
      {condition === '' ? (
        name === '' ? null : (
          <span className={css.exitName}>{name}</span>
        )
      ) : (
        <button
          type="button"
          className={css.exitName}
          onClick={() => actions.select({ kind: 'node', key: node.key, port: edge.port })}
        >
          <strong>{name}</strong> {condition}
        </button>
      )}
      <span className={css.exitLine}>
        <a
          href={`#flow-${target?.key ?? ''}`}
          onClick={(event) => {
            event.preventDefault();
            window.document
              .getElementById(`flow-${target?.key ?? ''}`)
              ?.querySelector('button')
              ?.focus();
          }}
        >
          {target ? t('flows.then', { name: words.node(target) }) : t('flows.next_none')}
        </a>
        <AddMenu edge={edge} wide />
      </span>
    </li>
  );
}
