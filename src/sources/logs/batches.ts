import type { Database } from '../../store/database.ts';
import type { LogShape } from '../../store/logs/read.ts';
import type { Surface } from '../../store/logs/surfaces.ts';
import type { InputFile } from '../files.ts';
import type { LoadContext } from '../load-context.ts';
import { shapeOf } from './shape.ts';

/** Files that are read in one call. */
export interface LogBatch {
  account: string;
  surface: Surface;
  shape: LogShape;
  files: { input: InputFile; loadKey: number }[];
}

/**
 * Compressed bytes per call: about half a million records, whose compact rows fit in memory. Ten
 * times as many would be written to disk and read again, which takes longer than reading the files.
 */
const BATCH_BYTES = { none: 350_000_000, gzip: 48_000_000, zstd: 48_000_000 } as const;
const PARQUET_BYTES = 36_000_000;

/**
 * Groups files of one account and shape in the order of their first events, and continues the
 * numbers in the database. The order of the paths has no effect. Files that are close in time are
 * in one batch, so that a batch is compared with few hours of the ledger.
 */
export async function batchesOf(
  db: Database,
  files: readonly InputFile[],
  context: LoadContext,
  surface: Surface,
): Promise<LogBatch[]> {
  const groups = new Map<string, LogBatch[]>();
  const [last] = await db.rows<{ key: string }>(
    'select coalesce(max(load_key), 0)::varchar as key from raw.log_files',
  );
  for (const input of inOrder(files)) {
    const account = context.requireAccount(input.path);
    const shape = shapeOf(input);
    const key = JSON.stringify([account, shape]);
    const group = groups.get(key) ?? [];
    groups.set(key, group);
    const batch = group.at(-1);
    if (batch && fits(batch, input)) batch.files.push({ input, loadKey: 0 });
    else group.push({ account, surface, shape, files: [{ input, loadKey: 0 }] });
  }
  const batches = [...groups.keys()].sort().flatMap((key) => groups.get(key) ?? []);
  let next = Number(last?.key ?? 0);
  for (const batch of batches) {
    for (const file of batch.files) {
      next += 1;
      file.loadKey = next;
    }
  }
  return batches;
}

function inOrder(files: readonly InputFile[]): InputFile[] {
  return files
    .map((input) => ({ input, at: firstAt(input) }))
    .sort((a, b) => a.at - b.at || (a.input.digest < b.input.digest ? -1 : 1))
    .map(({ input }) => input);
}

/** When the first record of a file was, by its start; the end of time if not known. */
function firstAt({ head }: InputFile): number {
  const [, at = ''] = /"(?:EventTimestampMs|eventTimestamp)"\s*:\s*"?([\w.:+-]+)/.exec(head) ?? [];
  if (/^\d{10,19}$/.test(at)) return Number(at.slice(0, 13).padEnd(13, '0'));
  return Date.parse(at) || Number.MAX_SAFE_INTEGER;
}

function fits({ shape, files }: LogBatch, { bytes }: InputFile): boolean {
  const sum = files.reduce((total, { input }) => total + input.bytes, bytes);
  const most = shape.format === 'parquet' ? PARQUET_BYTES : BATCH_BYTES[shape.compression];
  return sum <= most;
}
