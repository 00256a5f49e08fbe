import type { NodeKind } from './kind';

/** All branches at once; the record goes on when each has come to the join. */
export const parallel: NodeKind = {
  type: 'parallel',
  movable: false,
  make: ({ key, next }) => {
    const split = key('parallel');
    const join = key('join');
    return [
      {
        key: split,
        type: 'parallel',
        branches: [1, 2].map((number) => ({ key: `branch_${number}`, next: join })),
        join,
      },
      { key: join, type: 'join', next },
    ];
  },
};
