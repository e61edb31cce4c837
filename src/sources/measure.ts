import { createReadStream } from 'node:fs';
import { createGunzip } from 'node:zlib';
import { isInLines } from '../store/answer-table.ts';
import { beforeList, linesBefore, outlineOf } from './answer-outline.ts';
import { CHUNK_BYTES, chunksOf } from './chunks.ts';
import { unreadable } from './damaged.ts';
import { csvDensity, type Density } from './density.ts';
import { mega, requireSmall, sizeInLines, textSize, tooLarge } from './document-size.ts';
import type { InputFile } from './files.ts';
import { isPdf } from './invoice/recognise.ts';
import { JsonScan } from './json-scan.ts';
import { zstdSize } from './zstd.ts';

/**
 * Reads a document to its end for its unpacked size and its number of values, and stops at the
 * limit. zstd is not unpacked: its blocks give the size, and the limit is that of a text that is
 * read whole. The start of an answer with an outline is dropped, because for thousands of files it
 * would take much memory.
 * @param most bytes that it may have
 * @throws FlaretallyError E_GZIP when the compressed data is cut off or damaged, E_FILE_DAMAGED,
 *   E_DOCUMENT_SIZE
 */
export async function measure(file: InputFile, most: number): Promise<InputFile> {
  const { path, bytes, compression } = file;
  if (compression === 'zstd') {
    const size = zstdSize(file);
    if (size > textSize(most)) {
      throw tooLarge(path, `unpacked by zstd, it has more than ${mega(textSize(most))}`, most);
    }
    return { ...file, size };
  }
  const limit = linesBefore(file.head) === undefined ? most : sizeInLines(most);
  requireSmall(path, bytes, bytes, most, limit);
  let size = 0;
  const scan = scanOf(file, limit);
  const take = scan ? scan.take.bind(scan) : densityOf(file);
  for await (const chunk of unpacked(file)) {
    size += chunk.length;
    if (size > limit) break;
    take?.(chunk);
  }
  const list = scan?.list();
  const outline = list && outlineOf(file.head, list);
  requireSmall(path, size, bytes, most, outline && isInLines(size, outline) ? limit : most);
  return outline ? { ...file, size, outline, head: '' } : { ...file, size };
}

function scanOf({ path, head }: InputFile, most: number): JsonScan | undefined {
  if (!/^\uFEFF?\s*[[{]/.test(head)) return undefined;
  const before = beforeList(head);
  return new JsonScan(path, most, before === undefined ? undefined : Buffer.byteLength(before) - 1);
}

function densityOf({ path, head }: InputFile): Density | undefined {
  return isPdf(head) ? undefined : csvDensity(path);
}

/**
 * Decompresses a gzip file to its end and discards the data.
 * @throws FlaretallyError E_GZIP when the compressed data is cut off or damaged
 */
export async function requireWhole(file: InputFile): Promise<void> {
  for await (const _ of unpacked(file));
}

async function* unpacked({ path, compression }: InputFile): AsyncGenerator<Buffer> {
  try {
    if (compression === 'none') yield* chunksOf(path);
    else yield* gunzipped(path);
  } catch (error) {
    throw unreadable(path, error as Error);
  }
}

async function* gunzipped(path: string): AsyncGenerator<Buffer> {
  const raw = createReadStream(path, { highWaterMark: CHUNK_BYTES });
  const unzipped = createGunzip({ chunkSize: CHUNK_BYTES });
  raw.on('error', (error) => unzipped.destroy(error));
  try {
    yield* raw.pipe(unzipped);
  } finally {
    raw.destroy();
  }
}
