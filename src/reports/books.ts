import type { Database } from '../store/database.ts';
import { openBooks } from '../store/readable.ts';

/**
 * Reads from the published books. Ctrl-C interrupts the query that runs; the books are closed
 * whatever happens.
 */
export async function readBooks<T>(
  path: string,
  signal: AbortSignal | undefined,
  read: (db: Database) => Promise<T>,
): Promise<T> {
  const db = await openBooks(path);
  const interrupt = () => db.connection.interrupt();
  signal?.addEventListener('abort', interrupt);
  try {
    return await read(db);
  } finally {
    signal?.removeEventListener('abort', interrupt);
    db.close();
  }
}
