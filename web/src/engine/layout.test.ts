import { describe, expect, it } from 'vitest';
import type { Field } from './blueprint';
import { fillLayout, isTabs, type LayoutPart, layoutOf, sectionsOf } from './layout';

const field = (key: string, rest: Partial<Field> = {}): Field =>
  ({ key, type: 'text', label: { zh: key }, ...rest }) as Field;
const lines = (key: string): Field => ({ key, type: 'lines', label: { zh: key }, fields: [field('a')] });
const keys = (layout: LayoutPart[]) => sectionsOf(layout).map((section) => section.fields.join(' '));

describe('a layout', () => {
  it('that a form does not state follows the headings of its fields and stands its line items apart', () => {
    const fields = [
      field('a'),
      field('b', { section: { zh: '交货' } }),
      field('c'),
      lines('l'),
      field('d', { section: '交货' }),
    ];
    const layout = layoutOf({ fields });
    expect(keys(layout)).toEqual(['a c', 'b', 'l', 'd']);
    expect(new Set(layout.map((part) => part.key)).size).toBe(4);
  });

  it('names every field once, whatever the document says', () => {
    const layout: LayoutPart[] = [
      { key: 's', columns: 2, fields: ['b', 'gone', 'b'] },
      { key: 't', tabs: [{ key: 'one', label: { zh: '一' }, sections: [{ key: 'u', fields: ['b', 'l'] }] }] },
    ];
    expect(keys(layoutOf({ fields: [field('a'), field('b'), lines('l')], layout }))).toEqual(['b', 'l', 'a']);
  });

  it('leaves out sections and tabs that have nothing to show', () => {
    const layout: LayoutPart[] = [
      { key: 's', fields: ['a'] },
      {
        key: 't',
        tabs: [
          { key: 'one', label: { zh: '一' }, sections: [{ key: 'u', fields: ['b'] }] },
          { key: 'two', label: { zh: '二' }, sections: [{ key: 'v', fields: ['c', 'l', 'd'] }] },
        ],
      },
    ];
    const fields = [field('a'), field('b'), field('c'), field('d'), lines('l')];
    const filled = fillLayout(
      { fields, layout },
      fields.filter(({ key }) => key !== 'a' && key !== 'b'),
    );
    expect(filled).toHaveLength(1);
    const [tabs] = filled;
    expect(tabs && 'tabs' in tabs && tabs.tabs.map((tab) => tab.key)).toEqual(['two']);
    expect(tabs && 'tabs' in tabs && tabs.tabs[0]?.sections[0]?.parts.map((part) => 'lines' in part)).toEqual([
      false,
      true,
      false,
    ]);
    expect(layout.filter(isTabs)).toHaveLength(1);
  });
});
