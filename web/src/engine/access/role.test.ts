import { expect, test } from 'vitest';
import type { Form } from '../blueprint';
import {
  allowsAnything,
  type RoleDocument,
  reachesOf,
  reachKey,
  reachOf,
  scopeOf,
  teamFields,
  withField,
  withRights,
} from './role';

const orders = {
  key: 'orders',
  label: { zh: '订单' },
  fields: [
    { key: 'order_no', label: {}, type: 'text' },
    { key: 'salesperson', label: {}, type: 'person' },
    { key: 'owner', label: {}, type: 'department' },
  ],
} as unknown as Form;

const role: RoleDocument = { kind: 'role', key: 'sales', label: '销售', forms: { orders: { view: 'all' } } };

test('every reach one can choose reads back from its scope', () => {
  for (const reach of reachesOf(orders)) expect(reachOf(scopeOf(reach), orders)).toEqual(reach);
  expect(new Set(reachesOf(orders).map(reachKey)).size).toBe(8);
});

test('a formula that no sentence stands for stays as it is', () => {
  const formula = 'region = "south" and salesperson = me.id';
  expect(reachOf({ formula }, orders)).toEqual({ kind: 'formula', formula });
  expect(reachOf({ formula: 'order_no = me.id' }, orders)).toEqual({ kind: 'formula', formula: 'order_no = me.id' });
});

test('true means all and nothing said means none', () => {
  expect(reachOf(true, orders)).toEqual({ kind: 'all' });
  expect(reachOf(undefined, orders)).toEqual({ kind: 'none' });
});

test('a form without any right is left out of the role', () => {
  expect(withRights(role, 'orders', { view: 'none' }).forms).toEqual({});
  expect(withRights(role, 'orders', { create: true }).forms).toEqual({ orders: { view: 'all', create: true } });
});

test('only masked fields can be revealed', () => {
  const masked = withRights(withField(role, 'orders', 'order_no', 'masked'), 'orders', { reveal: ['order_no'] });
  expect(masked.forms?.orders?.reveal).toEqual(['order_no']);
  const shown = withField(masked, 'orders', 'order_no', 'edit');
  expect(shown.forms?.orders).toEqual({ view: 'all' });
  expect(allowsAnything(shown.forms?.orders)).toBe(true);
  expect(allowsAnything({ fields: { order_no: 'hidden' } })).toBe(false);
});

test('a team is looked for among those who made a record, or in fields that name people or departments', () => {
  expect(reachOf('department', orders)).toEqual({ kind: 'team', reach: 'department', of: ['created_by'] });
  const scope = { reach: 'subordinates', of: ['created_by', 'salesperson'] } as const;
  const reach = { kind: 'team', ...scope } as const;
  expect(reachOf({ ...scope, of: [...scope.of] }, orders)).toEqual(reach);
  expect(scopeOf(reach)).toEqual(scope);
  expect(teamFields(orders, 'department')).toEqual(['created_by', 'salesperson', 'owner']);
  expect(teamFields(orders, 'subordinates')).toEqual(['created_by', 'salesperson']);
});
