import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { createGunzip } from 'node:zlib';
import { EXIT, FlaretallyError } from '../errors.ts';

/** A file to load, known by its content. */
export interface InputFile {
  path: string;
  /** SHA-256 of the content, decompressed: the same log gzipped twice is one file. */
  digest: string;
  /** The first characters, enough to tell what the file is. */
  head: string;
  /** Bytes after decompression. */
  size: number;
  /** Whether the path was named itself, not found in a folder. */
  isNamed: boolean;
}

const HEAD_BYTES = 65_536;

/**
 * Reads a file once, for its digest and head. Gzip is known by its first bytes, not by its name.
 * @throws FlaretallyError E_GZIP when the compressed data is cut off or damaged
 */
export async function inspect(path: string, isNamed: boolean): Promise<InputFile> {
  const hash = createHash('sha256');
  const head: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of contentOf(path, await isGzip(path))) {
      if (size < HEAD_BYTES) head.push(chunk.subarray(0, HEAD_BYTES - size));
      size += chunk.length;
      hash.update(chunk);
    }
  } catch (error) {
    throw unreadable(path, error as Error);
  }
  const digest = hash.digest('hex');
  return { path, digest, head: Buffer.concat(head).toString('utf8'), size, isNamed };
}

function contentOf(path: string, gzip: boolean): AsyncIterable<Buffer> {
  const raw = createReadStream(path);
  if (!gzip) return raw;
  const unzipped = createGunzip();
  raw.on('error', (error) => unzipped.destroy(error));
  return raw.pipe(unzipped);
}

async function isGzip(path: string): Promise<boolean> {
  for await (const chunk of createReadStream(path, { end: 1 })) {
    return (chunk as Buffer)[0] === 0x1f && (chunk as Buffer)[1] === 0x8b;
  }
  return false;
}

function unreadable(path: string, cause: Error): FlaretallyError {
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
