import type { NodeKind } from './kind';

/** People are told and the record goes on at once. */
export const cc: NodeKind = {
  type: 'cc',
  movable: true,
  make: ({ key, next }) => [{ key: key('cc'), type: 'cc', who: {}, next }],
};
