import { written } from '../exact-path.ts';
import type { LogWorkspace } from './workspace.ts';

/**
 * Writes every event of the batch as Parquet, in a folder per day and file, so that a file can be
 * undone. An event that several files delivered is in each of their folders, with the same
 * `event_hash`.
 */
export async function keepEvents(workspace: LogWorkspace, folder: string): Promise<void> {
  await workspace.db.run(
    `copy (
       select make_timestamp(e.event_ms * 1000) as event_at, f.account, f.surface, p.script,
         p.entrypoint, p.dispatch_namespace, e.is_object,
         coalesce(o.object_id, e.object_id) as object_id, s.kind, s.outcome,
         e.wall_ms, e.cpu_ms, e.is_truncated, e.event_hash,
         make_timestamp(e.said_ms * 1000) as said_at, coalesce(u.tenant, e.tenant) as tenant,
         coalesce(u.class, e.class) as class,
         coalesce(l.object_id, e.line_object_id) as line_object_id,
         coalesce(u.kind, e.line_kind) as line_kind, e.rows_read, e.rows_written, e.database_bytes,
         list_transform(e.other_lines, lambda l: l.line) as other_lines,
         make_timestamp(e.event_ms * 1000)::date as day, f.load_id
       from ${workspace.table('log_batch')} as e
       join log_sort_keys as s using (sort_hash)
       join ${workspace.whole('raw.log_places')} as p using (place_key)
       join ${workspace.table('log_batch_files')} as f using (load_key)
       left join log_usage_keys as uk using (usage_sort_hash)
       left join ${workspace.whole('raw.log_usage_sorts')} as u using (usage_sort_key)
       left join log_object_keys as ok on ok.hash = e.object_hash
       left join ${workspace.whole('raw.log_objects')} as o on o.object_key = ok.object_key
       left join log_object_keys as lk on lk.hash = e.line_object_hash
       left join ${workspace.whole('raw.log_objects')} as l on l.object_key = lk.object_key
       where e.event_ms is not null
     ) to ${written(folder)} (format parquet, compression zstd, partition_by (day, load_id),
       overwrite_or_ignore true)`,
  );
}
