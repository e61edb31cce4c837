import { existsSync } from 'node:fs';
import { usageError } from '../errors.ts';
import { Database } from './database.ts';

/** @throws FlaretallyError E_DB_MISSING where nothing was loaded yet */
export function requireBooks(path: string): void {
  if (existsSync(path)) return;
  throw usageError(
    'E_DB_MISSING',
    `there is no database ${path}`,
    'load files into it first (flaretally load PATH...), or name another with --db',
  );
}

/** Opens the published books to read; a writer at work is neither seen nor disturbed. */
export async function openBooks(path: string): Promise<Database> {
  requireBooks(path);
  const db = await Database.open(path, { readOnly: true });
  await db.run('set enable_external_access = false; set lock_configuration = true');
  return db;
}
