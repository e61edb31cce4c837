import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * The folder of a database's log events, with a folder per day and a folder per file in it. A run
 * writes them beside its copy.
 */
export function eventsFolder(dbPath: string): string {
  return `${dbPath}.events`;
}

/**
 * Moves the events that a run wrote into place, a whole `day=.../load_id=...` folder at a time.
 * This happens before the database is published. If the run stops in between, nobody reads the
 * events of a file that the database does not know, and the next load of the file writes them
 * again.
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

/** Removes the events of undone files, and days without events. */
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
