import type { NodeKind } from './kind';

/** Where the record enters. There is one, and it stays. */
export const start: NodeKind = { type: 'start', movable: false };
