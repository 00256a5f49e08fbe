import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { loadArtifacts } from '@/api/artifacts';
import { type RuleDocument, toRule } from '@/engine/rule/document';

const NONE: readonly RuleDocument[] = [];

/** Every rule as it is being built. */
export function useRules(): readonly RuleDocument[] {
  const { data } = useQuery({ queryKey: ['artifacts', 'rule'], queryFn: () => loadArtifacts('rule') });
  return useMemo(() => data?.items.map((item) => ({ ...toRule(item.document), key: item.key })) ?? NONE, [data]);
}
