import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { usageError } from '../errors.ts';
import { Database } from './database.ts';
import { placeOf } from './place.ts';
import { requireWrittenByUs } from './written-by-us.ts';

/** @throws FlaretallyError E_DB_MISSING where nothing was loaded yet, E_DB_LINK, E_DB_FOLDER */
export function requireBooks(path: string): void {
  if (existsSync(placeOf(path))) return;
  throw usageError(
    'E_DB_MISSING',
    `there is no database ${path}`,
    'load files into it first (flaretally load PATH...), or name another with --db',
  );
}

/**
 * Opens the published database for statements of our own; a writer at work is neither seen nor
 * disturbed. What does not fit in memory goes to a folder of this reader alone, in TMPDIR: two that
 * shared one would write into each other's files, and the database may lie where nobody can write.
 * @throws FlaretallyError E_DB_FORMAT for a database of something else
 */
export async function openBooks(path: string): Promise<Database> {
  const db = await openToRead(path, join(tmpdir(), `flaretally-${randomUUID()}`));
  try {
    await requireWrittenByUs(db, path);
    await db.seal();
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

/**
 * Opens it for statements of anybody. DuckDB counts a database that is open among the files that a
 * statement may read and write, by whatever name, and the folder for what does not fit in memory
 * too. So from here on there is no file system: what is open stays readable, nothing else opens.
 */
export async function openBooksToAnyone(path: string): Promise<Database> {
  const db = await openToRead(path, '');
  await db.run('set enable_external_access = false');
  await db.run("set disabled_filesystems = 'LocalFileSystem'");
  await db.seal();
  return db;
}

async function openToRead(path: string, spillFolder: string): Promise<Database> {
  requireBooks(path);
  return Database.open(path, { readOnly: true, spillFolder });
}
