import { EXIT, FlaretallyError } from '../../errors.ts';
import { commands } from '../index.ts';
import { runCli } from '../main.ts';
import type { Catalogue } from './catalogue.ts';
import { interrupted } from './exit-code.ts';
import { asksForJson, printError } from './print-error.ts';
import { type ProcessLike, processIo } from './process-io.ts';

/** Signals for Ctrl-C, a stopped job and a closed terminal. A command may clean up after each. */
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
type Signal = (typeof SIGNALS)[number];

/** The umask of new files: no access for group and others, because the files contain bills. */
const PRIVATE = 0o077;

/** Milliseconds that a command has to stop after a signal. */
const GRACE_MS = 1000;

/** The parts of `process` that the program uses. */
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

/** Runs the program as this process: signals, closed pipes and final messages. */
export async function main(host: Host, catalogue: Catalogue = commands): Promise<void> {
  const argv = host.argv.slice(2);
  const interrupt = new AbortController();
  const io = processIo(host, interrupt.signal, (error) => fail(unwritable(error)));
  const print = (error: unknown) => printError(error, io, asksForJson(argv));
  const fail = (error: unknown) => host.exit(print(error));
  // It applies to the database, copies, lock, temporary data and saved answers. A stricter umask
  // stays.
  const mask = host.umask?.(PRIVATE);
  if (mask !== undefined) host.umask?.(mask | PRIVATE);
  for (const signal of SIGNALS) {
    // Once only: a second signal has no listener and ends the process at once.
    host.once(signal, () => {
      if (interrupt.signal.aborted) return;
      interrupt.abort();
      setTimeout(() => killed(signal), GRACE_MS).unref();
    });
  }
  // exit() would wait for a query that still runs in a thread. The signal does not, and a shell
  // reports 130 for Ctrl-C as well.
  function killed(signal: Signal) {
    print(interrupted());
    host.kill(host.pid, signal);
  }
  host.on('uncaughtException', fail);
  const code = await runCli(argv, io, catalogue);
  // An interrupted program must not wait for anything still open. Otherwise output is flushed.
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
