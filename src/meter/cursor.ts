import type { Cursor } from './types.ts';

/** What all iterators inherit: `map`, `filter` and the others, where the runtime has them. */
const ITERATOR = Object.getPrototypeOf(Object.getPrototypeOf([][Symbol.iterator]()));

/** Told how many rows more were read and written. */
export type Count = (read: number, written: number) => void;

/**
 * A cursor that reports what it has read and written after each step. Its counters grow as rows are
 * taken, so a cursor that is left half read has counted just what SQLite did for it.
 */
export class CountedCursor implements Cursor {
  readonly #cursor: Cursor;
  readonly #count: Count;
  #read = 0;
  #written = 0;

  constructor(cursor: Cursor, count: Count) {
    this.#cursor = cursor;
    this.#count = count;
    this.#settle();
  }

  get columnNames(): string[] {
    return this.#cursor.columnNames;
  }

  get rowsRead(): number {
    return this.#cursor.rowsRead;
  }

  get rowsWritten(): number {
    return this.#cursor.rowsWritten;
  }

  next(): { done?: boolean; value?: unknown } {
    return this.#counted(() => this.#cursor.next());
  }

  toArray(): unknown[] {
    return this.#counted(() => this.#cursor.toArray());
  }

  one(): unknown {
    return this.#counted(() => this.#cursor.one());
  }

  raw(): Iterator<unknown> {
    const rows = this.#cursor.raw();
    return this.#iterator(() => rows.next());
  }

  [Symbol.iterator](): Iterator<unknown> {
    return this.#iterator(() => this.#cursor.next());
  }

  /** Like the runtime's own it has no `return`: what a loop left, another may take up. */
  #iterator<Step>(step: () => Step): Iterator<unknown> {
    return Object.assign(Object.create(ITERATOR), { next: () => this.#counted(step) });
  }

  #counted<Result>(step: () => Result): Result {
    try {
      return step();
    } finally {
      this.#settle();
    }
  }

  #settle(): void {
    const { rowsRead, rowsWritten } = this.#cursor;
    if (rowsRead === this.#read && rowsWritten === this.#written) return;
    this.#count(rowsRead - this.#read, rowsWritten - this.#written);
    this.#read = rowsRead;
    this.#written = rowsWritten;
  }
}
