import { EXIT, FlaretallyError } from '../errors.ts';
import type { Database } from './database.ts';
import { interruptOn } from './interrupt.ts';

/** What stops a statement: a person, or the time it has. */
export interface Patience {
  signal?: AbortSignal | undefined;
  /** Milliseconds that DuckDB may work on it; none for as long as it takes. */
  maxMs?: number | undefined;
}

/**
 * Watches one statement of a person. The time counts in which DuckDB works, and not that in which
 * a reader of the rows is slow.
 */
export class Watch {
  readonly #stop = new AbortController();
  readonly #release: () => void;
  #left: number;

  constructor(db: Database, { signal, maxMs = Number.POSITIVE_INFINITY }: Patience) {
    this.#left = maxMs;
    const release = interruptOn(this.#stop.signal, db);
    const cancel = () => this.#stop.abort(cancelled());
    signal?.addEventListener('abort', cancel, { once: true });
    if (signal?.aborted) cancel();
    this.#release = () => {
      signal?.removeEventListener('abort', cancel);
      release();
    };
  }

  /** Waits for DuckDB. @throws FlaretallyError E_INTERRUPTED, E_SQL_TIME */
  async during<T>(work: () => Promise<T>): Promise<T> {
    this.throwIfStopped();
    const started = performance.now();
    const over = () => this.#stop.abort(tookTooLong());
    const timer = Number.isFinite(this.#left) ? setTimeout(over, this.#left) : undefined;
    try {
      const done = await work();
      this.throwIfStopped();
      return done;
    } catch (error) {
      // What DuckDB says of an interrupt does not say whose it was.
      this.throwIfStopped();
      throw error;
    } finally {
      clearTimeout(timer);
      this.#left = Math.max(1, this.#left - (performance.now() - started));
    }
  }

  throwIfStopped(): void {
    this.#stop.signal.throwIfAborted();
  }

  close(): void {
    this.#release();
  }
}

/** Does the work under a watch, which ends with it. */
export async function watching<T>(
  db: Database,
  patience: Patience,
  work: (watch: Watch) => Promise<T>,
): Promise<T> {
  const watch = new Watch(db, patience);
  try {
    return await work(watch);
  } finally {
    watch.close();
  }
}

function cancelled(): FlaretallyError {
  const parts = { code: 'E_INTERRUPTED', what: 'interrupted', exit: EXIT.interrupted };
  return new FlaretallyError(parts);
}

function tookTooLong(): FlaretallyError {
  return new FlaretallyError({
    code: 'E_SQL_TIME',
    what: 'the statement was stopped, because it took longer than --max-time',
    why: 'a join without a condition makes many rows; so does a view that costs much to compute',
    fix: 'ask for less: a where clause, a limit; or give it more: --max-time 1h, or none',
  });
}
