import type { Database } from './database.ts';

/**
 * Milliseconds between interrupts. An interrupt between two statements has no effect, so it is
 * repeated.
 */
const AGAIN_MS = 50;

/** Interrupts every statement after the signal, until the returned function is called. */
export function interruptOn(signal: AbortSignal | undefined, db: Database): () => void {
  let again: NodeJS.Timeout | undefined;
  const interrupt = () => {
    db.connection.interrupt();
    again = setTimeout(interrupt, AGAIN_MS);
  };
  signal?.addEventListener('abort', interrupt, { once: true });
  return () => {
    signal?.removeEventListener('abort', interrupt);
    clearTimeout(again);
  };
}
