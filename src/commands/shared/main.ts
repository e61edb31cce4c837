import { EXIT, FlaretallyError } from '../../errors.ts';
import { runCli } from '../run.ts';
import { asksForJson, printError } from './print-error.ts';
import { processIo } from './process-io.ts';

/** Runs the program as this process: signals, broken pipes and last words. */
export async function main(host: NodeJS.Process): Promise<void> {
  const argv = host.argv.slice(2);
  const interrupt = new AbortController();
  const io = processIo(host, interrupt.signal, (error) => give(unwritable(error)));
  function give(error: unknown): void {
    host.exit(printError(error, io, asksForJson(argv)));
  }
  // Once: a second Ctrl-C finds no listener and ends the process whatever it is doing.
  host.once('SIGINT', () => interrupt.abort());
  host.on('uncaughtException', give);
  const code = await runCli(argv, io);
  // Work that was interrupted may still be running; everything else ends by itself, output flushed.
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
