import type { Batch } from './batch.ts';
import { addFiles, tellFiles } from './found.ts';
import type { LogGround } from './ground.ts';
import { assignKeys } from './keys.ts';
import { enter } from './ledger.ts';
import { addRejects, type RecordCounts, recordCounts } from './rejects.ts';
import { rollUp } from './rollup.ts';
import { scan } from './scan.ts';
import { addSkipped } from './skipped.ts';

/** A file of a batch as it is entered. */
export interface LandedFile {
  path: string;
  loadKey: number;
  digest: string;
  bytes: number;
}

/**
 * Reads a batch of log files in one call and leaves in the database what lasts: sums by hour,
 * islands of activity, the ledger of deliveries. Returns how many records each file had.
 * @param look what else to do with the events while they are at hand
 */
export async function land(
  ground: LogGround,
  batch: Batch & {
    files: readonly LandedFile[];
    horizonMs: string | null;
    jobDigest: string | null;
  },
  look: (ground: LogGround) => Promise<void>,
): Promise<ReadonlyMap<number, RecordCounts>> {
  await scan(ground, batch);
  const skipped = await addSkipped(ground, batch);
  const files: readonly LandedFile[] = batch.files;
  const skippedOf = (loadKey: number) => skipped.get(loadKey) ?? 0;
  const found = files.map((file) => ({ ...file, skipped: skippedOf(file.loadKey) }));
  await tellFiles(ground, batch, found, batch);
  await assignKeys(ground, batch.account);
  await look(ground);
  if (batch.isDeduped) await enter(ground, batch.account);
  await rollUp(ground);
  await addFiles(ground);
  const counts = await recordCounts(ground);
  for (const file of files) {
    const { rejects } = counts.get(file.loadKey) ?? { rejects: 0 };
    const unread = rejects - skippedOf(file.loadKey);
    if (unread > 0) await addRejects(ground, file, batch, unread);
  }
  await ground.clear();
  return counts;
}
