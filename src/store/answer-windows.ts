import { usageError } from '../errors.ts';
import type { Database } from './database.ts';

/**
 * Sets the window of captures whose request does not state one to the days of their rows.
 * @throws FlaretallyError E_WINDOW if neither request nor rows have a time
 */
export async function inferWindows(
  db: Database,
  relation: string,
  files: readonly { path: string; digest: string }[],
): Promise<void> {
  const [open] = await db.rows('select 1 from raw.captures where window_starts_at is null limit 1');
  if (!open) return;
  await db.run(
    `update raw.captures as c
     set window_starts_at = r.starts_on, window_ends_at = r.ends_on + 1
     from (
       select capture_id, min(observed_at::timestamp)::date as starts_on,
         max(observed_at::timestamp)::date as ends_on
       from ${relation}
       where capture_id in (select capture_id from raw.captures where window_starts_at is null)
       group by capture_id
     ) as r
     where r.capture_id = c.capture_id and c.window_starts_at is null`,
  );
  const [lost] = await db.rows<{ load_id: string; dataset: string }>(
    `select c.load_id, c.dataset
     from raw.captures as c
     where c.window_starts_at is null and c.error_message is null
       and (c.row_count = 0 or c.capture_id in (select capture_id from ${relation}))`,
  );
  if (!lost) return;
  const file = files.find(({ digest }) => digest === lost.load_id)?.path;
  throw usageError(
    'E_WINDOW',
    `${file} does not say which days its ${lost.dataset} covers`,
    'save it as an envelope with its request, or with a date among its dimensions',
  );
}

/** Rows without a time count at the start of their capture's window. */
export async function placeUndatedRows(db: Database, relation: string): Promise<void> {
  await db.run(
    `update ${relation} as r
     set observed_at = c.window_starts_at::varchar
     from raw.captures as c
     where c.capture_id = r.capture_id and r.observed_at is null`,
  );
}
