import type { Database } from '../store/database.ts';
import { openBooks, openBooksToAnyone } from '../store/readable.ts';

type Read<T> = (db: Database) => Promise<T>;

/**
 * Reads from the published database. Ctrl-C interrupts the query that runs; the database is closed
 * whatever happens.
 */
export async function readBooks<T>(path: string, signal: Signal, read: Read<T>): Promise<T> {
  return reading(await openBooks(path), signal, read);
}

/** The same for statements that a person wrote. */
export async function askBooks<T>(path: string, signal: Signal, read: Read<T>): Promise<T> {
  return reading(await openBooksToAnyone(path), signal, read);
}

type Signal = AbortSignal | undefined;

/** How often a query is interrupted: between two statements there is none to hear of it. */
const AGAIN_MS = 50;

async function reading<T>(db: Database, signal: Signal, read: Read<T>): Promise<T> {
  let again: NodeJS.Timeout | undefined;
  const interrupt = () => {
    db.connection.interrupt();
    again = setTimeout(interrupt, AGAIN_MS);
  };
  signal?.addEventListener('abort', interrupt);
  try {
    signal?.throwIfAborted();
    return await read(db);
  } finally {
    signal?.removeEventListener('abort', interrupt);
    clearTimeout(again);
    db.close();
  }
}
