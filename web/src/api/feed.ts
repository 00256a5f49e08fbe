/** The server's live events, as api.md lists them. */
export interface FeedEvents {
  change: { forms: string[] };
  tasks: Record<string, never>;
  notices: { unread: number };
  dashboard: { keys: string[]; widgets?: Record<string, string[]> };
  blueprint: { version: number };
  job: { id: string; done: number; total: number | null; state: string };
  /** The stream is there again after a break, in which events were missed. */
  back: Record<string, never>;
  /** The server does not give the stream; it is asked for again later. */
  refused: Record<string, never>;
}

export type FeedEvent = keyof FeedEvents;

type Listener = (data: never) => void;

/** What the server says; the others are of the stream itself. */
const EVENTS: readonly FeedEvent[] = ['change', 'tasks', 'notices', 'dashboard', 'blueprint', 'job'];
/** A browser keeps few connections per server; pages in the background give theirs up after this long. */
const HIDDEN_MS = 60_000;
const RETRY_MS = [1_000, 2_000, 5_000, 10_000, 30_000];

/** One stream of events for the whole page; comes back after every break and says so. */
export class Feed {
  private source: EventSource | undefined;
  private readonly listeners = new Map<string, Set<Listener>>();
  private hiddenTimer: ReturnType<typeof setTimeout> | undefined;
  private retryTimer: ReturnType<typeof setTimeout> | undefined;
  private failures = 0;
  private opened = false;

  constructor(private readonly address = '/api/feed') {}

  start(): void {
    document.addEventListener('visibilitychange', this.visibility);
    this.open();
  }

  stop(): void {
    document.removeEventListener('visibilitychange', this.visibility);
    clearTimeout(this.hiddenTimer);
    this.close();
  }

  on<E extends FeedEvent>(event: E, listener: (data: FeedEvents[E]) => void): () => void {
    const set = this.listeners.get(event) ?? new Set();
    set.add(listener as Listener);
    this.listeners.set(event, set);
    return () => set.delete(listener as Listener);
  }

  private open(): void {
    if (this.source) return;
    const source = new EventSource(this.address);
    this.source = source;
    source.onopen = () => {
      if (this.opened) this.tell('back', {});
      this.opened = true;
      this.failures = 0;
    };
    source.onerror = () => {
      if (source.readyState !== EventSource.CLOSED) return;
      this.close();
      this.tell('refused', {});
      const wait = RETRY_MS[Math.min(this.failures, RETRY_MS.length - 1)];
      this.failures += 1;
      this.retryTimer = setTimeout(() => this.open(), wait);
    };
    for (const event of EVENTS) {
      source.addEventListener(event, (message) => {
        this.tell(event, JSON.parse((message as MessageEvent<string>).data || '{}'));
      });
    }
  }

  private tell(event: FeedEvent, data: unknown): void {
    for (const listener of this.listeners.get(event) ?? []) listener(data as never);
  }

  private close(): void {
    clearTimeout(this.retryTimer);
    this.source?.close();
    this.source = undefined;
  }

  private readonly visibility = () => {
    clearTimeout(this.hiddenTimer);
    if (document.hidden) this.hiddenTimer = setTimeout(() => this.close(), HIDDEN_MS);
    else this.open();
  };
}
