import { APPROVE } from './approve';
import { CONDITION } from './condition';
import { END } from './end';
import { HANDLE } from './handle';
import type { NodeLook } from './look';
import { OTHER } from './other';
import { START } from './start';

export type { NodeLook, NodeWords } from './look';

const LOOKS: readonly NodeLook[] = [START, END, APPROVE, HANDLE, CONDITION];

export function lookOf(type: string): NodeLook {
  return LOOKS.find((look) => look.type === type) ?? OTHER;
}
