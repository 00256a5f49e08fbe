import { useQuery } from '@tanstack/react-query';
import { createContext, useContext } from 'react';
import { loadBlueprint, loadSession, type Session } from '@/api/session';
import type { Blueprint, Form, Label } from '@/engine/blueprint';
import { labelText } from '@/engine/blueprint';
import { usePreferences } from './preferences';

export const SESSION_KEY = ['session'] as const;
export const BLUEPRINT_KEY = ['blueprint'] as const;

export function useSessionQuery() {
  return useQuery({ queryKey: SESSION_KEY, queryFn: loadSession, retry: false, staleTime: Number.POSITIVE_INFINITY });
}

export function useBlueprintQuery(enabled: boolean) {
  return useQuery({ queryKey: BLUEPRINT_KEY, queryFn: loadBlueprint, enabled, staleTime: Number.POSITIVE_INFINITY });
}

export interface Workplace {
  session: Session;
  blueprint: Blueprint;
}

export const WorkplaceContext = createContext<Workplace | undefined>(undefined);

/** Who is signed in, and what they work with. */
export function useWorkplace(): Workplace {
  const workplace = useContext(WorkplaceContext);
  if (!workplace) throw new Error('only inside the signed-in part of the application');
  return workplace;
}

/** Whole addresses for what leaves the house: under the public address, or the one this page was opened at. */
export function useAddress(): (path: string) => string {
  const { session } = useWorkplace();
  return (path) => `${session.address ?? location.origin}${path}`;
}

export function useForm(key: string | undefined): Form | undefined {
  return useWorkplace().blueprint.forms.find((form) => form.key === key);
}

/** Puts names in a row as the person's language does. */
export function useListText(): (names: readonly string[]) => string {
  const { language } = usePreferences();
  return (names) => names.join(language === 'zh' ? '、' : ', ');
}

/** Picks the text of a label in the person's language. */
export function useLabel(): (label: Label | string | undefined, fallback?: string) => string {
  const { language } = usePreferences();
  return (label, fallback) => labelText(label, language, fallback);
}
