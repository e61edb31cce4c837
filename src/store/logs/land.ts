import type { Batch } from './batch.ts';
import { addFiles, tellFiles } from './found.ts';
import { assignKeys } from './keys.ts';
import { enter } from './ledger.ts';
import { addRejects, type RecordCounts, recordCounts } from './rejects.ts';
import { rollUp } from './rollup.ts';
import { scan } from './scan.ts';
import { addSkipped } from './skipped.ts';
import type { LogWorkspace } from './workspace.ts';

/** A file of a batch for the database. */
export interface LandedFile {
  path: string;
  loadKey: number;
  digest: string;
  bytes: number;
}

/**
 * Reads a batch of log files in one call and stores what is kept: sums by hour, islands of
 * activity, the ledger of deliveries. Returns the number of records of each file.
 * @param look what else to do with the events while they are in memory
 */
export async function land(
  workspace: LogWorkspace,
  batch: Batch & {
    files: readonly LandedFile[];
    horizonMs: string | null;
    jobDigest: string | null;
  },
  look: (workspace: LogWorkspace) => Promise<void>,
): Promise<ReadonlyMap<number, RecordCounts>> {
  await scan(workspace, batch);
  const skipped = await addSkipped(workspace, batch);
  const files: readonly LandedFile[] = batch.files;
  const skippedOf = (loadKey: number) => skipped.get(loadKey) ?? 0;
  const found = files.map((file) => ({ ...file, skipped: skippedOf(file.loadKey) }));
  await tellFiles(workspace, batch, found, batch);
  await assignKeys(workspace, batch.account);
  await look(workspace);
  if (batch.isDeduped) await enter(workspace, batch.account);
  await rollUp(workspace, 'batch');
  await addFiles(workspace);
  const counts = await recordCounts(workspace);
  for (const file of files) {
    const { rejects } = counts.get(file.loadKey) ?? { rejects: 0 };
    const unread = rejects - skippedOf(file.loadKey);
    if (unread > 0) await addRejects(workspace, file, batch, unread);
  }
  await workspace.clear();
  return counts;
}
