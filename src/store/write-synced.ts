import { closeSync, fsyncSync, openSync, rmSync, writeSync } from 'node:fs';

/** Writes a new file that is on the disk when this returns, or is not there. */
export function writeSynced(file: string, text: string): void {
  const handle = openSync(file, 'wx', 0o600);
  try {
    writeSync(handle, text);
    fsyncSync(handle);
  } catch (error) {
    rmSync(file, { force: true });
    throw error;
  } finally {
    closeSync(handle);
  }
}
