import type { NodeKind } from './kind';

/** The first row of a table that holds is taken. */
export const decisionTable: NodeKind = {
  type: 'decision_table',
  movable: false,
  make: ({ key, next }) => [
    { key: key('table'), type: 'decision_table', inputs: [], rows: [{ key: 'row_1', when: {} }], next, else: next },
  ],
};
