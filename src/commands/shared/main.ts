import { EXIT, FlaretallyError } from '../../errors.ts';
import { type Catalogue, commands } from '../index.ts';
import { interrupted, runCli } from '../run.ts';
import { asksForJson, printError } from './print-error.ts';
import { type ProcessLike, processIo } from './process-io.ts';

/** How long a command has to give up after Ctrl-C. */
const GRACE_MS = 1000;

/** The parts of `process` that the program takes charge of. */
export interface Host extends ProcessLike {
  argv: readonly string[];
  pid: number;
  exitCode?: NodeJS.Process['exitCode'];
  exit(code: number): unknown;
  kill(pid: number, signal: 'SIGINT'): unknown;
  once(event: 'SIGINT', listener: () => void): unknown;
  on(event: 'uncaughtException', listener: (error: Error) => void): unknown;
}

/** Runs the program as this process: signals, broken pipes and last words. */
export async function main(host: Host, catalogue: Catalogue = commands): Promise<void> {
  const argv = host.argv.slice(2);
  const interrupt = new AbortController();
  const io = processIo(host, interrupt.signal, (error) => fail(unwritable(error)));
  const print = (error: unknown) => printError(error, io, asksForJson(argv));
  const fail = (error: unknown) => host.exit(print(error));
  // Once: a second Ctrl-C finds no listener and ends the process whatever it is doing.
  host.once('SIGINT', () => {
    interrupt.abort();
    setTimeout(killed, GRACE_MS).unref();
  });
  // exit() would wait for a query that runs on in a thread. The signal does not, and a shell
  // reports 130 for it as well.
  function killed() {
    print(interrupted());
    host.kill(host.pid, 'SIGINT');
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
