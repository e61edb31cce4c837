import { accountsOf, TOKEN_VARIABLE } from './accounts.ts';
import type { Config } from './read.ts';
import type { Settings } from './schema.ts';

type Env = Readonly<Record<string, string | undefined>>;

/** A setting as it is printed. */
export interface Listed {
  setting: string;
  /** Empty where nothing sets it. Of a secret: the name of its variable, and if that is set. */
  value: string;
  /** `flaretally.jsonc:4`, `default` or `not set`. */
  from: string;
}

/** Settings whose value names an environment variable with a secret. */
const NAMES_SECRET = /(^|\.)(token|slack|webhook)$/;

/** Every setting of the file by its path, entries of `accounts` one by one. */
export function settingsIn(config: Config): Listed[] {
  return leaves(config.settings).map(([setting, value]) => ({
    setting,
    value,
    from: `${config.name}:${config.lineOf(setting) ?? 1}`,
  }));
}

/** The environment variable with the token of each account, and whether it is set. */
export function tokenNames(config: Config): string[] {
  const own = accountsOf(config).map(({ token }) => token);
  return [...new Set(own.length > 0 ? own : [config.settings.token ?? TOKEN_VARIABLE])];
}

/** A setting as text that may be shown: of a secret only whether it is there. */
export function shownValue({ setting, value }: Listed, env: Env): string {
  return NAMES_SECRET.test(setting) ? `${value} (${isSet(value, env)})` : value;
}

/** Of a variable that holds a secret, no more is ever said. */
export function isSet(variable: string, env: Env): 'set' | 'not set' {
  return env[variable]?.trim() ? 'set' : 'not set';
}

function leaves(settings: Settings): [string, string][] {
  const walk = (value: unknown, path: string): [string, string][] => {
    if (value === undefined) return [];
    if (Array.isArray(value) && !value.some((one) => typeof one === 'object'))
      return [[path, value.join(', ')]];
    if (typeof value !== 'object' || value === null) return [[path, String(value)]];
    return Object.entries(value).flatMap(([key, own]) =>
      walk(own, path === '' ? key : `${path}.${key}`),
    );
  };
  return walk(settings, '').filter(([path]) => path !== '$schema');
}
