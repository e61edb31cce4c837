import { EXIT, FlaretallyError } from '../../errors.ts';
import { BrokenPipe, type Io } from './io.ts';
import { asksForJson, printError } from './print-error.ts';

/** Runs a command to its exit code; what it throws is printed, as JSON where `argv` asks for it. */
export async function toldErrors(
  argv: readonly string[],
  io: Io,
  command: () => Promise<number>,
): Promise<number> {
  try {
    return await command();
  } catch (error) {
    if (error instanceof BrokenPipe) return EXIT.ok;
    const isOwnWord = error instanceof FlaretallyError && error.exit === EXIT.interrupted;
    const told = io.signal?.aborted && !isOwnWord ? interrupted() : error;
    return printError(told, io, asksForJson(argv));
  }
}

/** What is said after Ctrl-C, unless the command has something better (how to resume). */
export function interrupted(): FlaretallyError {
  const parts = { code: 'E_INTERRUPTED', what: 'interrupted', exit: EXIT.interrupted };
  return new FlaretallyError(parts);
}
