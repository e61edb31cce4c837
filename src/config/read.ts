import { relative } from 'node:path';
import type { FlaretallyError } from '../errors.ts';
import { configText, findConfig } from './find.ts';
import type { Settings } from './schema.ts';

type Env = Readonly<Record<string, string | undefined>>;

/** The configuration file as commands use it. Without a file, `settings` is empty. */
export interface Config {
  /** Absolute path. */
  file: string | undefined;
  /** The file as messages name it: its path from the current folder. */
  name: string;
  /** Paths are from the current folder. */
  settings: Settings;
  /** The line of a setting such as `pull.only`, from 1; undefined if the file lacks it. */
  lineOf(setting: string): number | undefined;
  /** Why the file could not be read, for a command that goes on without it. */
  error?: FlaretallyError;
}

/** What commands use where there is no file. */
export const NO_CONFIG: Config = {
  file: undefined,
  name: '',
  settings: {},
  lineOf: () => undefined,
};

/**
 * Reads the configuration file: by the flag `--config`, else by FLARETALLY_CONFIG, else the nearest
 * flaretally.jsonc in `cwd` or above. What parses it is loaded only if there is a file.
 * @throws FlaretallyError E_CONFIG, E_CONFIG_MISSING, E_CONFIG_SECRET
 */
export async function readConfig(cwd: string, flag: string | undefined, env: Env): Promise<Config> {
  const file = findConfig(cwd, flag, env);
  if (file === undefined) return NO_CONFIG;
  const text = configText(file);
  const [{ parseConfig }, { fromHere }] = await Promise.all([
    import('./parse.ts'),
    import('./places.ts'),
  ]);
  const name = relative(cwd, file);
  const { settings, lineOf } = parseConfig(text, name);
  return {
    file,
    name,
    settings: fromHere(settings, file, cwd),
    lineOf: (setting) => lineOf(pathOf(setting)),
  };
}

/** `accounts.1.token` as keys and indexes. */
function pathOf(setting: string): (string | number)[] {
  return setting.split('.').map((part) => (/^\d+$/.test(part) ? Number(part) : part));
}
