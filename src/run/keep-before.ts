import { existsSync, rmSync } from 'node:fs';
import { isMadeBy } from '../rules/built-by.ts';
import { readCatalog } from '../rules/catalog.ts';
import { beforeOf, keepBefore } from '../store/copy-whole.ts';
import { orDiskFull } from '../store/database-error.ts';
import { placeOf } from '../store/place.ts';
import { openPublished } from '../store/readable.ts';
import type { RunState } from './world.ts';

/**
 * Keeps a copy of a database that other rules or another version built, for this run builds it
 * again. Where the file system can, the copy shares its blocks with the database.
 * @throws FlaretallyError E_DISK_FULL: nothing was changed
 */
export async function keepBeforeRun({ plan, world }: RunState): Promise<void> {
  const place = placeOf(plan.db);
  if (!existsSync(place) || !(await isOfOthers(plan.db, plan.queries))) return;
  try {
    const kept = keepBefore(place);
    const says = `other rules built the database: until this run succeeds a copy is kept: ${kept}`;
    world.tell({ kind: 'note', says });
  } catch (error) {
    throw orDiskFull(error, plan.db);
  }
}

/** A database that cannot be read is not written either: the steps say why. */
async function isOfOthers(path: string, queries: string | undefined): Promise<boolean> {
  const db = await openPublished(path).catch(() => undefined);
  try {
    return db !== undefined && !(await isMadeBy(db, readCatalog(queries)));
  } catch {
    return false;
  } finally {
    db?.close();
  }
}

/**
 * Removes the copy when each step has succeeded.
 * @returns else where it is and how to go back to it; undefined if there is none
 */
export function endBefore({ plan, steps }: RunState): string | undefined {
  const place = placeOf(plan.db);
  const kept = beforeOf(place);
  if (!existsSync(kept)) return undefined;
  if (steps.some(({ outcome }) => outcome === 'failed'))
    return `the database as it was before is ${kept}: to go back, put it in the place of ${place}`;
  rmSync(kept, { force: true });
  return undefined;
}
