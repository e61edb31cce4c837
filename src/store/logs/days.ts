import type { Database } from '../database.ts';
import { insertRows } from '../insert.ts';
import type { PartialHead } from './partial-file.ts';
import type { KnownLoad } from './undo.ts';
import type { LogWorkspace } from './workspace.ts';

/** What a file of partial sums says of the table that it was asked of. */
export interface AskedHead extends PartialHead {
  source: string;
  day: string;
  server: string;
  hours_query: string;
  islands_query: string;
  rows_query: string;
}

/** Whether the sums are of a day of a table. */
export function isAsked(head: PartialHead): head is AskedHead {
  return 'source' in head && 'day' in head;
}

/** An earlier load of the day, and the address that it was asked of. */
export type DayLoad = KnownLoad & { source: string };

/** The database and the table of an address: the same on any host of a cluster. */
export function tableOf(source: string): string {
  return source.slice(source.lastIndexOf('/') + 1);
}

/** The loads of the same day of a table of that name, whatever the host. */
export async function loadsOfDay(
  db: Database,
  account: string,
  { source, day }: AskedHead,
): Promise<DayLoad[]> {
  return db.rows<DayLoad>(
    `select l.load_id, f.load_key, l.kind, l.account, l.source_file, d.source
     from raw.log_days as d
     join raw.log_files as f using (load_key)
     join raw.loads as l using (load_id)
     where l.account = $1 and d.asked_on = $2::date
       and ends_with(d.source, '/' || $3)
     order by l.load_id`,
    [account, day, tableOf(source)],
  );
}

/** Stores what was asked for the day. */
export async function addDay(
  workspace: LogWorkspace,
  load_key: number,
  { source, day, server, hours_query, islands_query, rows_query }: AskedHead,
): Promise<void> {
  await insertRows(workspace.db, workspace.whole('raw.log_days'), [
    { load_key, source, asked_on: day, server, hours_query, islands_query, rows_query },
  ]);
}
