import type { NodeKind } from './kind';

/** People agree or refuse; a refusal ends the matter until it is led elsewhere. */
export const approve: NodeKind = {
  type: 'approve',
  movable: true,
  make: ({ key, next, end }) => [
    {
      key: key('approve'),
      type: 'approve',
      who: {},
      outcomes: { approve: { next }, reject: { comment: true, next: end } },
    },
  ],
};
