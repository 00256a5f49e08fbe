import { ask, type Shown } from '../api';

/** A task as the link of a mail shows it. */

export interface Step {
  label: string | null;
  actionLabel: string | null;
  action: string;
  act: string;
  person: { title: string } | null;
  at: string;
  comment: string | null;
}

export interface Raised {
  from: string;
  to: string;
}

export interface LinkedTask {
  company: string;
  timeZone: string;
  person: string;
  node: string;
  starter: string;
  startedAt: string;
  due: string | null;
  title: string | null;
  /** Path of the record in the application. */
  application: string;
  /** Whether the node asks for more than this page has. */
  signIn: boolean;
  outcomes: { key: string; label: string; needsComment: boolean }[];
  opinions: string[];
  fields: Shown[];
  raised: Raised | null;
  trail: Step[];
}

export const look = () => ask<LinkedTask>('GET', '');

export const act = (outcome: string, comment: string) =>
  ask<{ outcome: string | null }>('POST', `/outcomes/${encodeURIComponent(outcome)}`, {
    comment: comment.trim() === '' ? null : comment,
  });
