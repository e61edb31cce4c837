import { closeSync, openSync, readSync } from 'node:fs';
import type { InputFile } from '../files.ts';
import { requireWhole } from '../measure.ts';
import { zstdSize } from '../zstd.ts';

/** The part of the expected size by which a gzip trailer may differ: a quarter. */
const SLACK = 1 / 4;

/**
 * Refuses a gzip file that ends early. The reader takes what there is; that something is missing
 * shows in a last line cut off, or in a size that its trailer cannot mean. Only a file that looks
 * wrong is decompressed again, to be sure.
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

/** The size that the last four bytes state, of what was compressed, modulo 2^32. */
function trailer({ path, bytes }: InputFile): number {
  if (bytes < 18) return -1;
  return readAt(path, [[bytes - 4, 4]])[0]?.readUInt32LE(0) ?? -1;
}

/** A zstd file that ends early is refused too. @throws FlaretallyError E_FILE_DAMAGED */
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
