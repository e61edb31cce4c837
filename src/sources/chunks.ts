import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { setImmediate } from 'node:timers/promises';

/** Bytes per read. */
export const CHUNK_BYTES = 1 << 20;

/**
 * The bytes of a file in one buffer that each step overwrites: copy what you keep. A stream
 * allocates a new buffer each time, which for thousands of files costs more than reading them.
 */
export async function* chunksOf(path: string): AsyncGenerator<Buffer> {
  const file = openSync(path, 'r');
  try {
    const bytes = Math.min(CHUNK_BYTES, fstatSync(file).size + 1);
    const buffer = Buffer.allocUnsafe(bytes);
    for (let read = readSync(file, buffer); read > 0; read = readSync(file, buffer)) {
      yield buffer.subarray(0, read);
      // Lets an interrupt through while a large file is read.
      await setImmediate();
    }
  } finally {
    closeSync(file);
  }
}
