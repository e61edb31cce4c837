import type { Database } from './database.ts';

/** How often: between two statements there is none to hear of it. */
const AGAIN_MS = 50;

/** Interrupts every statement from the signal on, until the returned function is called. */
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
