import {
  closeSync,
  constants,
  copyFileSync,
  existsSync,
  fsyncSync,
  openSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { Database } from './database.ts';
import { takeLock } from './lock.ts';

/** What a run does to a copy of the database, between opening and publishing it. */
export interface Steps<T> {
  /** Files may be read; no rule runs. */
  fill: (db: Database) => Promise<void>;
  /** Rules run; external access is off and the configuration locked. */
  compute: (db: Database) => Promise<T>;
  /** False keeps the published file as it is and drops the copy. */
  publish?: boolean;
}

/**
 * Runs fill and compute on a copy of `dbPath` and puts the copy in its place in one rename, so that
 * readers see the old books or the new ones, never a half. Any error leaves the old file untouched.
 */
export async function onCopy<T>(
  dbPath: string,
  command: string,
  now: Date,
  steps: Steps<T>,
): Promise<T> {
  const publish = steps.publish ?? true;
  const unlock = publish ? takeLock(dbPath, command, now) : () => {};
  const copy = `${dbPath}.${process.pid}.work`;
  try {
    removeDatabase(copy);
    if (existsSync(dbPath)) copyFileSync(dbPath, copy, constants.COPYFILE_FICLONE);
    const result = await runSteps(copy, steps);
    if (publish) replace(copy, dbPath);
    return result;
  } finally {
    removeDatabase(copy);
    unlock();
  }
}

async function runSteps<T>(copy: string, steps: Steps<T>): Promise<T> {
  const db = await Database.open(copy);
  try {
    await steps.fill(db);
    await db.run('set enable_external_access = false; set lock_configuration = true');
    const result = await steps.compute(db);
    await db.run('checkpoint');
    return result;
  } finally {
    db.close();
  }
}

function replace(from: string, to: string): void {
  sync(from);
  renameSync(from, to);
  sync(dirname(to) || '.');
}

function sync(path: string): void {
  const handle = openSync(path, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

function removeDatabase(path: string): void {
  rmSync(path, { force: true });
  rmSync(`${path}.wal`, { force: true });
}
