import type { Readable } from 'node:stream';
import type { Config } from '../../config/read.ts';

/** Where a command writes. Text is UTF-8; bytes (Arrow) pass through untouched. */
export interface Writer {
  /** Throws `BrokenPipe` after the reader has closed the pipe. */
  write(chunk: string | Uint8Array): void;
  /** Waits until the reader has taken what was written; only needed for much of it. */
  drained?(): Promise<void>;
}

/** A command's whole environment, which a test can replace. */
export interface Io {
  /** Data. */
  stdout: Writer;
  /** Messages: progress, notes, errors. */
  stderr: Writer;
  /** Opens standard input; nothing is read before that. */
  stdin?: () => Readable & { isTTY?: boolean };
  isStdoutTty: boolean;
  isStderrTty: boolean;
  /** Width of the terminal in characters; meaningless if stdout is not a terminal. */
  columns: number;
  env: Readonly<Record<string, string | undefined>>;
  /** Used instead of a configuration file, for a command that another one runs. */
  config?: Config;
  /** Base folder of relative paths. */
  cwd: string;
  /**
   * Aborts on Ctrl-C. A command should then interrupt its query, clean up and reject. It is killed
   * after one second.
   */
  signal?: AbortSignal;
}

/**
 * The reader of stdout closed it (`| head`). That is not an error, but there is no use in writing
 * more.
 */
export class BrokenPipe extends Error {
  override readonly name = 'BrokenPipe';
}
