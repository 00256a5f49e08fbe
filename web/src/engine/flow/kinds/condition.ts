import type { NodeKind } from './kind';

/** The first branch whose condition holds is taken. */
export const condition: NodeKind = {
  type: 'condition',
  movable: false,
  make: ({ key, next }) => [
    { key: key('condition'), type: 'condition', branches: [{ key: 'branch_1', when: '', next }], else: next },
  ],
};
