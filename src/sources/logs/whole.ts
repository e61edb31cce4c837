import { closeSync, openSync, readSync } from 'node:fs';
import type { InputFile } from '../files.ts';
import { requireWhole } from '../measure.ts';
import { zstdSize } from '../zstd.ts';

/** The tolerance between the expected size and that of a gzip trailer: a quarter. */
const SLACK = 1 / 4;

/**
 * Refuses a truncated gzip file. DuckDB reads what there is. Truncation shows in an incomplete last
 * line, or in a trailer whose size is impossible. Only a suspicious file is decompressed again to
 * be sure.
 * @throws FlaretallyError E_GZIP
 */
export async function requireWholeGzip(
  file: InputFile,
  { records, rejects }: { records: number; rejects: number },
): Promise<void> {
  if (file.compression !== 'gzip') return;
  const lines = file.head.split('\n').length - 1;
  const expected = lines > 0 ? (records * file.head.lastIndexOf('\n')) / lines : file.head.length;
  const stated = trailer(file);
  const isNear = Math.abs(stated - (expected % 2 ** 32)) <= SLACK * expected + file.head.length;
  if (rejects > 0 || !isNear) await requireWhole(file);
}

/** The unpacked size modulo 2^32, from the last four bytes. */
function trailer({ path, bytes }: InputFile): number {
  if (bytes < 18) return -1;
  return readAt(path, [[bytes - 4, 4]])[0]?.readUInt32LE(0) ?? -1;
}

/** Refuses a truncated zstd file too. @throws FlaretallyError E_FILE_DAMAGED */
export function requireWholeZstd(file: InputFile): void {
  if (file.compression === 'zstd') zstdSize(file);
}

function readAt(path: string, parts: readonly (readonly [at: number, length: number])[]): Buffer[] {
  const handle = openSync(path, 'r');
  try {
    return parts.map(([at, length]) => {
      const buffer = Buffer.alloc(length);
      readSync(handle, buffer, 0, length, at);
      return buffer;
    });
  } finally {
    closeSync(handle);
  }
}
