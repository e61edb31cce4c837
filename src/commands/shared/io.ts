import type { Readable } from 'node:stream';

/** Where a command writes. Text is UTF-8; bytes (Arrow) pass through untouched. */
export interface Writer {
  /** Throws `BrokenPipe` once the reader has gone away. */
  write(chunk: string | Uint8Array): void;
}

/** Everything a command may know of the world outside, so that a test can be that world. */
export interface Io {
  /** Data. */
  stdout: Writer;
  /** Talk: progress, notes, errors. */
  stderr: Writer;
  /** Opens standard input; nothing is read before. */
  stdin?: () => Readable & { isTTY?: boolean };
  isStdoutTty: boolean;
  isStderrTty: boolean;
  /** Width of the terminal in character cells; meaningless when stdout is no terminal. */
  columns: number;
  env: Readonly<Record<string, string | undefined>>;
  /** Folder that relative paths start from. */
  cwd: string;
  /**
   * Aborts on Ctrl-C. A command should then interrupt its query, tidy up and reject; one that has
   * not within a second is killed.
   */
  signal?: AbortSignal;
}

/** The reader of stdout closed it (`| head`): no error of anyone's, but writing on is pointless. */
export class BrokenPipe extends Error {
  override readonly name = 'BrokenPipe';
}
