import type { Io } from './io.ts';

/** The output of a command that ran in memory. */
export interface Written {
  out(): string;
  err(): string;
  /** stdout as bytes, for binary formats. */
  bytes(): Uint8Array;
}

/**
 * An `Io` that stores what is written. By default it is a pipe, without variables, in the folder
 * `/`.
 */
export function bufferIo(world: Partial<Io> = {}): Io & Written {
  const out: Buffer[] = [];
  const err: Buffer[] = [];
  return {
    stdout: { write: (chunk) => void out.push(Buffer.from(chunk)) },
    stderr: { write: (chunk) => void err.push(Buffer.from(chunk)) },
    isStdoutTty: false,
    isStderrTty: false,
    columns: 80,
    env: {},
    cwd: '/',
    ...world,
    out: () => Buffer.concat(out).toString('utf8'),
    err: () => Buffer.concat(err).toString('utf8'),
    bytes: () => new Uint8Array(Buffer.concat(out)),
  };
}
