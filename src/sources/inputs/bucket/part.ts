import { constants, type FileHandle, open, rename } from 'node:fs/promises';
import { sizeOf, unwritable } from './spool.ts';

/**
 * A file that grows from its start and is continued at its end. Bytes are written at their
 * position, so two runs that fetch the same object do not harm each other.
 */
export class PartFile {
  /** Bytes written so far. */
  at: number;
  readonly #path: string;
  readonly #file: FileHandle;
  readonly #onBytes: (bytes: number) => void;

  private constructor(
    path: string,
    file: FileHandle,
    size: number,
    onBytes: (bytes: number) => void,
  ) {
    this.#path = path;
    this.#file = file;
    this.#onBytes = onBytes;
    this.at = size;
    onBytes(size);
  }

  /**
   * @param onBytes receives the number of new bytes, negative if some are dropped
   * @throws FlaretallyError E_SPOOL
   */
  static async open(path: string, onBytes: (bytes: number) => void): Promise<PartFile> {
    try {
      const file = await open(path, constants.O_RDWR | constants.O_CREAT, 0o600);
      return new PartFile(path, file, (await file.stat()).size, onBytes);
    } catch (error) {
      throw unwritable(path, error);
    }
  }

  /** @throws FlaretallyError E_DISK_FULL, E_SPOOL */
  async append(chunk: Uint8Array): Promise<void> {
    try {
      for (let done = 0; done < chunk.length; ) {
        const { bytesWritten } = await this.#file.write(
          chunk,
          done,
          chunk.length - done,
          this.at + done,
        );
        done += bytesWritten;
      }
    } catch (error) {
      throw unwritable(this.#path, error);
    }
    this.at += chunk.length;
    this.#onBytes(chunk.length);
  }

  /** Starts again from the first byte. */
  async reset(): Promise<void> {
    await this.#file.truncate(0);
    this.#onBytes(-this.at);
    this.at = 0;
  }

  async close(): Promise<void> {
    await this.#file.close();
  }
}

/** Renames a complete part; another run may have done so already. */
export async function settle(part: string, path: string, bytes: number): Promise<void> {
  try {
    await rename(part, path);
  } catch (error) {
    if ((await sizeOf(path)) !== bytes) throw unwritable(path, error);
  }
}
