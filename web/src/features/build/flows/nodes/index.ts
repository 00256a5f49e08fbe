import { APPROVE } from './approve';
import { CC } from './cc';
import { CONDITION } from './condition';
import { END } from './end';
import { HANDLE } from './handle';
import { JOIN } from './join';
import type { NodeLook } from './look';
import { OTHER } from './other';
import { PARALLEL } from './parallel';
import { START } from './start';

export type { NodeLook, NodeWords } from './look';

const LOOKS: readonly NodeLook[] = [START, END, APPROVE, HANDLE, CC, CONDITION, PARALLEL, JOIN];

export function lookOf(type: string): NodeLook {
  return LOOKS.find((look) => look.type === type) ?? OTHER;
}
