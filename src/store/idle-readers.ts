import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Database } from './database.ts';

/** An open reader that nobody uses, and the state of the file that it has opened. */
interface Idle {
  db: Database;
  file: string;
  state: string;
}

/** Each takes the memory of a catalog. */
const MOST = 2;

let keeping = 0;
let idle: readonly Idle[] = [];

/**
 * Keeps readers open after their use, for a process that reads a database often: to open one takes
 * longer than to ask it. Ends with the returned function, which closes them.
 */
export function keepReaders(): () => void {
  keeping += 1;
  return () => {
    keeping -= 1;
    if (keeping === 0) drop(() => true);
  };
}

/** The file as it is now. A database is never changed in place: another takes its name. */
export function stateOf(place: string): string {
  const { dev, ino, size, mtimeNs, ctimeNs } = statSync(place, { bigint: true });
  return [dev, ino, size, mtimeNs, ctimeNs].join(' ');
}

/** An idle reader of this state of the file that works, if any. It is the caller's from then on. */
export async function takeReader(place: string, state: string): Promise<Database | undefined> {
  dropReaders(place, state);
  const found = idle.find(({ file }) => file === resolve(place));
  if (!found) return undefined;
  idle = idle.filter((one) => one !== found);
  // One that ran out of memory or met a damaged block answers nothing any more.
  const works = await found.db.run('select 1').then(
    () => true,
    () => false,
  );
  if (works) return found.db;
  found.db.end();
  return undefined;
}

/** Takes back a reader after its use; false if it is to be closed. */
export function giveBack(db: Database, place: string, state: string): boolean {
  if (keeping === 0) return false;
  idle = [{ db, file: resolve(place), state }, ...idle.filter((one) => one.db !== db)];
  const [oldest] = idle.slice(MOST);
  if (oldest) drop((one) => one === oldest);
  return true;
}

/** Closes idle readers of a database, but for those of a state of its file. */
export function dropReaders(place: string, but?: string): void {
  drop(({ file, state }) => file === resolve(place) && state !== but);
}

function drop(isDropped: (one: Idle) => boolean): void {
  const dropped = idle.filter(isDropped);
  idle = idle.filter((one) => !dropped.includes(one));
  for (const { db } of dropped) db.end();
}
