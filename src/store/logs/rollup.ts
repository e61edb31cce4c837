import type { LogWorkspace } from './workspace.ts';

/**
 * Adds hourly sums and islands to the database, with numbers in place of names.
 * @param of from where: from events that were read, or from partial sums
 * @param also columns that the rules for these do not give, as SQL with a comma at its end
 */
export async function rollUp(
  workspace: LogWorkspace,
  of: 'batch' | 'partial',
  also = '',
): Promise<void> {
  await workspace.db.run(
    `insert into ${workspace.whole('raw.log_hours')} by name
     select ${also} h.* exclude (sort_hash, object_hash), s.sort_key, o.object_key
     from ${workspace.read(`logs.${of}_hours`)} as h
     join log_sort_keys as s using (sort_hash)
     left join log_object_keys as o on o.hash = h.object_hash;
     insert into ${workspace.whole('raw.log_usage_hours')} by name
     select ${also} h.* exclude (usage_sort_hash, line_object_hash), k.usage_sort_key, o.object_key
     from ${workspace.read(`logs.${of}_usage_hours`)} as h
     join log_usage_keys as k using (usage_sort_hash)
     left join log_object_keys as o on o.hash = h.line_object_hash;
     insert into ${workspace.whole('raw.log_intervals')} by name
     ${of === 'batch' ? batchIslands(workspace) : partialIslands(workspace, also)}`,
  );
}

/** Numbers of places and objects in place of their hashes. */
const PLACED = `
  join (select distinct place_hash, place_key from log_sort_keys) as p using (place_hash)
  join log_object_keys as o on o.hash = i.object_hash`;

function batchIslands(workspace: LogWorkspace): string {
  return `select i.* exclude (place_hash, object_hash), p.place_key, o.object_key
    from ${workspace.read('logs.batch_islands')} as i ${PLACED}`;
}

/** The lists of an object's hour get its numbers before they become rows, which are many more. */
function partialIslands(workspace: LogWorkspace, also: string): string {
  return `select * exclude (hour_ms, starts, lengths), hour_ms + unnest(starts) as starts_ms,
      hour_ms + unnest(starts) + unnest(lengths) as ends_ms
    from (
      select ${also} p.place_key, o.object_key, i.is_upgrade, i.hour_ms, i.starts, i.lengths
      from ${workspace.read('staging.log_partial_islands')} as i ${PLACED}
    )`;
}
