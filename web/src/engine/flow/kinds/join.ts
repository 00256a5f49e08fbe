import type { NodeKind } from './kind';

/** Where parallel branches come together. It comes and goes with what splits them. */
export const join: NodeKind = { type: 'join', movable: false };
