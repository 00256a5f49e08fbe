import { describe, expect, it } from 'vitest';
import { valueAt, withValue } from './document';

describe('settings', () => {
  it('are read and changed by their path, and everything else stays', () => {
    const document = { key: 'a', matching: { threshold: 90, tolerance: '0.05' } };
    expect(valueAt(document, 'matching.threshold')).toBe(90);
    expect(valueAt(document, 'ageing.base')).toBeUndefined();
    expect(withValue(document, 'matching.threshold', 80)).toEqual({
      key: 'a',
      matching: { threshold: 80, tolerance: '0.05' },
    });
    expect(withValue(withValue(document, 'ageing.base', 'due'), 'ageing.base', undefined)).toEqual(document);
  });
});
