import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { setImmediate } from 'node:timers/promises';

/** Bytes that are read at a time. */
export const CHUNK_BYTES = 1 << 20;

/**
 * The bytes of a file, in one buffer that each turn writes over: who keeps some must copy them. A
 * stream would take a new one each time, which of thousands of files costs more than reading them.
 */
export async function* chunksOf(path: string): AsyncGenerator<Buffer> {
  const file = openSync(path, 'r');
  try {
    const bytes = Math.min(CHUNK_BYTES, fstatSync(file).size + 1);
    const buffer = Buffer.allocUnsafe(bytes);
    for (let read = readSync(file, buffer); read > 0; read = readSync(file, buffer)) {
      yield buffer.subarray(0, read);
      // A large file must not keep an interruption waiting.
      await setImmediate();
    }
  } finally {
    closeSync(file);
  }
}
