import type { NodeKind } from './kind';

/** Something is done by itself; the record goes on when it has been done. */
export const action: NodeKind = {
  type: 'action',
  movable: true,
  make: ({ key, next }) => [{ key: key('action'), type: 'action', do: { action: 'notify', title: '', who: {} }, next }],
};
