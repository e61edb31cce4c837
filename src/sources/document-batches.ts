import type { InputFile } from './files.ts';

/** Bytes of answers read at a time: DuckDB needs some twenty times as much to take JSON apart. */
const BATCH_BYTES = 16 * 1024 * 1024;

/** Files in order, as many together as fit; a larger one alone. */
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
