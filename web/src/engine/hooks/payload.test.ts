import { describe, expect, it } from 'vitest';
import { payloadPaths, pointerText } from './payload';

describe('payloadPaths', () => {
  it('finds every single value with its pointer', () => {
    const paths = payloadPaths('{"id": 7, "order": {"no": "A/1", "paid": true}, "tags": ["x", null], "a/b~c": 1.50}');
    expect(paths?.map(({ pointer }) => pointer)).toEqual([
      '/id',
      '/order/no',
      '/order/paid',
      '/tags/0',
      '/tags/1',
      '/a~1b~0c',
    ]);
    expect(paths?.[1]?.sample).toBe('A/1');
  });

  it('says that a text is no payload', () => {
    expect(payloadPaths('{')).toBeUndefined();
    expect(payloadPaths('7')).toBeUndefined();
    expect(payloadPaths('')).toBeUndefined();
  });

  it('writes pointers for people', () => {
    expect(pointerText('/a~1b~0c/0')).toBe('a/b~c / 0');
  });
});
