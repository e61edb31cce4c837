import type { Io } from './io.ts';

/** What a person said of the database, whose statement and which period is meant. */
interface Meant {
  db: string;
  account?: string | undefined;
  period?: string | undefined;
}

/**
 * Makes of a command (`report rejects`) what a person would have to type for it to speak of the
 * same: with the flags that neither the default nor the environment gives.
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
