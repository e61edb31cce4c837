import { rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { FlaretallyError } from '../errors.ts';
import { Database } from './database.ts';

/** Files that this process holds: the kernel tells a process nothing of its own locks. */
const own = new Set<string>();

/**
 * Holds a file of its own by DuckDB's lock on a database that is open for writing. The kernel drops
 * it when the process ends, however it ends, and shows it to other containers of the machine:
 * neither PIDs, which are given out again, nor clocks need be trusted.
 * Returns what lets go and removes the file, or undefined while another process holds it.
 */
export async function holdFile(path: string, shownAs: string) {
  const file = resolve(path);
  if (own.has(file)) return undefined;
  own.add(file);
  try {
    const db = await Database.open(file, { shownAs });
    return () => {
      if (!own.delete(file)) return;
      db.close();
      for (const end of ['', '.wal']) rmSync(`${file}${end}`, { force: true });
    };
  } catch (error) {
    own.delete(file);
    if (error instanceof FlaretallyError && error.code === 'E_DB_LOCKED') return undefined;
    throw error;
  }
}
