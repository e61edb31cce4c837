import type { Database } from '../store/database.ts';
import { interruptOn } from '../store/interrupt.ts';
import { openForStatements, openPublished } from '../store/readable.ts';

type Read<T> = (db: Database) => Promise<T>;

/**
 * Reads from the published database. Ctrl-C interrupts the query that runs; the database is closed
 * whatever happens.
 */
export async function readPublished<T>(path: string, signal: Signal, read: Read<T>): Promise<T> {
  return reading(await openPublished(path), signal, read);
}

/** The same for statements that a person wrote, with the memory that they may take. */
export async function readForStatements<T>(
  path: string,
  signal: Signal,
  read: Read<T>,
  maxMemory?: string,
): Promise<T> {
  return reading(await openForStatements(path, maxMemory), signal, read);
}

type Signal = AbortSignal | undefined;

async function reading<T>(db: Database, signal: Signal, read: Read<T>): Promise<T> {
  const stop = interruptOn(signal, db);
  try {
    signal?.throwIfAborted();
    return await read(db);
  } finally {
    stop();
    db.close();
  }
}
