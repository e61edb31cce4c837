import { closeSync, openSync, readSync } from 'node:fs';
import { damaged } from './damaged.ts';

/** The largest unpacked block (RFC 8878, section 3.1.1.2). */
const BLOCK = 131_072;

/**
 * Reads the block headers of a zstd file without decompressing it, because DuckDB reads whole
 * blocks and does not report missing ones.
 * @returns the most unpacked bytes that the blocks may have; all but the last of a frame are full
 * @throws FlaretallyError E_FILE_DAMAGED
 */
export function zstdSize({ path, bytes }: { path: string; bytes: number }): number {
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
    let size = 0;
    while (at < bytes) {
      const frame = frameAt(at, take, path);
      at = frame.end;
      size += frame.size;
    }
    if (at > bytes) throw damaged(path, `its zstd data ends early, at byte ${bytes}`);
    return size;
  } finally {
    closeSync(handle);
  }
}

type Take = (at: number, length: number) => Buffer;

/** Whether a file begins with a zstd frame, or with a skippable one. */
export function isZstd(start: Buffer): boolean {
  if (start.length < 4) return false;
  const magic = start.readUInt32LE(0);
  return magic === 0xfd2fb528 || isSkipped(magic);
}

function isSkipped(magic: number): boolean {
  return (magic & 0xfffffff0) >>> 0 === 0x184d2a50;
}

/** End of the frame that begins at `at`, and its content size (RFC 8878, section 3.1). */
function frameAt(at: number, take: Take, path: string): { end: number; size: number } {
  const magic = take(at, 4).readUInt32LE(0);
  if (isSkipped(magic)) return { end: at + 8 + take(at + 4, 4).readUInt32LE(0), size: 0 };
  if (magic !== 0xfd2fb528) throw damaged(path, `there is no zstd frame at byte ${at}`);
  const flags = take(at + 4, 1)[0] ?? 0;
  const isSingle = (flags & 0x20) !== 0;
  const sizeBytes = [isSingle ? 1 : 0, 2, 4, 8][flags >> 6] ?? 0;
  let end = at + 5 + (isSingle ? 0 : 1) + ([0, 1, 2, 4][flags & 3] ?? 0) + sizeBytes;
  let size = 0;
  for (let isLast = false; !isLast; ) {
    const header = take(end, 3).readUIntLE(0, 3);
    isLast = (header & 1) === 1;
    const kind = (header >> 1) & 3;
    const length = header >> 3;
    // A block is raw, one repeated byte, or compressed.
    size += kind === 2 ? BLOCK : length;
    end += 3 + (kind === 1 ? 1 : length);
  }
  return { end: end + ((flags & 4) !== 0 ? 4 : 0), size };
}
