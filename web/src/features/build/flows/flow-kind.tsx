import { useTranslation } from 'react-i18next';
import type { Finding } from '@/api/artifacts';
import { type FlowDifference, flowClashes, flowDifferences, mergeFlows } from '@/engine/flow/difference';
import { type FlowDocument, nodeAt, toFlow } from '@/engine/flow/document';
import { NODE_KINDS } from '@/engine/flow/kinds';
import type { BuildKind } from '@/features/build/build-kind';
import { useLabel } from '@/ui/session';
import { placeOf } from './finding-place';

/** Properties with a word of their own; the others are called settings. */
const WORDS = ['label', 'who', 'outcomes', 'branches', 'else', 'next', 'edit', 'set', 'form', 'start'] as const;

function useFlowSentence(): (difference: FlowDifference) => string {
  const { t } = useTranslation();
  const label = useLabel();
  return ({ kind, node, type, property, ...rest }) => {
    const known = NODE_KINDS.find((each) => each.type === type);
    const name = label(rest.label, known ? t(`flows.node.${known.type}`) : node);
    if (kind !== 'changed') return t(`flows.diff.${kind}`, { name });
    const named = WORDS.find((each) => each === property);
    const word = named ? t(`flows.property.${named}`) : t('flows.property.other');
    return node === '' ? t('flows.diff.flow', { word }) : t('flows.diff.changed', { name, word });
  };
}

/** A document that is not complete yet is told what is missing, not what its schema asks for. */
export function useFindingMessage(): (document: FlowDocument, finding: Finding) => string {
  const { t } = useTranslation();
  return (_, finding) => {
    if (finding.code !== 'blueprint.shape') return finding.message;
    const last = finding.place.split('.').at(-1);
    if (last === 'when') return t('flows.missing.when');
    if (last === 'who' || last === 'roles' || last === 'people') return t('flows.missing.who');
    return finding.message;
  };
}

/** Flows, as the shared parts of a workbench see them. */
export const FLOW_KIND: BuildKind<FlowDocument> = {
  kind: 'flow',
  list: '/build/flows',
  read: toFlow,
  merge: mergeFlows,
  useChanges: () => {
    const sentence = useFlowSentence();
    return (before, after) => flowDifferences(before, after).map(sentence);
  },
  useClashes: () => {
    const sentence = useFlowSentence();
    return (base, mine, theirs) => flowClashes(base, mine, theirs).map(sentence);
  },
  useMessage: useFindingMessage,
  usePlace: () => {
    const label = useLabel();
    return (document: FlowDocument, finding: Finding) => {
      const place = placeOf(document, finding);
      const node = place.kind === 'node' ? nodeAt(document, place.key) : undefined;
      return node ? `${label(node.label, node.key)}：` : '';
    };
  },
};
