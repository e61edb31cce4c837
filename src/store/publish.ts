import { existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { copyWhole, sync } from './copy-whole.ts';
import { Database } from './database.ts';
import { isOutOfMemory, orDiskFull } from './database-error.ts';
import { eventsFolder, publishEvents } from './events-folder.ts';
import { dropReaders } from './idle-readers.ts';
import { interruptOn } from './interrupt.ts';
import { FEW_ROWS, type Limits, limit, MANY_ROWS, WITHOUT_SUBSTRINGS } from './limits.ts';
import { type Patience, removeAbandonedLocks, waitForLock } from './lock.ts';
import { placeOf } from './place.ts';

/** The steps of a run on a copy of the database, between opening and publishing it. */
export interface Steps<T> extends Patience {
  /** Files may be read; no rule runs. `isRoomy`: this is a retry without memory limit. */
  fill: (db: Database, isRoomy: boolean) => Promise<void>;
  /** Rules run; external access is off and the configuration locked. */
  compute: (db: Database) => Promise<T>;
  /** The limits of both steps. */
  limits?: Limits;
  /** A database to start with if none exists; an empty one is used without it. */
  from?: string | undefined;
  /** When it aborts, the running query is interrupted and the copy is dropped. */
  signal?: AbortSignal | undefined;
}

/**
 * Runs fill and compute on a copy of `dbPath` and puts the copy in its place by one rename, so that
 * readers see the old database or the new one and nothing in between. After any error the old file
 * is unchanged. If memory runs out, the run retries without memory limit.
 */
export async function onCopy<T>(
  path: string,
  command: string,
  now: Date,
  steps: Steps<T>,
): Promise<T> {
  const dbPath = placeOf(path);
  const unlock = await waitForLock(dbPath, command, now, steps);
  const copy = `${dbPath}.${process.pid}.work`;
  const clean = () => {
    removeDatabase(copy);
    unlock();
  };
  steps.signal?.addEventListener('abort', clean, { once: true });
  try {
    steps.signal?.throwIfAborted();
    // Idle readers take memory, and soon show what is out of date.
    dropReaders(dbPath);
    removeAbandoned(dbPath);
    await removeAbandonedLocks(dbPath);
    const result = await attempt(dbPath, path, copy, steps, false).catch((error: unknown) => {
      if (!isOutOfMemory(error)) throw error;
      removeDatabase(copy);
      return attempt(dbPath, path, copy, steps, true);
    });
    publishEvents(eventsFolder(copy), eventsFolder(dbPath));
    replace(copy, dbPath);
    return result;
  } catch (error) {
    throw orDiskFull(error, path);
  } finally {
    steps.signal?.removeEventListener('abort', clean);
    clean();
  }
}

async function attempt<T>(
  dbPath: string,
  shownAs: string,
  copy: string,
  steps: Steps<T>,
  isRoomy: boolean,
): Promise<T> {
  if (existsSync(dbPath)) copyWhole(dbPath, copy);
  return runSteps(copy, shownAs, steps, isRoomy);
}

async function runSteps<T>(
  copy: string,
  shownAs: string,
  steps: Steps<T>,
  isRoomy: boolean,
): Promise<T> {
  const isSmall = !existsSync(copy) && steps.limits === FEW_ROWS;
  const db = await openCopy(copy, shownAs, steps);
  const stop = interruptOn(steps.signal, db);
  try {
    steps.signal?.throwIfAborted();
    if (isSmall) await db.run(WITHOUT_SUBSTRINGS);
    if (!isRoomy) await limit(db, steps.limits ?? MANY_ROWS);
    await steps.fill(db, isRoomy);
    // A checkpoint here lets the next step reuse freed blocks: the file grows by the larger step
    // only.
    if (!isSmall) await db.run('checkpoint');
    await db.seal();
    const result = await steps.compute(db);
    await db.run('checkpoint');
    return result;
  } finally {
    stop();
    db.close();
  }
}

/** Opens the copy of the database, or a new one, started from another if that can be read. */
async function openCopy<T>(copy: string, shownAs: string, { from }: Steps<T>): Promise<Database> {
  if (from === undefined || existsSync(copy)) return Database.openCopy(copy, shownAs);
  try {
    // Written and not copied, so that its permissions follow the umask of this process.
    writeFileSync(copy, readFileSync(from), { flag: 'wx' });
    return await Database.openCopy(copy, shownAs);
  } catch (error) {
    removeDatabase(copy);
    // An empty database would fit on a disk that is nearly full, and be no use to anybody.
    const told = orDiskFull(error, shownAs);
    if ((told as { code?: string }).code === 'E_DISK_FULL') throw told;
    return Database.openCopy(copy, shownAs);
  }
}

/** Removes copies of killed runs. We hold the lock, so no run is using one. */
function removeAbandoned(dbPath: string): void {
  const folder = dirname(dbPath);
  const name = basename(dbPath);
  for (const file of readdirSync(folder)) {
    const isWork = file.startsWith(`${name}.`) && /\.\d+\.work(\.(wal|tmp|events))?$/.test(file);
    if (isWork) rmSync(join(folder, file), { recursive: true, force: true });
  }
}

function replace(from: string, to: string): void {
  sync(from);
  renameSync(from, to);
  sync(dirname(to));
}

/** The copy and all files beside it: its journal, temporary data, saved events. */
function removeDatabase(path: string): void {
  for (const end of ['', '.wal', '.tmp', '.events'])
    rmSync(`${path}${end}`, { recursive: true, force: true });
}
