import type { Suggestion } from '@/engine/planning';
import { get, post } from './client';

/** What to buy and make, for whom and until when. */

export interface Named {
  id: string;
  title: string;
}

export interface PlanOverview {
  run: string | null;
  state: 'none' | 'running' | 'done' | 'failed';
  asOf: string | null;
  today: string | null;
  figures: {
    materials: number;
    lines: number;
    suggestions: number;
    short: number;
    lateLines: number;
    lateAmount: string;
    unknown: number;
    withoutBill: string[];
  } | null;
  problem: { code: string; circle?: string } | null;
  changed: Record<string, number>;
  running: { run: string; done: number; total: number } | null;
}

export interface PlannedMaterial {
  id: string;
  title: string;
  unit: string;
  made: boolean;
  level: number;
  supplier: Named | null;
  stock: string;
  safety: string;
  demand: string;
  supply: string;
  suggested: string;
  shortOn: string | null;
  shortage: string;
  late: number;
  suggestions: number;
}

export interface PlanStep {
  day: string;
  demand: string;
  supply: string;
  suggested: string;
  without: string;
  with: string;
}

export interface Croston {
  perPeriod: number;
  size: number;
  interval: number;
  demands: number;
  error: number;
  naive: number;
  mase: number;
  rmse: number;
  naiveRmse: number;
}

export interface MaterialPlan {
  row: PlannedMaterial;
  lead: number;
  minimum: string;
  multiple: string;
  steps: PlanStep[];
  suggestions: Suggestion[];
  forecast: { weeks: string; history: number[]; croston: Croston | null } | null;
}

export interface Pegging {
  suggestion: Suggestion;
  days: number;
  orders: {
    form: string | null;
    record: Named | null;
    quantity: string;
    needed: string;
    late: number;
    slips: number;
    amount: string | null;
  }[];
  slipping: number;
  atStake: string | null;
  safety: string;
}

export interface Written {
  form: string;
  record: string;
  title: string;
}

export type Shown = 'short' | 'suggested' | 'all';

export const PLAN_PAGE = 100;

export const loadPlan = (signal?: AbortSignal) => get<PlanOverview>('/planning', undefined, signal);

export const askPlan = () => post<{ run: string }>('/planning/runs', {});

export const loadMaterials = (what: Shown, search: string, offset: number, signal?: AbortSignal) =>
  get<{ rows: PlannedMaterial[]; total: number }>(
    '/planning/materials',
    { what, search, offset, limit: PLAN_PAGE },
    signal,
  );

export const loadMaterial = (id: string, signal?: AbortSignal) =>
  get<MaterialPlan>(`/planning/materials/${id}`, undefined, signal);

export const loadSuggestions = (made: boolean | undefined, until: string | undefined, signal?: AbortSignal) =>
  get<{ run: string; rows: Suggestion[]; total: number }>(
    '/planning/suggestions',
    { made, until, limit: 1000 },
    signal,
  );

export const loadPegging = (number: number, late: number, signal?: AbortSignal) =>
  get<Pegging>(`/planning/suggestions/${number}`, { late }, signal);

export const takeSuggestions = (run: string, suggestions: number[], merge: boolean) =>
  post<{ created: Written[]; already: Written[] }>('/planning/take', { run, suggestions, merge });
