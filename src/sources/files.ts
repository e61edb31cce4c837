import { createHash } from 'node:crypto';
import { existsSync, statSync } from 'node:fs';
import { EXIT, FlaretallyError } from '../errors.ts';
import { parquetColumns, zstdHead } from '../store/logs/peek.ts';
import type { AnswerOutline } from './answer-outline.ts';
import { chunksOf } from './chunks.ts';
import { unreadable } from './damaged.ts';
import { gzipHead, requireReadable } from './head.ts';
import { isZstd } from './zstd.ts';

/** A file to load, identified by its content. */
export interface InputFile {
  path: string;
  /** SHA-256 of the file's bytes, before decompression. */
  digest: string;
  /** The first characters after decompression, enough to tell its kind. */
  head: string;
  /** Bytes before decompression. */
  bytes: number;
  /** Bytes after decompression, if it was decompressed whole. */
  size: number;
  /** Compression by the first bytes, not by the name. */
  compression: 'none' | 'gzip' | 'zstd';
  /** Columns of a Parquet file with their types. */
  columns?: [name: string, type: string][] | undefined;
  /** Whether the path itself was given, and not found in a folder. */
  isNamed: boolean;
  /** The outline of a saved answer (all but its rows), if it is one plain list. */
  outline?: AnswerOutline | undefined;
}

const HEAD_BYTES = 65_536;

/**
 * Reads a file once for its digest and its first characters. Only those are decompressed.
 * @throws FlaretallyError E_GZIP when the start of compressed data is damaged, E_FILE_UNREADABLE,
 *   E_FILE_DAMAGED, E_FILE_ENCODING, E_FILE_COMPRESSION
 */
export async function inspect(path: string, isNamed: boolean): Promise<InputFile> {
  const hash = createHash('sha256');
  const first: Buffer[] = [];
  let bytes = 0;
  if (existsSync(path) && !statSync(path).isFile()) throw noFile(path);
  try {
    for await (const chunk of chunksOf(path)) {
      if (bytes < HEAD_BYTES) first.push(Buffer.from(chunk.subarray(0, HEAD_BYTES - bytes)));
      bytes += chunk.length;
      hash.update(chunk);
    }
    const start = Buffer.concat(first);
    const compression = compressionOf(start);
    const isParquet = start.subarray(0, 4).toString('latin1') === 'PAR1';
    const head = isParquet ? Buffer.alloc(0) : await headOf(path, start, compression);
    requireReadable(path, head, compression);
    return {
      path,
      digest: hash.digest('hex'),
      head: head.toString('utf8'),
      bytes,
      size: bytes,
      compression,
      columns: isParquet ? await parquetColumns(path) : undefined,
      isNamed,
    };
  } catch (error) {
    throw unreadable(path, error as Error);
  }
}

async function headOf(path: string, start: Buffer, compression: InputFile['compression']) {
  if (compression === 'zstd') return zstdHead(path);
  return compression === 'gzip' ? gzipHead(start) : start;
}

function compressionOf(start: Buffer): InputFile['compression'] {
  if (start[0] === 0x1f && start[1] === 0x8b) return 'gzip';
  return isZstd(start) ? 'zstd' : 'none';
}

/**
 * @throws FlaretallyError E_FILE_CHANGED when the size differs from that at the time of its digest:
 *   the file was still being written
 */
export function requireUnchanged({ path, bytes }: Pick<InputFile, 'path' | 'bytes'>): void {
  const now = existsSync(path) ? statSync(path).size : 0;
  if (now === bytes) return;
  throw new FlaretallyError({
    code: 'E_FILE_CHANGED',
    what: `${path} changed while it was read`,
    why: `it had ${bytes} bytes and now has ${now}: another program is writing to it`,
    fix: 'load it when it is complete; nothing was loaded',
    exit: EXIT.failed,
  });
}

/** A pipe could be read only once, and a device never ends. */
function noFile(path: string): FlaretallyError {
  return new FlaretallyError({
    code: 'E_FILE_UNREADABLE',
    what: `${path} is not a file that can be read twice`,
    why: 'it is a pipe or a device',
    fix: 'pipe it into standard input (-), or save it to a file',
    exit: EXIT.usage,
  });
}
