import { closeSync, openSync, readSync } from 'node:fs';
import { damaged, type InputFile, measure } from '../files.ts';

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
  if (rejects > 0 || !isNear) await measure(file);
}

/** The size that the last four bytes state, of what was compressed, modulo 2^32. */
function trailer({ path, bytes }: InputFile): number {
  if (bytes < 18) return -1;
  return readAt(path, [[bytes - 4, 4]])[0]?.readUInt32LE(0) ?? -1;
}

/**
 * Walks the blocks of a zstd file by their headers, decompressing nothing: a reader takes whole
 * blocks and does not say that others are missing.
 * @throws FlaretallyError E_FILE_DAMAGED
 */
export function requireWholeZstd({ path, bytes, compression }: InputFile): void {
  if (compression !== 'zstd') return;
  const handle = openSync(path, 'r');
  const take = (at: number, length: number) => {
    const buffer = Buffer.alloc(8);
    if (at + length > bytes || readSync(handle, buffer, 0, length, at) < length) {
      throw damaged(path, `its zstd data ends early, at byte ${bytes}`);
    }
    return buffer;
  };
  try {
    let at = 0;
    while (at < bytes) at = frameEnd(at, take, path);
    if (at > bytes) throw damaged(path, `its zstd data ends early, at byte ${bytes}`);
  } finally {
    closeSync(handle);
  }
}

type Take = (at: number, length: number) => Buffer;

/** Where the frame that begins at `at` ends (RFC 8878, section 3.1). */
function frameEnd(at: number, take: Take, path: string): number {
  const magic = take(at, 4).readUInt32LE(0);
  if ((magic & 0xfffffff0) >>> 0 === 0x184d2a50) return at + 8 + take(at + 4, 4).readUInt32LE(0);
  if (magic !== 0xfd2fb528) throw damaged(path, `there is no zstd frame at byte ${at}`);
  const flags = take(at + 4, 1)[0] ?? 0;
  const isSingle = (flags & 0x20) !== 0;
  const sizeBytes = [isSingle ? 1 : 0, 2, 4, 8][flags >> 6] ?? 0;
  let next = at + 5 + (isSingle ? 0 : 1) + ([0, 1, 2, 4][flags & 3] ?? 0) + sizeBytes;
  for (let isLast = false; !isLast; ) {
    const header = take(next, 3).readUIntLE(0, 3);
    isLast = (header & 1) === 1;
    next += 3 + (((header >> 1) & 3) === 1 ? 1 : header >> 3);
  }
  return next + ((flags & 4) !== 0 ? 4 : 0);
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
