import { constants, createGunzip } from 'node:zlib';
import { EXIT, FlaretallyError } from '../errors.ts';
import { csvDensity } from './density.ts';
import { isZstd } from './zstd.ts';

/**
 * Unpacked bytes that are read from the start of a file. Packed data may expand a thousand times.
 */
const MOST_BYTES = 1 << 20;

/** The first unpacked bytes of a gzip file. */
export async function gzipHead(start: Buffer): Promise<Buffer> {
  const unzip = createGunzip({ finishFlush: constants.Z_SYNC_FLUSH });
  const parts: Buffer[] = [];
  let length = 0;
  unzip.end(start);
  for await (const part of unzip) {
    parts.push(part as Buffer);
    length += (part as Buffer).length;
    if (length >= MOST_BYTES) break;
  }
  return Buffer.concat(parts).subarray(0, MOST_BYTES);
}

/**
 * Refuses content that no reader supports, by its first bytes: text with two bytes per character,
 * and data compressed twice.
 * @throws FlaretallyError E_FILE_ENCODING, E_FILE_COMPRESSION
 */
export function requireReadable(path: string, start: Buffer, packed: 'none' | 'gzip' | 'zstd') {
  const mark = start.subarray(0, 2).toString('hex');
  const isWide = mark === 'fffe' || mark === 'feff';
  if (isWide || isEveryOtherNul(start)) throw wide(path);
  const isPacked = packed !== 'none' && (mark === '1f8b' || isZstd(start));
  if (isPacked) throw packedTwice(path, packed);
}

/**
 * Counts the columns of a CSV log from its header, because a log is not read to its end.
 * @throws FlaretallyError E_CSV_COLUMNS
 */
export function requireNarrow({ path, head }: { path: string; head: string }): void {
  const header = head.trimStart().split('\n', 1)[0] ?? '';
  if (!/^[{[%]/.test(header)) csvDensity(path)(Buffer.from(header));
}

/** UTF-16 without a byte order mark: in ASCII text every other byte is zero. */
function isEveryOtherNul(start: Buffer): boolean {
  const few = start.subarray(0, 64);
  const nuls = (odd: number) => few.filter((byte, i) => i % 2 === odd && byte === 0).length;
  return (
    few.length >= 8 && [0, 1].some((odd) => nuls(odd) > few.length / 2 - 2 && nuls(1 - odd) === 0)
  );
}

function wide(path: string): FlaretallyError {
  return new FlaretallyError({
    code: 'E_FILE_ENCODING',
    what: `${path} is not UTF-8`,
    why: 'it is UTF-16, which some Windows programs write',
    fix: `save it as UTF-8, e.g. iconv -f UTF-16 -t UTF-8 ${path}`,
    exit: EXIT.failed,
  });
}

function packedTwice(path: string, packed: string): FlaretallyError {
  return new FlaretallyError({
    code: 'E_FILE_COMPRESSION',
    what: `${path} is compressed twice`,
    why: `the content of its ${packed} data is compressed again`,
    fix:
      packed === 'gzip'
        ? `decompress it once: gzip -dc ${path}`
        : `decompress it once: zstd -dc ${path}`,
    exit: EXIT.failed,
  });
}
