import type { FormRights } from '@/engine/access/role';
import type { Label } from '@/engine/blueprint';
import type { ReferenceValue } from '@/engine/values';
import { get, post, request } from './client';

/** What people build, over HTTP: drafts, checks, publications, versions. */

export interface ArtifactVersion {
  version: number;
  document: unknown;
  at: string;
  by: ReferenceValue;
}

export interface ArtifactDraft {
  document: unknown;
  basedOn: number;
  /** Also tells this draft from any other one. */
  at: string;
  by: ReferenceValue;
}

export interface Artifact {
  kind: string;
  key: string;
  published: ArtifactVersion | null;
  draft: ArtifactDraft | null;
}

export interface ListedArtifact {
  kind: string;
  key: string;
  label: Label | string | null;
  /** 0 for what was never published. */
  version: number;
  hasDraft: boolean;
  document?: unknown;
  at?: string;
  by?: ReferenceValue;
  draft?: { at: string; by: ReferenceValue };
}

export interface Finding {
  severity: 'error' | 'warning';
  artifact: string;
  code: string;
  message: string;
  place: string;
  counterExample?: Record<string, unknown>;
}

/** A value that a change of type would not keep. */
export interface LostValue {
  record: string;
  title?: string;
  value: string;
  reason: string;
}

export interface PlannedChange {
  change: string;
  table: string;
  column: string;
  rows: number;
  /** How many values would not survive, and the first of them. */
  lostCount?: number;
  lost?: LostValue[];
}

export interface Publication {
  version?: number;
  blueprint: number;
  findings: Finding[];
  plan: PlannedChange[];
}

const at = (kind: string, key: string) => `/artifacts/${kind}/${key}`;

export const loadArtifacts = (kind: string) => get<{ items: ListedArtifact[] }>('/artifacts', { kind });

export const loadArtifact = (kind: string, key: string) => get<Artifact>(at(kind, key));

/** `seen` is the moment of the draft this one follows, null for none: whoever changed it meanwhile is not overwritten. */
export const saveDraft = (kind: string, key: string, basedOn: number, seen: string | null, document: unknown) =>
  request<Artifact>('PUT', `${at(kind, key)}/draft`, { body: { basedOn, seen, document } });

export const dropDraft = (kind: string, key: string, seen?: string) =>
  request<void>('DELETE', `${at(kind, key)}/draft`, { query: { seen } });

export const checkArtifact = (kind: string, key: string) => post<Publication>(`${at(kind, key)}/check`);

/**
 * `empty` says that values which do not fit a field's new type become empty; `rights` are given to roles with a form, by
 * the keys of the roles.
 */
export const publishArtifact = (
  kind: string,
  key: string,
  seen: string | null,
  empty: boolean,
  rights?: Record<string, FormRights>,
) =>
  post<Publication>(`${at(kind, key)}/publish`, {
    seen,
    ...(empty ? { unconvertible: 'empty' } : {}),
    ...(rights && Object.keys(rights).length > 0 ? { rights } : {}),
  });

export const loadVersions = (kind: string, key: string) =>
  get<{ items: ArtifactVersion[] }>(`${at(kind, key)}/versions`);

export const rollBackTo = (kind: string, key: string, version: number, empty = false) =>
  post<Publication>(`${at(kind, key)}/rollback`, { version, ...(empty ? { unconvertible: 'empty' } : {}) });

interface FlowSchema {
  properties: { nodes: { items: { properties: { type: { enum: string[] } } } } };
}

/** The types of node that flows of this server may have, as their schema names them. */
export const loadFlowTypes = async () =>
  (await get<FlowSchema>('/schemas/flow.json')).properties.nodes.items.properties.type.enum;
