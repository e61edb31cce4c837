import { EXIT, usageError } from '../errors.ts';
import { closest } from '../words/suggest.ts';
import { commands } from './index.ts';
import type { Catalogue } from './shared/catalogue.ts';
import type { CliCommand } from './shared/define.ts';
import { exitCodeOf } from './shared/exit-code.ts';
import { commandHelp } from './shared/help.ts';
import type { Io } from './shared/io.ts';
import { overview } from './shared/overview.ts';
import { versionText } from './shared/version.ts';

const HELP = ['-h', '--help', 'help'];
const VERSION = ['-V', '--version'];

/**
 * The program without a process: runs the words after `flaretally`, writes to `io`, resolves to the
 * exit code. It never rejects: a user's mistake and a bug are both printed. After `io.signal` it
 * resolves as soon as the command stops, whatever its error.
 */
export async function runCli(
  argv: readonly string[],
  io: Io,
  catalogue: Catalogue = commands,
): Promise<number> {
  return exitCodeOf(argv, io, () => dispatch(argv, io, catalogue));
}

async function dispatch(argv: readonly string[], io: Io, catalogue: Catalogue): Promise<number> {
  const [first, ...rest] = argv;
  if (first === undefined || HELP.includes(first)) return help(rest, io, catalogue);
  if (VERSION.includes(first)) {
    refuseMore(first, rest);
    io.stdout.write(versionText());
    return EXIT.ok;
  }
  const command = await find(first, catalogue);
  if (!isHelpWanted(rest)) return command.execute(rest, io);
  io.stdout.write(commandHelp(command));
  return EXIT.ok;
}

async function help(topic: readonly string[], io: Io, catalogue: Catalogue): Promise<number> {
  const [name, ...rest] = topic;
  refuseMore('help', rest);
  const text = name === undefined ? overview(catalogue) : commandHelp(await find(name, catalogue));
  io.stdout.write(text);
  return EXIT.ok;
}

/** `-h` anywhere before `--` prints help, even if other flags are wrong. */
function isHelpWanted(argv: readonly string[]): boolean {
  const end = argv.indexOf('--');
  const words = end < 0 ? argv : argv.slice(0, end);
  return words.some((word) => word === '-h' || word === '--help');
}

async function find(name: string, catalogue: Catalogue): Promise<CliCommand> {
  const entry = Object.hasOwn(catalogue, name) ? catalogue[name] : undefined;
  if (entry !== undefined) return (await entry.load()).default;
  if (name.startsWith('-')) {
    const flag = name.split('=')[0];
    const fix = 'flags come after the command: flaretally COMMAND [FLAGS]';
    throw usageError('E_FLAG_UNKNOWN', `${flag} comes before the command`, fix);
  }
  const near = closest(name, Object.keys(catalogue));
  const fix = near === undefined ? 'flaretally --help lists them' : `did you mean ${near}?`;
  throw usageError('E_COMMAND_UNKNOWN', `there is no command "${name}"`, fix);
}

function refuseMore(after: string, words: readonly string[]): void {
  const [word] = words;
  if (word !== undefined)
    throw usageError('E_ARGUMENT_EXTRA', `${after} does not take "${word}"`, 'leave it out');
}
