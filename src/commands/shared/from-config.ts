import { accountId, accountOf, defaultAccount } from '../../config/accounts.ts';
import type { Config } from '../../config/read.ts';
import type { SettingsOf } from './guard.ts';
import type { ArgSpecs } from './spec.ts';

/** Whether the configuration file may say a flag of these. */
export function isConfigured(args: ArgSpecs): boolean {
  return Object.values(args).some((spec) => 'config' in spec && spec.config !== undefined);
}

/** Settings as the texts that their flags take. The account decides those that each may have. */
export function fromConfig(config: Config): SettingsOf {
  return (setting, given) => {
    const named = given.get('account')?.map(String)[0];
    if (setting === 'account')
      return named === undefined ? defaultAccount(config) : accountId(named, config);
    const own = accountOf(named ?? '', config.settings);
    if (setting === 'anchor') return own.anchor?.toString();
    return setting === 'plan' ? own.plan : textAt(config.settings, setting);
  };
}

/** A setting by its path; a list with commas between. */
export function textAt(settings: Config['settings'], setting: string): string | undefined {
  const value = setting
    .split('.')
    .reduce<unknown>((at, key) => (at as Record<string, unknown> | undefined)?.[key], settings);
  if (value === undefined) return undefined;
  return Array.isArray(value) ? value.map(String).join(',') : String(value);
}
