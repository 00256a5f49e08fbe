import { describe, expect, it } from 'vitest';
import { addPart, type LedgerDocument, partAt, patchPart, removePart } from '../ledger/document';
import { mergeParts, partClashes, partDifferences } from './parts';

const base: LedgerDocument = {
  kind: 'ledger',
  key: 'stock',
  label: { zh: '库存' },
  dimensions: [{ key: 'product', type: 'reference', form: 'products' }],
  accounts: [{ key: 'on_hand', scale: 3 }],
  postings: [{ key: 'moved', form: 'moves', account: 'on_hand', quantity: 'quantity', dimensions: {} }],
};

describe('documents of parts', () => {
  it('name what was added, removed and changed, member by member', () => {
    const added = addPart(patchPart(base, 'accounts.on_hand', { scale: 2 }), 'limits');
    const after = removePart(added.document, 'postings.moved');
    expect(
      partDifferences(base, after).map(({ kind, list, member, property }) => [kind, list, member?.key, property]),
    ).toEqual(
      expect.arrayContaining([
        ['changed', 'accounts', 'on_hand', 'scale'],
        ['added', 'limits', 'limit', ''],
        ['removed', 'postings', 'moved', ''],
      ]),
    );
    expect(partDifferences(base, base)).toEqual([]);
  });

  it('take both sides where they change different things, and the winner where they clash', () => {
    const mine = patchPart(base, 'accounts.on_hand', { scale: 2 });
    const theirs = addPart(patchPart(base, 'accounts.on_hand', { scale: 0, expected: true }), 'accounts').document;
    expect(partClashes(base, mine, theirs).map((each) => each.property)).toEqual(['scale']);
    expect(mergeParts(base, mine, theirs, 'mine').accounts).toEqual([
      { key: 'on_hand', scale: 2, expected: true },
      { key: 'account', label: {}, scale: 3 },
    ]);
    expect(mergeParts(base, mine, theirs, 'theirs').accounts[0]?.scale).toBe(0);
    expect(mergeParts(base, removePart(base, 'postings.moved'), mine, 'mine').postings).toEqual([]);
  });

  it('give a new part a key that nothing beside it has', () => {
    const one = addPart(base, 'dimensions');
    const two = addPart(one.document, 'accounts');
    expect([one.place, two.place]).toEqual(['dimensions.dimension', 'accounts.account']);
    expect(addPart(two.document, 'accounts').place).not.toBe(two.place);
    expect(partAt(two.document, two.place)).toBeDefined();
  });
});
