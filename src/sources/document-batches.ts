import type { InputFile } from './files.ts';

/** Bytes of answers per batch. DuckDB needs about twenty times as much memory to parse JSON. */
const BATCH_BYTES = 16 * 1024 * 1024;

/** Batches of files in order, as many together as fit. A larger file is a batch of its own. */
export function documentBatches<F extends Pick<InputFile, 'size'>>(
  files: readonly F[],
  most = BATCH_BYTES,
): F[][] {
  const all: F[][] = [];
  let bytes = Number.POSITIVE_INFINITY;
  for (const file of files) {
    bytes += file.size;
    if (bytes > most) {
      all.push([]);
      bytes = file.size;
    }
    all.at(-1)?.push(file);
  }
  return all;
}
