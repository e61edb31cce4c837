import { randomBytes } from 'node:crypto';
import {
  constants,
  copyFileSync,
  existsSync,
  linkSync,
  readFileSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { readdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { orDiskFull } from './database-error.ts';
import { holdFile } from './kernel-lock.ts';
import { cannotLock, type Holder, lockedBy, unreadable } from './lock-errors.ts';
import { writeSynced } from './write-synced.ts';

/** Milliseconds between two requests of a lock that is waited for. */
const PAUSE = 200;

/** How often a lock is requested that other processes release or take over in between. */
const ATTEMPTS = 5;

/**
 * Takes the writer's lock of a database, `<database>.lock`, and resolves to the function that
 * releases it. The file is created whole, by a link, and names another file that its holder keeps
 * locked in the kernel. The lock of a holder that is gone (kill -9, power cut) is taken over, by
 * one process only: the one that holds that other file meanwhile.
 * @throws FlaretallyError E_DB_LOCKED naming PID, command and start; E_DB_FOLDER
 */
export async function takeLock(dbPath: string, command: string, now: Date): Promise<() => void> {
  const file = `${dbPath}.lock`;
  const kept = `${file}.${randomBytes(4).toString('hex')}`;
  const draft = `${kept}.new`;
  const started_at = now.toISOString();
  const mine: Holder = { pid: process.pid, command, started_at, kept: basename(kept) };
  let release: (() => void) | undefined;
  try {
    writeDraft(draft, JSON.stringify(mine), file);
    release = await holdFile(kept, dbPath);
    // Another process may have taken the draft for an abandoned one before we held that file.
    if (!existsSync(draft)) writeDraft(draft, JSON.stringify(mine), file);
    await acquire(draft, file, dbPath, mine);
  } catch (error) {
    release?.();
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
  return () => {
    // Somebody may have removed the lock by hand, and another process may have taken it since.
    if (holderIn(textOf(file) ?? '')?.kept === mine.kept) rmSync(file, { force: true });
    release?.();
  };
}

/** How long a writer waits for the lock of another. */
export interface Patience {
  /** Milliseconds; without it a lock that is held is an error at once. */
  waitMs?: number | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * The same, but waits until the lock is free. The clock of the machine may jump meanwhile.
 * @throws FlaretallyError as `takeLock`, when the time is over
 */
export async function waitForLock(
  dbPath: string,
  command: string,
  now: Date,
  { waitMs = 0, signal }: Patience,
): Promise<() => void> {
  const started = performance.now();
  for (;;) {
    try {
      return await takeLock(dbPath, command, now);
    } catch (error) {
      const isHeld = (error as { code?: string }).code === 'E_DB_LOCKED';
      if (!isHeld || performance.now() - started >= waitMs) throw orDiskFull(error, dbPath);
    }
    await delay(PAUSE, undefined, signal ? { signal } : {});
  }
}

/**
 * Who holds the writer's lock, without waiting and without taking it: undefined if nobody does.
 * A lock whose holder is gone is `stale`: the next writer takes it over.
 * @throws FlaretallyError E_DB_LOCKED if the lock does not say by whom it is held
 */
export async function lockHolder(
  dbPath: string,
): Promise<{ holder: Holder; isStale: boolean } | undefined> {
  const file = `${dbPath}.lock`;
  const text = textOf(file);
  if (text === undefined) return undefined;
  const holder = holderIn(text);
  if (!holder) throw unreadable(dbPath, file);
  const kept = join(dirname(file), holder.kept ?? '');
  if (holder.kept === undefined || !existsSync(kept))
    return { holder, isStale: holder.kept !== undefined || !isAlive(holder.pid) };
  const release = await holdFile(kept, dbPath);
  release?.();
  return { holder, isStale: release !== undefined };
}

async function acquire(draft: string, file: string, dbPath: string, mine: Holder): Promise<void> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    if (appear(draft, file) || (await takeOver(draft, file, dbPath))) return;
  }
  throw lockedBy(dbPath, holderIn(textOf(file) ?? '') ?? mine);
}

/** Neither a power cut nor a full disk may leave an empty file. */
function writeDraft(draft: string, text: string, file: string): void {
  try {
    writeSynced(draft, text);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (['ENOSPC', 'EDQUOT', 'EFBIG'].includes(code ?? '')) throw error;
    throw cannotLock(file, message.replaceAll(draft, file));
  }
}

/** Takes a free lock; false if it is not free. */
function appear(draft: string, file: string): boolean {
  try {
    linkSync(draft, file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
  }
  try {
    // For a file system without links.
    copyFileSync(draft, file, constants.COPYFILE_EXCL);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw cannotLock(file, error);
  }
}

/** Takes over a lock; false if it has changed or is gone. */
async function takeOver(draft: string, file: string, dbPath: string): Promise<boolean> {
  const before = textOf(file);
  if (before === undefined) return false;
  const holder = holderIn(before);
  if (!holder) throw unreadable(dbPath, file);
  if (holder.kept === undefined && isAlive(holder.pid)) throw lockedBy(dbPath, holder);
  const kept = join(dirname(file), holder.kept ?? `${basename(file)}.0`);
  const release = await holdFile(kept, dbPath).catch((error: { code?: string }) => {
    throw error.code === 'E_DB_FORMAT' ? unreadable(dbPath, file) : error;
  });
  if (!release) throw lockedBy(dbPath, holder);
  try {
    if (textOf(file) !== before) return false;
    renameSync(draft, file);
    return true;
  } finally {
    release();
  }
}

/** Removes files of processes that were killed while they requested the lock, which we now hold. */
export async function removeAbandonedLocks(dbPath: string): Promise<void> {
  const start = `${basename(dbPath)}.lock.`;
  for (const name of await readdir(dirname(dbPath))) {
    if (!name.startsWith(start) || !/^[0-9a-f]{8}(\.new)?$/.test(name.slice(start.length)))
      continue;
    const kept = join(dirname(dbPath), name.replace(/\.new$/, ''));
    const release = await holdFile(kept, dbPath).catch((error: { code?: string }) => {
      // Nobody holds a file that is no database: a full disk or a power cut left a part of it.
      if (error.code !== 'E_DB_FORMAT') throw error;
      return () => rmSync(kept, { force: true });
    });
    if (release) rmSync(`${kept}.new`, { force: true });
    release?.();
  }
}

function textOf(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw cannotLock(file, error);
  }
}

function holderIn(text: string): Holder | undefined {
  try {
    const holder = JSON.parse(text) as Holder;
    const isWhole = Number.isInteger(holder.pid) && holder.pid > 0;
    const isBeside = holder.kept === undefined || isNameBeside(holder.kept);
    return isWhole && isBeside ? holder : undefined;
  } catch {
    return undefined;
  }
}

/** A file name without separators. On Windows a backslash is one as well. */
function isNameBeside(kept: string): boolean {
  return basename(kept) === kept && /\.lock\.[0-9a-f]{8}$/.test(kept);
}

/** Whether a process of this number runs on this machine. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
