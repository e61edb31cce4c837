import { createHash } from 'node:crypto';
import { createReadStream, existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { constants, createGunzip, gunzipSync } from 'node:zlib';
import { EXIT, FlaretallyError, usageError } from '../errors.ts';
import { parquetColumns, zstdHead } from '../store/logs/peek.ts';

/** A file to load, known by its content. */
export interface InputFile {
  path: string;
  /** SHA-256 of the bytes as they were delivered. */
  digest: string;
  /** The first characters after decompression, enough to tell what the file is. */
  head: string;
  /** Bytes as delivered. */
  bytes: number;
  /** Bytes after decompression, where it was decompressed whole. */
  size: number;
  /** By the first bytes, whatever the name says. */
  compression: 'none' | 'gzip' | 'zstd';
  /** Columns of a Parquet file with their types. */
  columns?: [name: string, type: string][] | undefined;
  /** Whether the path was named itself, not found in a folder. */
  isNamed: boolean;
}

const HEAD_BYTES = 65_536;
const CHUNK_BYTES = 1 << 20;
const ZSTD_MAGIC = 0xfd2fb528;

/**
 * The files under `paths`, folders searched through, in sorted order.
 * @throws FlaretallyError E_FILE_MISSING, E_FOLDER_EMPTY
 */
export function listFiles(paths: readonly string[]): { path: string; isNamed: boolean }[] {
  return paths.flatMap((path) => {
    if (!existsSync(path)) {
      throw usageError('E_FILE_MISSING', `there is no file ${path}`, 'check the path');
    }
    if (!statSync(path).isDirectory()) return [{ path, isNamed: true }];
    const found = readdirSync(path, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
      .map((entry) => ({ path: join(entry.parentPath, entry.name), isNamed: false }))
      .sort((a, b) => (a.path < b.path ? -1 : 1));
    if (found.length > 0) return found;
    throw usageError('E_FOLDER_EMPTY', `the folder ${path} holds no file`, 'check the path');
  });
}

/**
 * Reads a file once, for its digest and head. Nothing but the head is decompressed.
 * @throws FlaretallyError E_GZIP when the head of compressed data is damaged, E_FILE_UNREADABLE
 */
export async function inspect(path: string, isNamed: boolean): Promise<InputFile> {
  const hash = createHash('sha256');
  const first: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const chunk of createReadStream(path, { highWaterMark: CHUNK_BYTES })) {
      if (bytes < HEAD_BYTES) first.push((chunk as Buffer).subarray(0, HEAD_BYTES - bytes));
      bytes += (chunk as Buffer).length;
      hash.update(chunk as Buffer);
    }
    const start = Buffer.concat(first);
    const compression = compressionOf(start);
    const isParquet = start.subarray(0, 4).toString('latin1') === 'PAR1';
    return {
      path,
      digest: hash.digest('hex'),
      head: isParquet ? '' : await headOf(path, start, compression),
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
  if (compression === 'none') return start.toString('utf8');
  return gunzipSync(start, { finishFlush: constants.Z_SYNC_FLUSH }).toString('utf8');
}

function compressionOf(start: Buffer): InputFile['compression'] {
  if (start[0] === 0x1f && start[1] === 0x8b) return 'gzip';
  return start.length >= 4 && start.readUInt32LE(0) === ZSTD_MAGIC ? 'zstd' : 'none';
}

/**
 * Decompresses a gzip file to its end, for its size.
 * @throws FlaretallyError E_GZIP when the compressed data is cut off or damaged
 */
export async function measure(file: InputFile): Promise<InputFile> {
  if (file.compression !== 'gzip') return file;
  let size = 0;
  const raw = createReadStream(file.path, { highWaterMark: CHUNK_BYTES });
  const unzipped = createGunzip();
  raw.on('error', (error) => unzipped.destroy(error));
  try {
    for await (const chunk of raw.pipe(unzipped)) size += (chunk as Buffer).length;
  } catch (error) {
    throw unreadable(file.path, error as Error);
  }
  return { ...file, size };
}

/**
 * @throws FlaretallyError E_FILE_CHANGED when the file no longer has the bytes that were counted
 *   while its digest was taken: it was still being written
 */
export function requireUnchanged({ path, bytes }: Pick<InputFile, 'path' | 'bytes'>): void {
  const now = existsSync(path) ? statSync(path).size : 0;
  if (now === bytes) return;
  throw new FlaretallyError({
    code: 'E_FILE_CHANGED',
    what: `${path} changed while it was read`,
    why: `it had ${bytes} bytes and has ${now}: somebody is writing to it`,
    fix: 'load it when it is complete; nothing was loaded',
    exit: EXIT.failed,
  });
}

function unreadable(path: string, cause: Error): FlaretallyError {
  if (cause instanceof FlaretallyError) return damaged(path, cause.why ?? cause.message);
  const isZlib = (cause as NodeJS.ErrnoException).code?.startsWith('Z_');
  return new FlaretallyError(
    {
      code: isZlib ? 'E_GZIP' : 'E_FILE_UNREADABLE',
      what: isZlib
        ? `${path} is not whole: its gzip data ends early or is damaged`
        : `${path} cannot be read`,
      why: cause.message,
      fix: isZlib ? 'fetch the file again; nothing of it was loaded' : 'check its permissions',
      exit: EXIT.failed,
    },
    { cause },
  );
}

/**
 * A file whose bytes are no whole Parquet or zstd, by what its reader says or its blocks show.
 */
export function damaged(path: string, why: string): FlaretallyError {
  return new FlaretallyError({
    code: 'E_FILE_DAMAGED',
    what: `${path} is cut off or damaged`,
    why,
    fix: 'fetch the file again; nothing of it was loaded',
    exit: EXIT.failed,
  });
}
