// Partial sums of logs, written and read as the program does.
import { join } from 'node:path';
import { load } from '../../src/load.ts';
import { summarize } from '../../src/summarize.ts';
import { digestsOf } from '../support/digests.ts';
import { placeEmptyDatabase } from '../support/empty-database.ts';
import { ACCOUNT, type Event, objectId, START, usage } from './log-database.ts';

const NOW = new Date(Date.UTC(2026, 10, 21));

/** What says which files were loaded, and not what is in them. */
const OF_LOADS =
  /^(raw\.loads|staging\.(loads|load_rows|log_files|log_file_hours|log_summarized|log_unknowns)|report\.(loads|log_evidence|log_unknowns)|all)$/;

/** Writes the partial sums of some files. */
export function summed(paths: readonly string[], out: string, account = ACCOUNT) {
  return summarize(paths, { out, account, now: NOW });
}

/** A new database of these files, loaded in one go. */
export async function databaseOf(
  folder: string,
  name: string,
  paths: readonly string[],
  account = ACCOUNT,
): Promise<string> {
  const db = join(folder, `${name}.duckdb`);
  placeEmptyDatabase(db);
  await load(paths, { db, account, now: NOW });
  return db;
}

/** Digests of everything that a database says, but for which files were loaded. */
export async function contentOf(db: string): Promise<Record<string, string>> {
  const all = await digestsOf(db);
  return Object.fromEntries(Object.entries(all).filter(([relation]) => !OF_LOADS.test(relation)));
}

export const HOUR = 3_600_000;

/** A chat room that answers, wakes by alarm and keeps a socket open, and the Worker before it. */
function room(n: number, at: number): Event[] {
  const line = (k: string, i: number) => [
    usage({
      t: `tenant-${n % 2}`,
      c: 'Room',
      o: objectId(n),
      n: `${n}-${at}-${i}`,
      k,
      rr: 7 + i,
      rw: i,
      db: 4096 * (i + 1),
    }),
  ];
  const own = { entrypoint: 'Room', script: 'chat' };
  return [
    { at, ray: `${n}`, wall: 30 },
    { ...own, at: at + 5, ray: `${n}`, wall: 900, logs: [line('http', 0), ['done']] },
    {
      ...own,
      at: at + 400,
      type: 'alarm',
      wall: 1200,
      logs: [line('alarm', 1)],
      saidAt: at + HOUR,
    },
    { ...own, at: at + 3000, status: 101, wall: 2 * HOUR, logs: [line('http', 2), line('ws', 3)] },
    { ...own, at: at + 4000, type: 'hibernatable_web_socket', wall: 3, logs: [line('ws', 4)] },
    {
      ...own,
      at: at + 4003,
      type: 'new_kind',
      wall: 3,
      outcome: 'exception',
      logs: [line('x', 5)],
    },
  ];
}

/** Events of one visit. */
const PER_VISIT = 6;

/** Four rooms on two days. */
export const EVENTS = [1, 2, 3, 4].flatMap((n) =>
  [0, 11, 23, 36].flatMap((hour) => room(n, START + hour * HOUR + n * 61_000)),
);
/** The room of an event, 0 to 3; that of the Worker before the room too. */
export const roomOf = (event: Event) => Math.floor(EVENTS.indexOf(event) / (4 * PER_VISIT));
