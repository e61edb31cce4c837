import { EXIT, FlaretallyError } from '../../errors.ts';
import { commands } from '../index.ts';
import { runCli } from '../run.ts';
import type { Catalogue } from './catalogue.ts';
import { asksForJson, printError } from './print-error.ts';
import { type ProcessLike, processIo } from './process-io.ts';
import { interrupted } from './told-errors.ts';

/** Ctrl-C, a job that is told to end, a terminal that closes: all of them let a command tidy up. */
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
type Signal = (typeof SIGNALS)[number];

/** What a group and others may do with new files: nothing, for they hold bills. */
const PRIVATE = 0o077;

/** How long a command has to give up after a signal. */
const GRACE_MS = 1000;

/** The parts of `process` that the program takes charge of. */
export interface Host extends ProcessLike {
  argv: readonly string[];
  pid: number;
  exitCode?: NodeJS.Process['exitCode'];
  exit(code: number): unknown;
  kill(pid: number, signal: Signal): unknown;
  once(event: Signal, listener: () => void): unknown;
  on(event: 'uncaughtException', listener: (error: Error) => void): unknown;
  umask?(mask: number): number;
}

/** Runs the program as this process: signals, broken pipes and last words. */
export async function main(host: Host, catalogue: Catalogue = commands): Promise<void> {
  const argv = host.argv.slice(2);
  const interrupt = new AbortController();
  const io = processIo(host, interrupt.signal, (error) => fail(unwritable(error)));
  const print = (error: unknown) => printError(error, io, asksForJson(argv));
  const fail = (error: unknown) => host.exit(print(error));
  // Database, copies, lock, what DuckDB puts aside, saved answers: a stricter mask stays stricter.
  const mask = host.umask?.(PRIVATE);
  if (mask !== undefined) host.umask?.(mask | PRIVATE);
  for (const signal of SIGNALS) {
    // Once: a second one finds no listener and ends the process whatever it is doing.
    host.once(signal, () => {
      if (interrupt.signal.aborted) return;
      interrupt.abort();
      setTimeout(() => killed(signal), GRACE_MS).unref();
    });
  }
  // exit() would wait for a query that runs on in a thread. The signal does not, and a shell
  // reports 130 for Ctrl-C as well.
  function killed(signal: Signal) {
    print(interrupted());
    host.kill(host.pid, signal);
  }
  host.on('uncaughtException', fail);
  const code = await runCli(argv, io, catalogue);
  // Whatever else is still open must not keep an interrupted program; otherwise output is flushed.
  if (code === EXIT.interrupted) host.exit(code);
  host.exitCode = code;
}

function unwritable(error: Error): FlaretallyError {
  return new FlaretallyError({
    code: 'E_STDOUT',
    what: 'the output could not be written',
    why: error.message,
    fix: 'is the disk full?',
  });
}
