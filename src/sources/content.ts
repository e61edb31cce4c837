import { closeSync, openSync, readSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { EXIT, FlaretallyError } from '../errors.ts';
import { mega, textSize, tooLarge } from './document-size.ts';

const CHUNK = 1 << 20;

/**
 * A text that is read whole, and unpacked if it is gzip. Reading stops at the size limit of a text,
 * even if the file has no end.
 * @param most bytes of a document; a text may have a part of that
 * @throws FlaretallyError E_DOCUMENT_SIZE, E_GZIP, E_FILE_COMPRESSION
 */
export function contentOf(path: string, most: number): Buffer {
  const limit = textSize(most);
  const bytes = firstBytes(path, limit + 1);
  if (bytes.length > limit) throw tooLarge(path, tooMuch(limit), most);
  if (bytes.subarray(0, 4).toString('hex') === '28b52ffd') throw packedByZstd(path);
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  try {
    return gunzipSync(bytes, { maxOutputLength: limit });
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ERR_BUFFER_TOO_LARGE') throw tooLarge(path, tooMuch(limit), most);
    throw new FlaretallyError({
      code: 'E_GZIP',
      what: `${path} is incomplete: its gzip data ends early or is damaged`,
      why: message,
      fix: 'fetch the file again; nothing of it was loaded',
    });
  }
}

const tooMuch = (limit: number) => `it must fit in memory, and has more than ${mega(limit)}`;

function packedByZstd(path: string): FlaretallyError {
  return new FlaretallyError({
    code: 'E_FILE_COMPRESSION',
    what: `${path} is compressed by zstd, which only logs and answers may be`,
    fix: `decompress it first: zstd -d ${path}`,
    exit: EXIT.usage,
  });
}

function firstBytes(path: string, most: number): Buffer {
  const handle = openSync(path, 'r');
  try {
    const parts: Buffer[] = [];
    for (let left = most; left > 0; ) {
      const part = Buffer.alloc(Math.min(CHUNK, left));
      const length = readSync(handle, part, 0, part.length, null);
      if (length === 0) break;
      parts.push(part.subarray(0, length));
      left -= length;
    }
    return Buffer.concat(parts);
  } finally {
    closeSync(handle);
  }
}
