import {
  chownSync,
  closeSync,
  constants,
  copyFileSync,
  existsSync,
  fsyncSync,
  openSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { dirname } from 'node:path';

/** The copy gets the permissions of the database, so that everybody who could read it still can. */
export function copyWhole(from: string, to: string): void {
  copyFileSync(from, to, constants.COPYFILE_FICLONE);
  const { uid, gid } = statSync(from);
  const made = statSync(to);
  if (made.uid !== uid || made.gid !== gid) giveTo(to, uid, gid);
}

/** Only root can change the owner of a file. For others the copy stays the writer's own. */
function giveTo(file: string, uid: number, gid: number): void {
  try {
    chownSync(file, uid, gid);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') throw error;
  }
}

/** Where a database is kept as it was before another version wrote it. */
export function beforeOf(dbPath: string): string {
  return `${dbPath}.before`;
}

/**
 * Keeps a copy of a database, whole or not at all. One that is there already is older: it stays.
 * @returns its path
 */
export function keepBefore(dbPath: string): string {
  const kept = beforeOf(dbPath);
  if (existsSync(kept)) return kept;
  const draft = `${kept}.new`;
  try {
    rmSync(draft, { force: true });
    copyWhole(dbPath, draft);
    sync(draft);
    renameSync(draft, kept);
    sync(dirname(kept));
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
  return kept;
}

/** Waits until a file, or the names in a folder, are on the disk. */
export function sync(path: string): void {
  const handle = openSync(path, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
