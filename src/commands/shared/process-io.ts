import { Readable } from 'node:stream';
import { BrokenPipe, type Io, type Writer } from './io.ts';

type Stream = Pick<NodeJS.WriteStream, 'write' | 'on' | 'isTTY' | 'columns'>;

/** The parts of `process` that a command's world is made of. */
export interface ProcessLike {
  stdin?: Readable & { isTTY?: boolean };
  stdout: Stream;
  stderr: Stream;
  env: Io['env'];
  cwd(): string;
}

const DEFAULT_COLUMNS = 80;

/**
 * A writer that ends quietly when its reader leaves.
 *
 * Node reports EPIPE as an event, after `write` has returned: what was written in one go is simply
 * lost and the command keeps its own exit code; a command that writes on learns it by `BrokenPipe`.
 * Any other failure (a full disk) goes to `failed`.
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
  };
}

/** stderr is only talk: when nobody listens any more, the work goes on. */
function talkWriter(stream: Stream): Writer {
  stream.on('error', () => {});
  return { write: (chunk) => void stream.write(chunk) };
}

/** The real world. `failed` hears of a stdout that cannot be written for any reason but EPIPE. */
export function processIo(
  host: ProcessLike,
  signal: AbortSignal,
  failed: (error: Error) => void,
): Io {
  // Even to look at `process.stdin` opens it.
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
