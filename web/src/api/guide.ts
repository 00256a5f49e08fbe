import { get, request } from './client';

/** The first steps of a new workspace. */
export interface Guide {
  key: string;
  label: string;
  steps: GuideStep[];
}

export interface GuideStep {
  key: string;
  label: string;
  help: string;
  /** The form that has a record when the step is done. */
  form: string | null;
  /** How the first records are entered. */
  by: 'file' | 'hand' | null;
  /** What is set up when the step is done. */
  setting: 'people' | 'address' | 'mail' | null;
  done: boolean;
}

/** The list with something still to do that nobody has put away. */
export const loadGuide = () => get<{ guide: Guide | null }>('/guide');

/** Puts the list away for everybody. */
export const closeGuide = (key: string) => request<unknown>('DELETE', `/guide/${key}`);
