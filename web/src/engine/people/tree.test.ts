import { expect, test } from 'vitest';
import { acceptsDrop, moveOf, type Node, pathOf, rowsOf, withBelow } from './tree';

const node = (id: string, parent: string | null, disabled = false): Node => ({ id, name: id, parent, disabled });

const all = [node('top', null), node('a', 'top'), node('b', 'top'), node('a1', 'a'), node('shut', 'top', true)];

test('rows stand from the top down, without what is folded or closed', () => {
  const names = (folded: string[], closed: boolean) =>
    rowsOf(all, new Set(folded), closed).map(({ node: { id }, depth }) => `${depth}${id}`);
  expect(names([], false)).toEqual(['0top', '1a', '2a1', '1b']);
  expect(names(['a'], true)).toEqual(['0top', '1a', '1b', '1shut']);
  expect(rowsOf(all, new Set(), false).map(({ hasChildren }) => hasChildren)).toEqual([true, true, false, false]);
});

test('what stands below a closed department is not lost', () => {
  const rows = rowsOf([node('shut', null, true), node('open', 'shut')], new Set(), false);
  expect(rows.map((row) => row.node.id)).toEqual(['open']);
});

test('nothing is dropped into itself or below itself', () => {
  expect(acceptsDrop(all, 'a', 'in:a1')).toBe(false);
  expect(acceptsDrop(all, 'a', 'at:a')).toBe(false);
  expect(acceptsDrop(all, 'a', 'in:b')).toBe(true);
  expect(moveOf(all, 'top', 'in:a1', 'after')).toBeUndefined();
});

test('dropping names the parent and the neighbour behind', () => {
  expect(moveOf(all, 'a1', 'in:b', 'before')).toEqual({ parent: 'b', before: null });
  expect(moveOf(all, 'a1', 'at:a', 'before')).toEqual({ parent: 'top', before: 'a' });
  expect(moveOf(all, 'a1', 'at:a', 'after')).toEqual({ parent: 'top', before: 'b' });
  expect(moveOf(all, 'a', 'at:shut', 'after')).toEqual({ parent: 'top', before: null });
  expect(moveOf(all, 'b', 'at:top', 'after')).toEqual({ parent: null, before: null });
});

test('a path names every department from the top', () => {
  expect(pathOf(all, 'a1')).toEqual(['top', 'a', 'a1']);
  expect(pathOf(all, undefined)).toEqual([]);
  expect([...withBelow(all, 'a')]).toEqual(['a', 'a1']);
});
