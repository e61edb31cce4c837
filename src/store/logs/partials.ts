import { insertRows } from '../insert.ts';
import { addUnknownKinds } from './found.ts';
import { assignKeys } from './keys.ts';
import type { Part, Sections } from './part.ts';
import { requireColumns, requireRows, requireSums } from './partial-checks.ts';
import { rollUp } from './rollup.ts';
import type { LogWorkspace } from './workspace.ts';

/**
 * Stores partial sums of events as if the events had been read. The ledger of deliveries gets no
 * row, because an event that another load delivers too cannot be noticed.
 * @throws FlaretallyError E_PARTIALS_COLUMNS, E_PARTIALS_DAMAGED
 */
export async function landPartials(
  workspace: LogWorkspace,
  part: Part,
  { path, hours, islands }: Sections & { path: string },
): Promise<void> {
  await workspace.show('log_partial_hours', await requireColumns(workspace, 'hours', hours, part));
  await workspace.show(
    'log_partial_islands',
    await requireColumns(workspace, 'islands', islands, part),
  );
  await requireSums(workspace, part);
  await requireRows(workspace, path);
  await workspace.db.run(
    `insert into ${workspace.table('log_batch')} by name
     from ${workspace.read('logs.partial_names')}
     where sort_hash is null or sort_hash not in (select sort_hash from log_sort_keys)`,
  );
  await assignKeys(workspace, part.account);
  await rollUp(workspace, 'partial', `${part.loadKey}::integer as load_key,`);
  await addPart(workspace, part);
  await workspace.clear();
}

/** The number that the next load of logs gets in this database. */
export async function nextLoadKey(workspace: LogWorkspace): Promise<number> {
  const [row] = await workspace.db.rows<{ key: string }>(
    `select coalesce(max(load_key), 0) + 1 as key from ${workspace.whole('raw.log_files')}`,
  );
  return Number(row?.key);
}

async function addPart(workspace: LogWorkspace, part: Part): Promise<void> {
  const { db } = workspace;
  const { loadKey: load_key, counts } = part;
  await insertRows(db, workspace.whole('raw.log_files'), [
    {
      load_key,
      load_id: part.digest,
      account: part.account,
      surface: part.surface,
      format: part.format,
      compression: 'none',
      bytes: part.bytes,
      records: counts.records,
      events: counts.events,
      usage_lines: counts.usageLines,
      late_events: counts.events,
      rejects: counts.rejects,
      truncated_records: counts.truncatedRecords,
      first_event_at: timestamp(counts.firstMs),
      last_event_at: timestamp(counts.lastMs),
      job_digest: part.jobDigest,
    },
  ]);
  const unknowns = part.unknowns.map((one) => ({ load_key, ...one }));
  await insertRows(db, workspace.whole('raw.log_unknowns'), unknowns);
  await addUnknownKinds(workspace, load_key);
}

function timestamp(ms: string | null): string | null {
  return ms === null ? null : new Date(Number(ms)).toISOString().replace('Z', '');
}
