import { EXIT, FlaretallyError } from '../../errors.ts';
import { BrokenPipe, type Io } from './io.ts';
import { asksForJson, printError } from './print-error.ts';

/** Runs a command and returns its exit code. An error is printed, as JSON if `argv` asks for it. */
export async function exitCodeOf(
  argv: readonly string[],
  io: Io,
  command: () => Promise<number>,
): Promise<number> {
  try {
    return await command();
  } catch (error) {
    if (error instanceof BrokenPipe) return EXIT.ok;
    const isOwnWord = error instanceof FlaretallyError && error.exit === EXIT.interrupted;
    const shown = io.signal?.aborted && !isOwnWord ? interrupted() : error;
    return printError(shown, io, asksForJson(argv));
  }
}

/** The message after Ctrl-C, unless the command has a better one (how to resume). */
export function interrupted(): FlaretallyError {
  const parts = { code: 'E_INTERRUPTED', what: 'interrupted', exit: EXIT.interrupted };
  return new FlaretallyError(parts);
}
