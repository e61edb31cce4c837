import { randomUUID } from 'node:crypto';
import { statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Database } from './database.ts';
import { COPY } from './database-error.ts';
import { readerThreads } from './limits.ts';
import { requireWrittenByUs } from './written-by-us.ts';

/** The catalog in memory that is written, and the catalog of the file, which is only read. */
export const ABOVE = 'memory';
export const BENEATH = 'published';

/**
 * Opens an empty database in memory over a file. DuckDB finds `schema.name` in memory first, else
 * in the file. So a run can write or compute a few relations and read all others from the file.
 * Nothing is written beside the file, and a running writer is neither seen nor disturbed.
 * @param schemas all schemas that may be read: DuckDB finds a name in the file only if its search
 *   path lists the schema
 * @throws FlaretallyError E_DB_FORMAT for a database of another program
 */
export async function openOver(path: string, schemas: readonly string[]): Promise<Database> {
  const spillFolder = join(tmpdir(), `flaretally-${randomUUID()}`);
  const db = await Database.open(':memory:', { spillFolder });
  try {
    await db.attach(path, BENEATH);
    const found = await requireWrittenByUs(db, path, BENEATH);
    // A database of an earlier version may not have every schema, and DuckDB refuses a search path
    // with an unknown one.
    const beneath = schemas.filter((schema) => found.has(schema));
    await db.run(readerThreads(statSync(path).size));
    await db.run(searchAbove(schemas, BENEATH, beneath));
    await db.seal();
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

/**
 * Finds names in memory first while `work` reads the copy that a run writes.
 * @param schemas all schemas that are read; the copy has all of them
 */
export async function overCopy<T>(
  db: Database,
  schemas: readonly string[],
  work: () => Promise<T>,
): Promise<T> {
  await db.run(searchAbove(schemas, COPY, schemas));
  try {
    return await work();
  } finally {
    const drops = schemas.map((schema) => `drop schema ${ABOVE}.${schema} cascade;`);
    await db.run(`${drops.join(' ')} use ${COPY}.main`);
  }
}

/** Makes the schemas in memory, and has names looked up there and then in the other catalog. */
function searchAbove(schemas: readonly string[], catalog: string, own: readonly string[]): string {
  const made = schemas.map((schema) => `create schema ${ABOVE}.${schema};`);
  const places = [
    ...['main', ...schemas].map((schema) => `${ABOVE}.${schema}`),
    ...['main', ...own].map((schema) => `${catalog}.${schema}`),
  ];
  return `${made.join(' ')} set search_path = '${places.join(',')}'`;
}
