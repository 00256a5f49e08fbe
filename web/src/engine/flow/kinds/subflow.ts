import type { NodeKind } from './kind';

/** Another flow of the same form stands in its place. */
export const subflow: NodeKind = {
  type: 'subflow',
  movable: true,
  make: ({ key, next, end }) => [{ key: key('subflow'), type: 'subflow', flow: '', next, rejected: end }],
};
