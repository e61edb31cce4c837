import type { Database } from '../database.ts';
import { addFiles } from './found.ts';
import { assignKeys } from './keys.ts';
import { enter } from './ledger.ts';
import { addRejects, type RecordCounts, recordCounts } from './rejects.ts';
import { addHours, addIntervals, takeBack } from './rollup.ts';
import { type Batch, scan } from './scan.ts';
import { addSkipped } from './skipped.ts';

/** A file of a batch as it is entered. */
export interface LandedFile {
  path: string;
  loadKey: number;
  digest: string;
  bytes: number;
}

/**
 * Reads a batch of log files in one call and leaves in the books what lasts: sums by hour, islands
 * of activity, the ledger of deliveries. Returns how many records each file had.
 * @param look what else to do with the events while they are at hand
 */
export async function land(
  db: Database,
  batch: Batch & {
    files: readonly LandedFile[];
    horizonMs: string | null;
    jobDigest: string | null;
  },
  look: (db: Database) => Promise<void>,
): Promise<ReadonlyMap<number, RecordCounts>> {
  await scan(db, batch);
  const skipped = await addSkipped(db, batch);
  await assignKeys(db, batch.account);
  await db.run(
    `create or replace temp table log_repeated as
     select *, [0] as earlier_loads from log_scan limit 0`,
  );
  if (batch.isDeduped) await enter(db, batch.account);
  await addHours(db);
  await takeBack(db, 'log_repeated');
  await addIntervals(db);
  const files: readonly LandedFile[] = batch.files;
  const skippedOf = (loadKey: number) => skipped.get(loadKey) ?? 0;
  const found = files.map((file) => ({ ...file, skipped: skippedOf(file.loadKey) }));
  await addFiles(db, batch, found, batch);
  const counts = await recordCounts(db);
  for (const file of files) {
    const { records = 0, rejects = 0 } = counts.get(file.loadKey) ?? {};
    if (rejects > 0) await addRejects(db, file, batch, rejects);
    const passed = skippedOf(file.loadKey);
    if (passed > 0)
      counts.set(file.loadKey, { records: records + passed, rejects: rejects + passed });
  }
  await look(db);
  for (const table of ['log_scan', 'log_repeated', 'log_candidates', 'log_repeats'])
    await db.run(`drop table if exists ${table}`);
  return counts;
}
