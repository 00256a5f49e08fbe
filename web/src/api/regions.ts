import { get } from './client';

interface RegionAnswer {
  /** Code and name of every region that is valid. */
  items: [code: string, name: string][];
  /** Code, name, last day and successor of those that are no more. */
  former: [code: string, name: string, until: string, now: string][];
}

export const loadRegions = () => get<RegionAnswer>('/regions');

export interface Department {
  id: string;
  name: string;
  parent: string | null;
  position: number;
  head: string | null;
  disabled: boolean;
}

export const loadDepartments = () => get<{ items: Department[] }>('/departments');
