// The shapes that the meter needs of the runtime. They are stated here rather than imported so that
// the published types fit both `@cloudflare/workers-types` and what `wrangler types` generates; the
// caller's own types come back out unchanged.

/** What a line counts: a kind is one event of the object, in the words of Flaretally's logs. */
export type Kind = 'http' | 'upgrade' | 'rpc' | 'alarm' | 'ws' | 'ws_end';

export interface Cursor {
  next(): { done?: boolean; value?: unknown };
  toArray(): unknown[];
  one(): unknown;
  raw(): Iterator<unknown>;
  readonly columnNames: string[];
  readonly rowsRead: number;
  readonly rowsWritten: number;
}

export interface Sql {
  exec(query: string, ...bindings: unknown[]): Cursor;
  readonly databaseSize: number;
}

/** The `ctx` of an object, as far as the meter reads it. */
export interface State {
  readonly id: { toString(): string };
  readonly storage: { readonly sql: Sql };
}

/** An `AsyncLocalStorage`, handed in by who can import one. */
export interface EventContext {
  run<R>(store: unknown, callback: () => R): R;
  getStore(): unknown;
}

export interface MeterOptions {
  /** The exported name of the class: what logs call the entrypoint. */
  class: string;
  /** Whom the object works for; a function is asked as each line is written. */
  tenant?: string | (() => string | undefined) | undefined;
  /** What becomes of several statements in one `exec`: `refuse` throws, `split` runs each alone. */
  multiple?: 'refuse' | 'split';
  /** Follows an event across awaits: `new AsyncLocalStorage()`. */
  context?: EventContext;
  /** Where a line goes; `console.log` unless said. */
  log?: (line: string) => void;
}

/** An event under way: what its handler may say about it. */
export interface MeteredEvent<S> {
  kind: Kind;
  /** Overrides the tenant of the meter for this event. */
  tenant: string | undefined;
  /** The object's SQL; statements through it count on this event whatever runs beside it. */
  readonly sql: S;
}

export interface Meter<S> {
  /** `ctx.storage.sql` itself, which counts from now on. */
  readonly sql: S;
  /** Runs a handler as one event and writes its line, also when the handler throws. */
  event<R>(kind: Kind, handler: (event: MeteredEvent<S>) => R): R;
}
