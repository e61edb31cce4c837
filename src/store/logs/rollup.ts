import type { LogWorkspace } from './workspace.ts';

/**
 * Adds the hourly sums and the islands of the batch to the database, with numbers in place of
 * names.
 */
export async function rollUp(workspace: LogWorkspace): Promise<void> {
  await workspace.db.run(
    `insert into ${workspace.whole('raw.log_hours')} by name
     select h.* exclude (sort_hash, object_hash), s.sort_key, o.object_key
     from ${workspace.read('logs.batch_hours')} as h
     join log_sort_keys as s using (sort_hash)
     left join log_object_keys as o on o.hash = h.object_hash;
     insert into ${workspace.whole('raw.log_usage_hours')} by name
     select h.* exclude (usage_sort_hash, line_object_hash), k.usage_sort_key, o.object_key
     from ${workspace.read('logs.batch_usage_hours')} as h
     join log_usage_keys as k using (usage_sort_hash)
     left join log_object_keys as o on o.hash = h.line_object_hash;
     insert into ${workspace.whole('raw.log_intervals')} by name
     select i.* exclude (place_hash, object_hash), p.place_key, o.object_key
     from ${workspace.read('logs.batch_islands')} as i
     join (select distinct place_hash, place_key from log_sort_keys) as p using (place_hash)
     join log_object_keys as o on o.hash = i.object_hash`,
  );
}
