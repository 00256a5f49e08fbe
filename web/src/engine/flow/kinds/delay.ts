import type { NodeKind } from './kind';

/** The record waits for a while, or until a moment. */
export const delay: NodeKind = {
  type: 'delay',
  movable: true,
  make: ({ key, next }) => [{ key: key('delay'), type: 'delay', after: 60, next }],
};
