import type { NodeKind } from './kind';

/** People do something and say so. */
export const handle: NodeKind = {
  type: 'handle',
  movable: true,
  make: ({ key, next }) => [{ key: key('handle'), type: 'handle', who: {}, edit: [], outcomes: { submit: { next } } }],
};
