import type { EventContext } from './types.ts';

/** Rows of an event, or of what ran outside of events. */
export interface Tally {
  rowsRead: number;
  rowsWritten: number;
}

/** The events of one object that are under way, and whose a statement is. */
export class Tallies {
  readonly #context: EventContext | undefined;
  readonly #open = new Set<Tally>();
  /** Rows of no event: they go with the next line, so that the object's total stays right. */
  #outside: Tally = { rowsRead: 0, rowsWritten: 0 };
  /** The event whose handler runs and has not waited yet. */
  #running: Tally | undefined;

  constructor(context: EventContext | undefined) {
    this.#context = context;
  }

  open(): Tally {
    const tally: Tally = { rowsRead: 0, rowsWritten: 0 };
    this.#open.add(tally);
    return tally;
  }

  /** Ends an event: its rows, and those of no event so far. */
  close(tally: Tally): Tally {
    this.#open.delete(tally);
    const { rowsRead, rowsWritten } = this.#outside;
    this.#outside = { rowsRead: 0, rowsWritten: 0 };
    return { rowsRead: tally.rowsRead + rowsRead, rowsWritten: tally.rowsWritten + rowsWritten };
  }

  /** Rows that come after their event has ended are of no event. */
  count(tally: Tally | undefined, read: number, written: number): void {
    const target = tally && this.#open.has(tally) ? tally : this.#outside;
    target.rowsRead += read;
    target.rowsWritten += written;
  }

  /** The event of a statement that comes without a handle; undefined where that is not known. */
  current(): Tally | undefined {
    if (this.#context) return this.#context.getStore() as Tally | undefined;
    const [only] = this.#open;
    return this.#running ?? (this.#open.size === 1 ? only : undefined);
  }

  within<R>(tally: Tally, handler: () => R): R {
    const before = this.#running;
    this.#running = tally;
    try {
      return this.#context ? this.#context.run(tally, handler) : handler();
    } finally {
      this.#running = before;
    }
  }
}
