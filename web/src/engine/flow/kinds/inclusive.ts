import type { NodeKind } from './kind';

/** Every branch whose condition holds, at once; the record goes on when those have come to the join. */
export const inclusive: NodeKind = {
  type: 'inclusive',
  movable: false,
  make: ({ key, next }) => {
    const split = key('inclusive');
    const join = key('join');
    return [
      {
        key: split,
        type: 'inclusive',
        branches: [1, 2].map((number) => ({ key: `branch_${number}`, when: '', next: join })),
        else: join,
        join,
      },
      { key: join, type: 'join', next },
    ];
  },
};
