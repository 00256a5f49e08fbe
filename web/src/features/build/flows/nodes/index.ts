import { ACTION } from './action';
import { APPROVE } from './approve';
import { CC } from './cc';
import { CONDITION } from './condition';
import { DECISION_TABLE } from './decision-table';
import { DELAY } from './delay';
import { END } from './end';
import { HANDLE } from './handle';
import { INCLUSIVE } from './inclusive';
import { JOIN } from './join';
import type { NodeLook } from './look';
import { OTHER } from './other';
import { PARALLEL } from './parallel';
import { START } from './start';
import { SUBFLOW } from './subflow';

export type { NodeLook, NodeWords } from './look';

const LOOKS: readonly NodeLook[] = [
  START,
  END,
  APPROVE,
  HANDLE,
  CC,
  CONDITION,
  DECISION_TABLE,
  PARALLEL,
  INCLUSIVE,
  JOIN,
  DELAY,
  ACTION,
  SUBFLOW,
];

export function lookOf(type: string): NodeLook {
  return LOOKS.find((look) => look.type === type) ?? OTHER;
}
