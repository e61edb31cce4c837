import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { usageError } from '../errors.ts';
import { Database } from './database.ts';
import { giveBack, stateOf, takeReader } from './idle-readers.ts';
import { placeOf } from './place.ts';
import { requireWrittenByUs } from './written-by-us.ts';

/** @throws FlaretallyError E_DB_MISSING if nothing was loaded yet, E_DB_LINK, E_DB_FOLDER */
export function requireDatabase(path: string): void {
  if (existsSync(placeOf(path))) return;
  throw usageError(
    'E_DB_MISSING',
    `there is no database ${path}`,
    'load files into it first (flaretally load PATH...), or name another with --db',
  );
}

/**
 * Opens the published database for our own statements. A running writer is neither seen nor
 * disturbed. Data that does not fit in memory goes to a folder of this reader alone, in TMPDIR: two
 * readers with one folder would overwrite each other's files, and the folder of the database may
 * not be writable. While a process keeps readers (`keepReaders`), one that is open is used again.
 * @throws FlaretallyError E_DB_FORMAT for a database of another program
 */
export async function openPublished(path: string): Promise<Database> {
  requireDatabase(path);
  const place = placeOf(path);
  const state = stateOf(place);
  const kept = await takeReader(place, state);
  if (kept) return kept;
  const db = await openToRead(path, join(tmpdir(), `flaretally-${randomUUID()}`));
  try {
    await requireWrittenByUs(db, path);
    await db.seal();
    db.keep = () => giveBack(db, place, state);
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

/**
 * Opens it for statements of a person. DuckDB lets a statement read and write an open database by
 * any name, and its temporary folder too. So the file system is disabled: what is open stays
 * readable, and nothing else can be opened.
 * @param maxMemory memory that statements may take, such as `4GB`; never more than DuckDB's own
 *   limit, four fifths of the machine
 * @throws FlaretallyError E_DB_MISSING, E_DB_FORMAT
 */
export async function openForStatements(path: string, maxMemory?: string): Promise<Database> {
  const db = await openToRead(path, '');
  if (maxMemory !== undefined) await narrowMemory(db, maxMemory);
  await db.run('set enable_external_access = false');
  await db.run("set disabled_filesystems = 'LocalFileSystem'");
  await db.seal();
  return db;
}

async function narrowMemory(db: Database, most: string): Promise<void> {
  const [own] = await db.rows<{ limit: string }>("select current_setting('memory_limit') as limit");
  if (bytesIn(most) < bytesIn(own?.limit ?? '')) await db.run(`set memory_limit = '${most}'`);
}

const UNITS = ['B', 'K', 'M', 'G', 'T'];

/** Bytes in DuckDB's `18.8 GiB` or a person's `4GB`; without limit if it is neither. */
function bytesIn(text: string): number {
  const [, count, unit = '', binary] = /^([\d.]+) ?([KMGT]?)(i?)B?$/i.exec(text) ?? [];
  if (count === undefined) return Number.POSITIVE_INFINITY;
  const power = UNITS.indexOf(unit.toUpperCase() || 'B');
  return Number(count) * (binary ? 1024 : 1000) ** power;
}

async function openToRead(path: string, spillFolder: string): Promise<Database> {
  requireDatabase(path);
  return Database.open(path, { readOnly: true, spillFolder });
}
