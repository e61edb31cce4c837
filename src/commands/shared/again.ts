import { defaultAccount } from '../../config/accounts.ts';
import { type Config, NO_CONFIG } from '../../config/read.ts';
import type { Io } from './io.ts';

/** What the person chose: the database, the account, the period, and where settings are. */
interface Meant {
  db: string;
  account?: string | undefined;
  period?: string | undefined;
  config?: string | undefined;
}

/**
 * Adds the flags to a command (`report rejects`) that are needed to see the same statement, without
 * those given by defaults, the environment or the configuration file.
 */
export function again(
  { db, account, period, config: file }: Meant,
  env: Io['env'],
  config: Config = NO_CONFIG,
) {
  const flag = (name: string, value: string | undefined, given: string | undefined) =>
    value === undefined || value === given ? '' : ` --${name} ${shellWord(value)}`;
  const whose =
    flag('db', db, env.FLARETALLY_DB || config.settings.db || 'flaretally.duckdb') +
    flag('account', account, env.CLOUDFLARE_ACCOUNT_ID || defaultAccount(config)) +
    flag('config', file, env.FLARETALLY_CONFIG);
  return (command: string, isDated: boolean) =>
    `flaretally ${command}${whose}${isDated ? flag('period', period, undefined) : ''}`;
}

/** Text as one word of a POSIX shell. */
function shellWord(text: string): string {
  return /^[\w./:=@%+,-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
