/** A page of a list as it came, and where the next begins. */
interface Loaded<T> {
  items: T[];
  next: string | null;
}

interface PageState<T> extends Loaded<T> {
  after: string | null;
  stale: boolean;
}

export interface ListSnapshot<T> {
  items: readonly T[];
  /** The first page is here. */
  ready: boolean;
  loading: boolean;
  /** Everything is loaded. */
  complete: boolean;
  error: unknown;
}

type Load<T> = (after: string | null, signal: AbortSignal) => Promise<Loaded<T>>;

/**
 * A long list loaded by cursor as one scrolls. When something changed only the pages in sight are asked for again; the
 * others when they come into sight.
 */
export class RecordPages<T extends { id: string }> {
  private pages: PageState<T>[] = [];
  private state: ListSnapshot<T> = { items: [], ready: false, loading: false, complete: false, error: undefined };
  private readonly listeners = new Set<() => void>();
  private abort = new AbortController();
  private busy = false;
  private held = false;
  private sight = { from: 0, to: 0 };

  constructor(private readonly load: Load<T>) {}

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly snapshot = (): ListSnapshot<T> => this.state;

  /** Loads the first page, unless it is here. */
  start(): void {
    if (this.pages.length === 0) this.more();
  }

  stop(): void {
    this.abort.abort();
    this.abort = new AbortController();
    this.busy = false;
    this.state = { ...this.state, loading: false };
  }

  more(): void {
    if (this.busy || this.state.complete) return;
    const after = this.pages.at(-1)?.next ?? null;
    void this.ask(async (signal) => {
      const page = await this.load(after, signal);
      this.pages.push({ ...page, after, stale: false });
      const known = new Set(this.state.items.map((item) => item.id));
      return this.state.items.concat(page.items.filter((item) => !known.has(item.id)));
    });
  }

  /** Says which rows are looked at; what has become stale among them is loaded again. */
  look(from: number, to: number): void {
    this.sight = { from, to };
    this.freshen();
  }

  /** Everything may have changed. */
  expire(): void {
    for (const page of this.pages) page.stale = true;
    if (this.pages.length === 0) this.more();
    else this.freshen();
  }

  /** While somebody types, rows stay where they are. */
  hold(held: boolean): void {
    this.held = held;
    if (!held) this.freshen();
  }

  replace(item: T): void {
    let found = false;
    for (const page of this.pages) {
      const at = page.items.findIndex((each) => each.id === item.id);
      if (at < 0) continue;
      page.items = page.items.with(at, item);
      found = true;
    }
    if (found) this.publish({ items: this.flat() });
  }

  remove(ids: ReadonlySet<string>): void {
    for (const page of this.pages) page.items = page.items.filter((item) => !ids.has(item.id));
    this.publish({ items: this.flat() });
  }

  /** Puts a new record where it was made, at the end; where it belongs shows when the list is loaded again. */
  append(items: readonly T[]): void {
    const last = this.pages.at(-1);
    if (!last) return;
    last.items = [...last.items, ...items];
    this.publish({ items: this.flat() });
  }

  private freshen(): void {
    if (this.busy || this.held) return;
    let start = 0;
    for (const [index, page] of this.pages.entries()) {
      const end = start + page.items.length;
      const seen = end >= this.sight.from && start <= this.sight.to;
      if (page.stale && (seen || this.pages.length === 1)) {
        void this.reload(index);
        return;
      }
      start = end;
    }
  }

  private async reload(index: number): Promise<void> {
    const page = this.pages[index];
    if (!page) return;
    await this.ask(async (signal) => {
      const fresh = await this.load(page.after, signal);
      const next = this.pages[index + 1];
      if (next && next.after !== fresh.next) {
        // The page behind begins elsewhere now; where there is nothing behind, it goes.
        if (fresh.next === null) this.pages.length = index + 1;
        else {
          next.after = fresh.next;
          next.stale = true;
        }
      }
      this.pages[index] = { ...fresh, after: page.after, stale: false };
      return this.flat();
    });
    this.freshen();
  }

  private async ask(work: (signal: AbortSignal) => Promise<readonly T[]>): Promise<void> {
    this.busy = true;
    const { signal } = this.abort;
    this.publish({ loading: true });
    try {
      const items = await work(signal);
      this.busy = false;
      this.publish({
        items,
        ready: true,
        loading: false,
        error: undefined,
        complete: this.pages.at(-1)?.next === null,
      });
    } catch (error) {
      if (signal.aborted) return;
      this.busy = false;
      this.publish({ loading: false, error });
    }
  }

  private flat(): T[] {
    const seen = new Set<string>();
    const items: T[] = [];
    for (const page of this.pages) {
      for (const item of page.items) {
        if (seen.has(item.id)) continue;
        seen.add(item.id);
        items.push(item);
      }
    }
    return items;
  }

  private publish(change: Partial<ListSnapshot<T>>): void {
    this.state = { ...this.state, ...change };
    for (const listener of this.listeners) listener();
  }
}
