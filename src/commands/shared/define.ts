import { type ArgsDef, type CommandDef, defineCommand, runCommand } from 'citty';
import { type Config, NO_CONFIG, readConfig } from '../../config/read.ts';
import { type ExitCode, FlaretallyError } from '../../errors.ts';
import { configArgs } from './args.ts';
import { readFlags } from './flags.ts';
import { fromConfig, isConfigured } from './from-config.ts';
import { guard, type Origins } from './guard.ts';
import type { Io } from './io.ts';
import { camel, checkSpecs } from './names.ts';
import type { ArgSpec, ArgSpecs, CliArgs, Guarded } from './spec.ts';

/** What a command gets: its checked arguments and its `Io`. */
export interface CliContext<T extends ArgSpecs = ArgSpecs> extends Io {
  args: CliArgs<T>;
  /** The configuration file; empty for a command that has no flag of it. */
  config: Config;
  /** Where the value of each flag came from. */
  origins: Origins;
}

export interface CommandText {
  name: string;
  /** What it does, in half a line, in lower case and without a full stop. */
  summary: string;
  /** More sentences, if half a line is not enough. */
  description?: string;
  /** Two to four command lines that work as typed, each with what it does. */
  examples: readonly { command: string; says: string }[];
  /** The meaning of its exit codes, if they mean more than done, failed or usage error. */
  exits?: Readonly<Partial<Record<ExitCode, string>>>;
}

export interface CommandSpec<T extends ArgSpecs> extends CommandText {
  args: T;
  /** Whether it runs although the configuration file cannot be read, and tells that itself. */
  isLenient?: boolean;
  /** Throws `FlaretallyError` for errors that a person can act on. No code means 0. */
  run(context: CliContext<T>): Promise<ExitCode | undefined> | Promise<void>;
}

/** A command as the program runs and describes it. */
export interface CliCommand extends CommandText {
  args: ArgSpecs;
  /**
   * Runs on the words after the command's name; resolves to the exit code, rejects with the error.
   */
  execute(argv: readonly string[], io: Io): Promise<ExitCode>;
}

/** Declares a command; each module in `commands/` exports one by default. */
export function defineCliCommand<const T extends ArgSpecs>(spec: CommandSpec<T>): CliCommand {
  const { run, isLenient = false, ...text } = spec;
  const own: ArgSpecs = spec.args;
  const args = isConfigured(own) ? { ...own, ...configArgs } : own;
  checkSpecs(spec.name, args);
  async function execute(argv: readonly string[], io: Io): Promise<ExitCode> {
    const guarded = { name: spec.name, args };
    const config = await configOf(guarded, argv, io).catch((error: unknown) => {
      if (!isLenient || !(error instanceof FlaretallyError)) throw error;
      return { ...NO_CONFIG, error };
    });
    const settings = fromConfig(config);
    const { rawArgs, lists, origins } = guard(guarded, argv, io.env, settings);
    const command: CommandDef = defineCommand({
      meta: { name: spec.name, description: spec.summary },
      args: cittyArgs(args),
      run: (context) =>
        run({ ...io, config, origins, args: collect(args, context.args, lists) as CliArgs<T> }),
    });
    const { result } = await runCommand(command, { rawArgs });
    return (result as ExitCode | undefined) ?? 0;
  }
  return { ...text, args, execute };
}

/** Flags are checked before any file is read. */
async function configOf(command: Guarded, argv: readonly string[], io: Io): Promise<Config> {
  const { given } = readFlags(command, argv);
  if (io.config !== undefined || !isConfigured(command.args)) return io.config ?? NO_CONFIG;
  return readConfig(io.cwd, given.get('config')?.map(String)[0], io.env);
}

/** Without aliases, options and our own extras, which the guard has already handled. */
function cittyArgs(specs: ArgSpecs): ArgsDef {
  const entries = Object.entries(specs).map(([name, { type, ...rest }]) => {
    const fallback = rest.default === undefined ? {} : { default: rest.default };
    const required = 'required' in rest ? { required: rest.required } : {};
    return [name, { type: type === 'enum' ? 'string' : type, ...fallback, ...required }];
  });
  return Object.fromEntries(entries) as ArgsDef;
}

function collect(
  specs: ArgSpecs,
  parsed: Readonly<Record<string, unknown>>,
  lists: Readonly<Record<string, string[]>>,
): Record<string, unknown> {
  const value = (name: string, spec: ArgSpec) =>
    lists[name] ?? parsed[name] ?? (spec.type === 'boolean' ? false : undefined);
  const entries = Object.entries(specs).map(([name, spec]) => [camel(name), value(name, spec)]);
  return Object.fromEntries(entries);
}
