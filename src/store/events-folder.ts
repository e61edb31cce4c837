import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * Where the events of a database's logs are kept, a folder a day and in it one a file. A run writes
 * them beside its copy.
 */
export function eventsFolder(dbPath: string): string {
  return `${dbPath}.events`;
}

/**
 * Moves what a run wrote into place, a whole `day=.../load_id=...` folder at a time. It happens
 * before the books are published: events of a file that the books do not know are read by nobody
 * and written again by the next load of it.
 */
export function publishEvents(from: string, to: string): void {
  for (const place of loadFolders(from)) {
    const target = join(to, place);
    mkdirSync(dirname(target), { recursive: true });
    rmSync(target, { recursive: true, force: true });
    renameSync(join(from, place), target);
  }
  rmSync(from, { recursive: true, force: true });
}

/** Removes the events of files that were taken back, and the days that are empty then. */
export function removeEvents(folder: string, loadIds: readonly string[]): void {
  for (const place of loadFolders(folder)) {
    if (!loadIds.some((id) => place.endsWith(`load_id=${id}`))) continue;
    rmSync(join(folder, place), { recursive: true, force: true });
    const day = join(folder, dirname(place));
    if (readdirSync(day).length === 0) rmSync(day, { recursive: true });
  }
}

function loadFolders(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder).flatMap((day) =>
    readdirSync(join(folder, day)).map((load) => join(day, load)),
  );
}
