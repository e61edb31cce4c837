import type { Database } from '../database.ts';
import { literal } from '../insert.ts';
import { saidSql } from './lines.ts';
import type { Batch } from './scan.ts';

/**
 * Enters the files of a batch with what was found in them, also those in which there was nothing.
 * @param files skipped: rows that the reader passed over, which are records too
 * @param about horizonMs: what happened before it cannot be told from an earlier delivery
 */
export async function addFiles(
  db: Database,
  batch: Batch,
  files: readonly { loadKey: number; digest: string; bytes: number; skipped: number }[],
  about: { horizonMs: string | null; jobDigest: string | null },
): Promise<void> {
  const rows = files.map(({ loadKey, digest, bytes, skipped }) => {
    return { loadKey, digest, bytes, skipped };
  });
  const job = about.jobDigest === null ? 'null' : literal(about.jobDigest);
  await db.run(
    `insert into raw.log_files by name
     with files as (
       select unnest(from_json($1::json,
         '[{"loadKey":"INTEGER","digest":"VARCHAR","bytes":"BIGINT","skipped":"BIGINT"}]'
       ), recursive := true)
     ),
     found as (
       select load_key, count(*) as records, count(event_ms) as events,
         count(*) filter (where is_truncated) as truncated_records,
         count(*) filter (where event_ms < ${about.horizonMs ?? 'null'}) as late_events,
         min(event_ms) as first_ms, max(event_ms) as last_ms
       from log_scan group by load_key
     ),
     lines as (select load_key, count(*) as n from ${saidSql('log_scan')} group by load_key)
     select f.loadKey as load_key, f.digest as load_id, ${literal(batch.account)} as account,
       '${batch.surface}' as surface, '${batch.shape.format}' as format,
       '${batch.shape.compression}' as compression, f.bytes,
       coalesce(c.records, 0) + f.skipped as records, coalesce(c.events, 0) as events,
       coalesce(l.n, 0) as usage_lines,
       coalesce(c.late_events, 0) as late_events,
       coalesce(c.records - c.events, 0) + f.skipped as rejects,
       coalesce(c.truncated_records, 0) as truncated_records,
       make_timestamp(c.first_ms * 1000) as first_event_at,
       make_timestamp(c.last_ms * 1000) as last_event_at, ${job} as job_digest
     from files as f
     left join found as c on c.load_key = f.loadKey
     left join lines as l on l.load_key = f.loadKey`,
    [JSON.stringify(rows)],
  );
  await addUnknowns(db);
}

/** Names the kinds and the versions of usage lines that no mapping knows, by file. */
async function addUnknowns(db: Database): Promise<void> {
  await db.run(
    `insert into raw.log_unknowns by name
     select s.load_key, 'kind' as what, k.kind as name, count(*) as occurrences
     from log_scan as s
     join log_sort_keys as k using (sort_hash)
     where k.is_unknown and s.event_ms is not null
     group by s.load_key, k.kind
     union all
     select load_key, 'usage line', 'without its time', count(*)
     from log_scan where usage_sort_hash is not null and said_ms is null
     group by load_key`,
  );
}

/** Names fields that the head of a file has and no mapping reads, and those it lacks. */
export async function addFields(
  db: Database,
  rows: readonly { loadKey: number; what: 'field' | 'missing field'; name: string }[],
): Promise<void> {
  if (rows.length === 0) return;
  await db.run(
    `insert into raw.log_unknowns
     select loadKey, what, name, 1 from (select unnest(from_json($1::json,
       '[{"loadKey":"INTEGER","what":"VARCHAR","name":"VARCHAR"}]'), recursive := true))`,
    [JSON.stringify(rows)],
  );
}
