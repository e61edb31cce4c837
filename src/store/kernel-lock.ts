import { existsSync, rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { FlaretallyError } from '../errors.ts';
import { Database } from './database.ts';

/** Files that this process holds, because the kernel does not report a process's own locks. */
const own = new Set<string>();

/**
 * Holds a file by DuckDB's lock on a database that is open for writing. The kernel drops the lock
 * when the process ends for any reason, and shows it to other containers of the machine. PIDs,
 * which are reused, and clocks are not needed. Returns a function that releases and removes the
 * file, or undefined while another process holds it.
 */
export async function holdFile(path: string, shownAs: string) {
  const file = resolve(path);
  if (own.has(file)) return undefined;
  own.add(file);
  const isNew = !existsSync(file);
  try {
    const db = await Database.open(file, { shownAs });
    return () => {
      if (!own.delete(file)) return;
      db.close();
      remove(file);
    };
  } catch (error) {
    own.delete(file);
    if (error instanceof FlaretallyError && error.code === 'E_DB_LOCKED') return undefined;
    // On a full disk a part of it was written, which no later command could open.
    if (isNew) remove(file);
    throw error;
  }
}

function remove(file: string): void {
  for (const end of ['', '.wal']) rmSync(`${file}${end}`, { force: true });
}
