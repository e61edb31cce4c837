import type { Database } from '../database.ts';
import { literal } from '../insert.ts';

/**
 * Writes every event of `log_scan` as Parquet, a folder a day and in it one a file, so that a file
 * can be taken back. What several files delivered stands in each, under one `event_hash`.
 */
export async function keepEvents(db: Database, folder: string): Promise<void> {
  await db.run(
    `copy (
       select make_timestamp(e.event_ms * 1000) as event_at, f.account, f.surface, e.script,
         e.entrypoint, e.dispatch_namespace, e.is_object, e.object_id, s.kind, e.outcome,
         e.wall_ms, e.cpu_ms, e.is_truncated, e.event_hash,
         make_timestamp(e.said_ms * 1000) as said_at, e.tenant, e.class, e.line_object_id,
         e.line_kind, e.rows_read, e.rows_written, e.database_bytes,
         list_transform(e.other_lines, lambda l: l.line) as other_lines,
         make_timestamp(e.event_ms * 1000)::date as day, f.load_id
       from log_scan as e
       join log_sort_keys as s using (sort_hash)
       join raw.log_files as f using (load_key)
       where e.event_ms is not null
     ) to ${literal(folder)} (format parquet, compression zstd, partition_by (day, load_id),
       overwrite_or_ignore true)`,
  );
}
