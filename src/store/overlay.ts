import { randomUUID } from 'node:crypto';
import { statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Database } from './database.ts';
import { readerThreads } from './limits.ts';
import { requireWrittenByUs } from './written-by-us.ts';

/** The catalog of what is written here, and the one beneath it, which is only read. */
export const ABOVE = 'memory';
export const BENEATH = 'published';

/**
 * Opens an empty database in memory over a file. `schema.name` is what memory has of that name,
 * else what the file has; so a run can state or compute a few relations anew and see all others
 * through. Nothing is written beside the file, and a writer at work is neither seen nor disturbed.
 * @param schemas all that may be looked into: for DuckDB finds a name in the file only where its
 *   search path lists the schema
 * @throws FlaretallyError E_DB_FORMAT for a database of something else
 */
export async function openOver(path: string, schemas: readonly string[]): Promise<Database> {
  const spillFolder = join(tmpdir(), `flaretally-${randomUUID()}`);
  const db = await Database.open(':memory:', { spillFolder });
  try {
    await db.attach(path, BENEATH);
    const found = await requireWrittenByUs(db, path, BENEATH);
    // A database of an earlier version lacks schemas: DuckDB refuses a path that names one.
    const beneath = schemas.filter((schema) => found.has(schema));
    const places = [
      ...['main', ...schemas].map((schema) => `${ABOVE}.${schema}`),
      ...['main', ...beneath].map((schema) => `${BENEATH}.${schema}`),
    ];
    const threads = readerThreads(statSync(path).size);
    const made = schemas.map((schema) => `create schema ${schema};`);
    await db.run(`${threads} ${made.join(' ')} set search_path = '${places.join(',')}'`);
    await db.seal();
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}
