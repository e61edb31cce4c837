import type { EventContext } from './types.ts';

/** Rows of an event, or of what ran outside of events. */
export interface Tally {
  rowsRead: number;
  rowsWritten: number;
}

/** The running events of one object, and the event of each statement. */
export class Tallies {
  readonly #context: EventContext | undefined;
  readonly #open = new Set<Tally>();
  /**
   * Rows outside of events. They are added to the next line, so that the object's total is right.
   */
  #outside: Tally = { rowsRead: 0, rowsWritten: 0 };
  /** The event whose handler runs and has not awaited anything yet. */
  #running: Tally | undefined;

  constructor(context: EventContext | undefined) {
    this.#context = context;
  }

  open(): Tally {
    const tally: Tally = { rowsRead: 0, rowsWritten: 0 };
    this.#open.add(tally);
    return tally;
  }

  /** Ends an event and returns its rows with those outside of events so far. */
  close(tally: Tally): Tally {
    this.#open.delete(tally);
    const { rowsRead, rowsWritten } = this.#outside;
    this.#outside = { rowsRead: 0, rowsWritten: 0 };
    return { rowsRead: tally.rowsRead + rowsRead, rowsWritten: tally.rowsWritten + rowsWritten };
  }

  /** Rows of an event that has ended count as outside of events. */
  count(tally: Tally | undefined, read: number, written: number): void {
    const target = tally && this.#open.has(tally) ? tally : this.#outside;
    target.rowsRead += read;
    target.rowsWritten += written;
  }

  /** The event of a statement without a handle; undefined if that is not known. */
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
