import { Readable } from 'node:stream';
import { BrokenPipe, type Io, type Writer } from './io.ts';

type Stream = Pick<NodeJS.WriteStream, 'write' | 'on' | 'isTTY' | 'columns'> &
  Partial<Pick<NodeJS.WriteStream, 'once' | 'off' | 'writableNeedDrain'>>;

/** The parts of `process` that a command uses. */
export interface ProcessLike {
  stdin?: Readable & { isTTY?: boolean };
  stdout: Stream;
  stderr: Stream;
  env: Io['env'];
  cwd(): string;
}

const DEFAULT_COLUMNS = 80;

/**
 * A writer that ends silently when its reader closes the pipe. Node reports EPIPE as an event after
 * `write` has returned: a single write is lost and the command keeps its exit code, and a command
 * that writes more gets `BrokenPipe`. Any other error (a full disk) goes to `failed`.
 */
function pipeWriter(stream: Stream, failed: (error: Error) => void): Writer {
  let closed = false;
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE' && !closed) failed(error);
    closed = true;
  });
  return {
    write(chunk) {
      if (closed) throw new BrokenPipe('stdout was closed by its reader');
      stream.write(chunk);
    },
    drained: () => drained(stream),
  };
}

/** Resolves when there is room again, or nobody reads any more. */
function drained(stream: Stream): Promise<void> {
  return new Promise((resolve) => {
    if (!stream.writableNeedDrain) return void setImmediate(resolve);
    const done = () => {
      for (const event of ['drain', 'error', 'close']) stream.off?.(event, done);
      resolve();
    };
    for (const event of ['drain', 'error', 'close']) stream.once?.(event, done);
  });
}

/** stderr has only messages: the work continues when nobody reads them. */
function talkWriter(stream: Stream): Writer {
  stream.on('error', () => {});
  return { write: (chunk) => void stream.write(chunk) };
}

/**
 * The real environment. `failed` is called if stdout cannot be written for any reason but EPIPE.
 */
export function processIo(
  host: ProcessLike,
  signal: AbortSignal,
  failed: (error: Error) => void,
): Io {
  // Even reading the property `process.stdin` opens it.
  const stdin = () => host.stdin ?? Readable.from([]);
  return {
    stdin,
    stdout: pipeWriter(host.stdout, failed),
    stderr: talkWriter(host.stderr),
    isStdoutTty: host.stdout.isTTY === true,
    isStderrTty: host.stderr.isTTY === true,
    columns: host.stdout.columns || DEFAULT_COLUMNS,
    env: host.env,
    cwd: host.cwd(),
    signal,
  };
}
