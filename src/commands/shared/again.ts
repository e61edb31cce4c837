import type { Io } from './io.ts';

/** What the person chose: the database, the account and the period. */
interface Meant {
  db: string;
  account?: string | undefined;
  period?: string | undefined;
}

/**
 * Adds the flags to a command (`report rejects`) that are needed to see the same statement, without
 * those given by defaults or the environment.
 */
export function again({ db, account, period }: Meant, env: Io['env']) {
  const flag = (name: string, value: string | undefined, given: string | undefined) =>
    value === undefined || value === given ? '' : ` --${name} ${shellWord(value)}`;
  const whose =
    flag('db', db, env.FLARETALLY_DB || 'flaretally.duckdb') +
    flag('account', account, env.CLOUDFLARE_ACCOUNT_ID);
  return (command: string, isDated: boolean) =>
    `flaretally ${command}${whose}${isDated ? flag('period', period, undefined) : ''}`;
}

/** Text as one word of a POSIX shell. */
function shellWord(text: string): string {
  return /^[\w./:=@%+,-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
