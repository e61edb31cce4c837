import { usageError } from '../../errors.ts';
import { type Flags, readFlags } from './flags.ts';
import { isRequired } from './names.ts';
import { assignPositionals } from './positionals.ts';
import type { Guarded } from './spec.ts';
import { checkOption } from './values.ts';

/** A command line that citty cannot misread, and the list values that citty does not support. */
export interface GuardedLine {
  /** Every flag once, as `--name=value`, `--name` or `--no-name`, then `--` and the positionals. */
  rawArgs: string[];
  /** Values of each `multiple` flag and `variadic` positional, in the order typed. */
  lists: Record<string, string[]>;
  /** Where the value of each flag came from; a flag with its default, or none, is absent. */
  origins: Origins;
}

export type Origins = ReadonlyMap<string, Origin>;

/**
 * Refuses what citty accepts silently: unknown, repeated and empty flags, surplus arguments. A
 * mistyped period must not show another month. Throws usage errors (exit 2), the first one only.
 */
export function guard(
  command: Guarded,
  argv: readonly string[],
  env: Env,
  settings: SettingsOf = () => undefined,
): GuardedLine {
  const { given, positionals } = readFlags(command, argv);
  const origins = new Map([...given.keys()].map((name) => [name, 'flag' as Origin]));
  const mark = (origin: Origin) => {
    for (const name of given.keys()) if (!origins.has(name)) origins.set(name, origin);
  };
  addEnvironment(command, given, env);
  mark('environment');
  addSettings(command, given, settings);
  mark('file');
  const assigned = assignPositionals(command, positionals);
  const flags: string[] = [];
  const lists: Record<string, string[]> = Object.fromEntries(assigned.lists);
  for (const [name, spec] of Object.entries(command.args)) {
    if (spec.type === 'positional') continue;
    const values = given.get(name) ?? [];
    if (values.length === 0 && isRequired(spec)) throw missingFlag(command, name);
    for (const value of values) flags.push(canonical(name, value));
    if (spec.type !== 'boolean' && spec.multiple) lists[name] = values.map(String);
  }
  return { rawArgs: [...flags, '--', ...assigned.values], lists, origins };
}

type Origin = 'flag' | 'environment' | 'file';
type Env = Readonly<Record<string, string | undefined>>;

function canonical(name: string, value: string | boolean): string {
  if (typeof value === 'string') return `--${name}=${value}`;
  return value ? `--${name}` : `--no-${name}`;
}

/** A variable counts only without the flag. */
function addEnvironment(command: Guarded, given: Map<string, (string | boolean)[]>, env: Env) {
  for (const [name, spec] of Object.entries(command.args)) {
    if (spec.type === 'positional' || spec.type === 'boolean') continue;
    const value = spec.env === undefined ? undefined : env[spec.env];
    if (given.has(name) || value === undefined || value.trim() === '') continue;
    if (spec.type === 'enum') checkOption(`${spec.env}`, value, spec.options);
    given.set(name, [value]);
  }
}

/** What the configuration file says for a flag, where neither flag nor variable is given. */
export type SettingsOf = (
  setting: string,
  given: ReadonlyMap<string, readonly (string | boolean)[]>,
) => string | undefined;

/** A setting counts only without flag and variable. The account comes first: some are of one. */
function addSettings(command: Guarded, given: Flags['given'], settings: SettingsOf) {
  const isAccount = ([name]: [string, unknown]) => (name === 'account' ? 0 : 1);
  const specs = Object.entries(command.args).sort((a, b) => isAccount(a) - isAccount(b));
  for (const [name, spec] of specs) {
    if (spec.type === 'positional' || spec.type === 'boolean' || !spec.config) continue;
    // The file may have a name for an account that the flag names.
    if (given.has(name) && name !== 'account') continue;
    const value = settings(spec.config, given);
    if (value !== undefined) given.set(name, [value]);
  }
}

function missingFlag(command: Guarded, name: string) {
  return usageError(
    'E_FLAG_MISSING',
    `${command.name} needs --${name}`,
    `flaretally ${command.name} --help says what it takes`,
  );
}
