import { insertRows } from '../insert.ts';
import type { Batch } from './batch.ts';
import type { LogWorkspace } from './workspace.ts';

/**
 * Gives the rules the files of a batch.
 * @param files skipped: rows that the reader left out, which are records too
 * @param about horizonMs: for events before it, an earlier delivery cannot be noticed
 */
export async function tellFiles(
  workspace: LogWorkspace,
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
  await insertRows(workspace.db, workspace.table('log_batch_files'), rows);
}

/** Inserts the files of a batch with counts of what was found in them, also if nothing was. */
export async function addFiles(workspace: LogWorkspace): Promise<void> {
  const unknowns = workspace.whole('raw.log_unknowns');
  await workspace.db.run(
    `insert into ${workspace.whole('raw.log_files')} by name
     from ${workspace.read('logs.batch_files')};
     insert into ${unknowns} by name
     select s.load_key, 'kind' as what, k.kind as name, count(*) as occurrences
     from ${workspace.table('log_batch')} as s
     join log_sort_keys as k using (sort_hash)
     where k.is_unknown and s.event_ms is not null and s.earlier_loads is null
     group by s.load_key, k.kind
     union all
     select load_key, 'usage line', name, occurrences
     from ${workspace.read('logs.batch_faults')}`,
  );
}

/** The same of kinds of event for partial sums, with the events of each. */
export async function addUnknownKinds(workspace: LogWorkspace, loadKey: number): Promise<void> {
  await workspace.db.run(
    `insert into ${workspace.whole('raw.log_unknowns')} by name
     select ${loadKey} as load_key, 'kind' as what, k.kind as name, sum(h.events) as occurrences
     from ${workspace.read('logs.partial_hours')} as h
     join log_sort_keys as k using (sort_hash)
     where k.is_unknown
     group by k.kind`,
  );
}

/** Records the fields at the start of a file that no mapping reads, and those that are missing. */
export async function addFields(
  workspace: LogWorkspace,
  rows: readonly { loadKey: number; what: 'field' | 'missing field'; name: string }[],
): Promise<void> {
  await insertRows(
    workspace.db,
    workspace.whole('raw.log_unknowns'),
    rows.map(({ loadKey, what, name }) => ({ load_key: loadKey, what, name, occurrences: 1 })),
  );
}
