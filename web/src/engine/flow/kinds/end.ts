import type { NodeKind } from './kind';

/** Where the flow is over. It takes the place of what followed. */
export const end: NodeKind = {
  type: 'end',
  movable: false,
  make: ({ key }) => [{ key: key('end'), type: 'end' }],
};
