import type { FileValue, ReferenceValue, Value } from '@/engine/values';
import { get, post, request } from './client';
import type { Asked } from './work';

/** The way of records: where they are, what was done, what is done to it besides anybody's task. */

export type FlowResult = 'passed' | 'rejected' | 'cancelled' | 'terminated';

/** What can be done to the way of a record. */
export type FlowAct =
  | 'withdraw'
  | 'take_back'
  | 'urge'
  | 'comment'
  | 'cc'
  | 'terminate'
  | 'jump'
  | 'reassign'
  | 'migrate';

export interface TrailStep {
  /** `mail` where it was done by the link of a mail. */
  via?: string | null;
  at: string;
  since?: string | null;
  node: string | null;
  label: string | null;
  person: ReferenceValue | null;
  /** Whom the person stood in for. */
  for?: ReferenceValue | null;
  act: string;
  action: string;
  actionLabel: string | null;
  comment: string | null;
  people?: ReferenceValue[];
  files?: FileValue[];
  signature?: string | null;
}

/** A place where the record stands: what is asked there, or what it waits for. */
export interface Place {
  node: string;
  label: string | null;
  token: number;
  voice: number;
  task: string | null;
  since: string | null;
  due: string | null;
  until: string | null;
  addedBy: ReferenceValue | null;
  assignees: string[];
}

/** An approved figure that is exceeded. */
export interface Raised {
  field: string;
  from: string;
  to: string;
  changes: { field: string; before: Value; after: Value }[];
}

export interface NextNode {
  node: string;
  label: string;
  assignees: string[];
}

export interface FlowView {
  state: 'running' | 'finished' | 'none';
  flow: string | null;
  label: string | null;
  result: FlowResult | null;
  current: Place[];
  trail: TrailStep[];
  next: NextNode[];
  finishedAt: string | null;
  may: FlowAct[];
  /** Whether people may submit the record to a flow now. */
  submits: boolean;
  raised: Raised | null;
  /** The flow as it is drawn, in the shape of its document. */
  graph: unknown;
  earlier: {
    label: string;
    startedAt: string;
    finishedAt: string | null;
    result: FlowResult | null;
    raised: Raised | null;
    trail: TrailStep[];
  }[];
}

const at = (form: string, id: string) => `/forms/${form}/records/${id}/flow`;

export const loadFlow = (form: string, id: string) => get<FlowView>(at(form, id));

export const actOnFlow = (form: string, id: string, act: FlowAct, asked: Asked) =>
  post<FlowView>(`${at(form, id)}/acts/${act}`, asked);

/** Starts a flow that people start. */
export const submitRecord = (form: string, id: string) => post<FlowView>(at(form, id));

/** The way a record would go that is not made yet. */
export const previewFlow = (form: string, values: unknown) =>
  post<{ next: NextNode[] }>(`/forms/${form}/flow/preview`, { values });

export interface StandIn {
  id: string;
  person: ReferenceValue;
  proxy: ReferenceValue;
  from: string;
  to: string;
  forms: string[] | null;
  note: string | null;
}

export const loadProxies = () => get<{ items: StandIn[] }>('/proxies');

export const giveProxy = (given: {
  person?: string;
  proxy: string;
  from?: string | undefined;
  to: string;
  forms?: string[];
  note?: string | undefined;
}) => post<StandIn>('/proxies', given);

export const endProxy = (id: string) => request<unknown>('DELETE', `/proxies/${id}`);

/** The name of a flow and of its nodes, as it is published; for those who build or administer. */
export const loadFlowNames = (flow: string) =>
  get<{ label: string; form: string; nodes: Record<string, string> }>(`/flows/${flow}/names`);

export interface NodeStatistics {
  node: string;
  done: number;
  open: number;
  overdue: number;
  medianSeconds: number | null;
  slowSeconds: number | null;
  approvals: number;
  rejections: number;
  returns: number;
}

export interface FlowStatistics {
  started: number;
  running: number;
  passed: number;
  rejected: number;
  otherwise: number;
  medianSeconds: number | null;
  slowSeconds: number | null;
  nodes: NodeStatistics[];
  overdue: { task: string; form: string; recordId: string; node: string; due: string }[];
}

export const loadStatistics = (flow: string, days: number) =>
  get<FlowStatistics>(`/flows/${flow}/statistics`, { days });

export interface Replay {
  id: string;
  form: string;
  days: number;
  askedBy: string;
  askedAt: string;
  state: 'waiting' | 'running' | 'done' | 'failed' | 'cancelled';
  done: number;
  total: number;
  problem: string | null;
  finishedAt: string | null;
  /** Of what was looked at so far. */
  result: {
    records: number;
    left: number;
    stuck: number;
    differing: number;
    paths: { nodes: string[]; count: number }[];
    work: { who: string; tasks: number }[];
  };
}

/** Begins to run the draft over the records of the last days, without effects. */
export const startReplay = (flow: string, days: number) => post<Replay>(`/flows/${flow}/replays`, { days });

export const loadReplay = (flow: string) => get<{ replay: Replay | null }>(`/flows/${flow}/replays/latest`);

export const cancelReplay = (flow: string, id: string) => post<Replay>(`/flows/${flow}/replays/${id}/cancel`, {});

/** Ids of the records of one way; without one, of those that really went another. */
export const loadReplayed = (flow: string, id: string, path: string | undefined, before: string | undefined) =>
  get<{ items: string[]; next: string | null }>(`/flows/${flow}/replays/${id}/records`, { path, before });

export const migrateFlow = (flow: string) => post<{ moved: number; stayed: string[] }>(`/flows/${flow}/migrate`);
