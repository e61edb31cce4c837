import { insertRows } from '../insert.ts';
import type { Batch } from './batch.ts';
import type { LogGround } from './ground.ts';

/**
 * Tells the rules of the files of a batch.
 * @param files skipped: rows that the reader passed over, which are records too
 * @param about horizonMs: what happened before it cannot be told from an earlier delivery
 */
export async function tellFiles(
  ground: LogGround,
  { account, surface, shape }: Batch,
  files: readonly { loadKey: number; digest: string; bytes: number; skipped: number }[],
  about: { horizonMs: string | null; jobDigest: string | null },
): Promise<void> {
  const rows = files.map(({ loadKey, digest, bytes, skipped }) => ({
    load_key: loadKey,
    load_id: digest,
    account,
    surface,
    format: shape.format,
    compression: shape.compression,
    bytes,
    skipped,
    horizon_ms: about.horizonMs,
    job_digest: about.jobDigest,
  }));
  await insertRows(ground.db, ground.table('log_batch_files'), rows);
}

/** Enters the files of a batch with what was found in them, be it nothing. */
export async function addFiles(ground: LogGround): Promise<void> {
  const unknowns = ground.whole('raw.log_unknowns');
  await ground.db.run(
    `insert into ${ground.whole('raw.log_files')} by name
     from ${ground.read('logs.batch_files')};
     insert into ${unknowns} by name
     select s.load_key, 'kind' as what, k.kind as name, count(*) as occurrences
     from ${ground.table('log_batch')} as s
     join log_sort_keys as k using (sort_hash)
     where k.is_unknown and s.event_ms is not null and s.earlier_loads is null
     group by s.load_key, k.kind
     union all
     select load_key, 'usage line', 'without its time', count(*)
     from ${ground.table('log_batch')}
     where usage_sort_hash is not null and said_ms is null and earlier_loads is null
     group by load_key`,
  );
}

/** Names fields that the head of a file has and no mapping reads, and those it lacks. */
export async function addFields(
  ground: LogGround,
  rows: readonly { loadKey: number; what: 'field' | 'missing field'; name: string }[],
): Promise<void> {
  await insertRows(
    ground.db,
    ground.whole('raw.log_unknowns'),
    rows.map(({ loadKey, what, name }) => ({ load_key: loadKey, what, name, occurrences: 1 })),
  );
}
