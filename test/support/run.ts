import { runCli } from '../../src/commands/main.ts';
import { bufferIo } from '../../src/commands/shared/buffer-io.ts';

export interface Ran {
  code: number;
  out: string;
  err: string;
}

/** A time after every fixture, so that a run can be repeated byte for byte. */
const NOW = '2026-11-21T06:00:00Z';

/** Runs at work, and the folder that the last of them goes back to: a test may start several. */
let running = 0;
let home = '';

/** Runs the program inside this process, in a folder, as a pipe and without a user's variables. */
export async function run(
  argv: readonly string[],
  cwd: string,
  env: Readonly<Record<string, string>> = {},
): Promise<Ran> {
  if (running === 0) home = process.cwd();
  running += 1;
  const io = bufferIo({ cwd, env: { FLARETALLY_NOW: NOW, ...env } });
  try {
    process.chdir(cwd);
    const code = await runCli(argv, io);
    return { code, out: io.out(), err: io.err() };
  } finally {
    running -= 1;
    if (running === 0) process.chdir(home);
  }
}

/** The words of a command line as a shell would split it: blanks, 'single' and "double" quotes. */
export function wordsOf(line: string): string[] {
  const words = line.match(/(?:'[^']*'|"[^"]*"|[^\s'"])+/g) ?? [];
  return words.map((word) => word.replace(/'([^']*)'|"([^"]*)"/g, '$1$2'));
}

/** The words after `flaretally`; throws on any other program. */
export function argvOf(line: string): string[] {
  const [program, ...argv] = wordsOf(line);
  if (program !== 'flaretally') throw new Error(`not a command line of flaretally: ${line}`);
  return argv;
}
