import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { usageError } from '../../errors.ts';
import { interrupted } from '../cloudflare/refusal.ts';
import { unwritable } from './bucket/spool.ts';
import type { Found } from './found.ts';

/** The path that means standard input. */
export const STDIN = '-';

/** First bytes of well-known formats, and the extension by which readers recognise them. */
const BEGINNINGS: readonly [string, string][] = [
  ['1f8b', '.gz'],
  ['28b52ffd', '.zst'],
  ['50415231', '.parquet'],
];

export type Stdin = Readable & { isTTY?: boolean };

/**
 * Copies standard input to a file beside the database, because DuckDB reads a file several times.
 * The caller deletes it.
 * @param start the start of the file's path
 * @throws FlaretallyError E_STDIN, E_DISK_FULL, E_SPOOL
 */
export async function spoolStdin(
  stdin: Stdin | undefined,
  start: string,
  signal?: AbortSignal,
): Promise<Found> {
  if (stdin === undefined || stdin.isTTY) {
    throw usageError(
      'E_STDIN',
      '- means standard input, and nothing is piped into it',
      'for example: zcat logs/*.gz | flaretally load -',
    );
  }
  const raw = `${start}${randomUUID()}`;
  try {
    const file = createWriteStream(raw, { flags: 'wx', mode: 0o600 });
    await pipeline(stdin, file, signal ? { signal } : {});
    const path = `${raw}${await extensionOf(raw)}`;
    await rename(raw, path);
    return { path, isNamed: true, says: 'standard input' };
  } catch (error) {
    await rm(raw, { force: true });
    if (signal?.aborted) throw interrupted();
    throw (error as NodeJS.ErrnoException).syscall ? unwritable(raw, error) : error;
  }
}

/** @throws FlaretallyError E_STDIN if it was empty */
async function extensionOf(path: string): Promise<string> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(4), 0, 4, 0);
    if (bytesRead === 0) {
      throw usageError('E_STDIN', 'standard input was empty', 'did the command before it fail?');
    }
    const head = buffer.toString('hex');
    return BEGINNINGS.find(([beginning]) => head.startsWith(beginning))?.[1] ?? '';
  } finally {
    await file.close();
  }
}
