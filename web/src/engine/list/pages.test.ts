import { describe, expect, it } from 'vitest';
import { RecordPages } from './pages';

interface Item {
  id: string;
  text: string;
}

const settled = () => new Promise((next) => setTimeout(next, 0));

function listOf(count: number) {
  const store = Array.from({ length: count }, (_, i) => ({ id: String(i).padStart(3, '0'), text: 'old' }));
  const asked: (string | null)[] = [];
  const pages = new RecordPages<Item>(async (after) => {
    asked.push(after);
    const rest = store.filter((item) => after === null || item.id > after);
    const items = rest.slice(0, 10);
    return { items, next: rest.length > 10 ? (items.at(-1)?.id ?? null) : null };
  });
  return { store, asked, pages };
}

describe('a list loaded by cursor', () => {
  it('grows page by page until it is complete', async () => {
    const { pages } = listOf(25);
    pages.start();
    await settled();
    expect(pages.snapshot()).toMatchObject({ ready: true, complete: false });
    pages.more();
    await settled();
    pages.more();
    await settled();
    expect(pages.snapshot().items).toHaveLength(25);
    expect(pages.snapshot().complete).toBe(true);
  });

  it('asks again only for what is looked at, and for the rest when it is', async () => {
    const { pages, store, asked } = listOf(40);
    for (let i = 0; i < 4; i++) {
      pages.more();
      await settled();
    }
    asked.length = 0;
    store[0] = { id: '000', text: 'new' };
    store[35] = { id: '035', text: 'new' };
    pages.look(0, 8);
    pages.expire();
    await settled();
    expect(asked).toEqual([null]);
    expect(pages.snapshot().items[0]?.text).toBe('new');
    expect(pages.snapshot().items[35]?.text).toBe('old');
    pages.look(32, 38);
    await settled();
    await settled();
    expect(pages.snapshot().items[35]?.text).toBe('new');
  });

  it('shows every record once when some were inserted before others', async () => {
    const { pages, store } = listOf(20);
    pages.start();
    await settled();
    pages.more();
    await settled();
    store.splice(3, 0, { id: '002x', text: 'inserted' });
    pages.look(0, 19);
    pages.expire();
    for (let i = 0; i < 4; i++) await settled();
    const ids = pages.snapshot().items.map((item) => item.id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toContain('002x');
    expect(pages.snapshot().complete).toBe(false);
    pages.more();
    await settled();
    expect(pages.snapshot().items).toHaveLength(21);
  });

  it('stays still while somebody types', async () => {
    const { pages, store, asked } = listOf(5);
    pages.start();
    await settled();
    asked.length = 0;
    store.shift();
    pages.hold(true);
    pages.expire();
    await settled();
    expect(asked).toEqual([]);
    pages.hold(false);
    await settled();
    expect(pages.snapshot().items).toHaveLength(4);
  });

  it('says what went wrong and can be asked again', async () => {
    let broken = true;
    const pages = new RecordPages<Item>(async () => {
      if (broken) throw new Error('away');
      return { items: [], next: null };
    });
    pages.start();
    await settled();
    expect(pages.snapshot().error).toBeInstanceOf(Error);
    broken = false;
    pages.expire();
    await settled();
    expect(pages.snapshot()).toMatchObject({ ready: true, complete: true, error: undefined });
  });
});
