import { copyFileSync, existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { Database } from './database.ts';
import { orDiskFull } from './database-error.ts';
import { interruptOn } from './interrupt.ts';
import { isAlive } from './lock.ts';

/** A database that nobody else opens, in a folder that is removed with all that is in it. */
export interface Scratch {
  db: Database;
  folder: string;
}

/**
 * Runs `what` on a database in a new folder beside the file `out`, and removes the folder. Folders
 * of processes that were killed are removed too.
 * @param from a database to start with, if it exists
 */
export async function onScratch<T>(
  out: string,
  { from, signal }: { from: string; signal?: AbortSignal | undefined },
  what: (scratch: Scratch) => Promise<T>,
): Promise<T> {
  const place = resolve(out);
  removeAbandoned(place);
  const folder = `${place}.${process.pid}.work`;
  const clean = () => rmSync(folder, { recursive: true, force: true });
  signal?.addEventListener('abort', clean, { once: true });
  try {
    signal?.throwIfAborted();
    mkdirSync(folder);
    const path = join(folder, 'scratch.duckdb');
    if (existsSync(from)) copyFileSync(from, path);
    const db = await Database.openCopy(path, out);
    const stop = interruptOn(signal, db);
    try {
      return await what({ db, folder });
    } finally {
      stop();
      db.close();
    }
  } catch (error) {
    throw orDiskFull(error, out);
  } finally {
    signal?.removeEventListener('abort', clean);
    clean();
  }
}

/** In a container a run may have the number of the one that was killed before it. */
function removeAbandoned(place: string): void {
  const start = `${basename(place)}.`;
  for (const name of readdirSync(dirname(place))) {
    const pid = name.startsWith(start) && /^(\d+)\.work$/.exec(name.slice(start.length))?.[1];
    if (pid && (Number(pid) === process.pid || !isAlive(Number(pid))))
      rmSync(join(dirname(place), name), { recursive: true, force: true });
  }
}
