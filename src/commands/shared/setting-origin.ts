import { pathOfOwn } from '../../config/accounts.ts';
import type { Listed } from '../../config/list.ts';
import type { Config } from '../../config/read.ts';
import type { Origins } from './guard.ts';
import { camel } from './names.ts';
import type { StringSpec } from './spec.ts';

interface Run {
  args: Readonly<Record<string, unknown>>;
  config: Config;
  origins: Origins;
}

/** A flag's value, under the name of its setting, and what decided it. */
export function originOf(flag: string, spec: StringSpec, { args, config, origins }: Run): Listed {
  const setting = spec.config ?? flag;
  const value = args[camel(flag)];
  const shown = { setting, value: value === undefined ? '' : String(value) };
  const origin = origins.get(flag);
  if (origin === 'flag') return { ...shown, from: `--${flag}` };
  if (origin === 'environment') return { ...shown, from: spec.env ?? 'environment' };
  if (origin === 'file')
    return { ...shown, from: `${config.name}:${lineOf(setting, args, config)}` };
  return { ...shown, from: value === undefined ? 'not set' : 'default' };
}

/** The line of the configuration file that sets it: for this account, else for all. */
function lineOf(setting: string, args: Run['args'], config: Config): number {
  const account = typeof args.account === 'string' ? args.account : undefined;
  const isOwn = setting === 'anchor' || setting === 'plan';
  const path = isOwn ? pathOfOwn(setting, account, config) : setting;
  return config.lineOf(path) ?? config.lineOf('accounts') ?? 1;
}
