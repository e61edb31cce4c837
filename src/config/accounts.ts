import type { Config } from './read.ts';

/** The environment variable that is read for the API token unless the file names another. */
export const TOKEN_VARIABLE = 'CLOUDFLARE_API_TOKEN';

/** An account with what the file says of it, or of all. */
export interface AccountSettings {
  account: string;
  /** The person's own name for it. */
  name: string | undefined;
  /** Name of the environment variable with the API token. */
  token: string;
  /** Day of the month on which periods start. */
  anchor: number | undefined;
  plan: string | undefined;
}

/** A setting that each account may have for itself. */
type Own = 'token' | 'anchor' | 'plan';

/** The accounts of the file in its order: those of `accounts`, else `account`, else none. */
export function accountsOf({ settings }: Config): AccountSettings[] {
  const { account, accounts = account === undefined ? [] : [{ account }] } = settings;
  return accounts.map((own) => accountOf(own.account, settings));
}

/** An account by its id or by the name that the file gives it; else the text as it is. */
export function accountId(named: string, { settings }: Config): string {
  return settings.accounts?.find(({ name }) => name === named)?.account ?? named;
}

/** The account that is meant if none is named: `account`, or the only one of `accounts`. */
export function defaultAccount({ settings }: Config): string | undefined {
  const { account, accounts = [] } = settings;
  return account ?? (accounts.length === 1 ? accounts[0]?.account : undefined);
}

/** What holds of an account: its own settings, else those of the file. */
export function accountOf(account: string, settings: Config['settings']): AccountSettings {
  const own = settings.accounts?.find((one) => one.account.toLowerCase() === account.toLowerCase());
  return {
    account,
    name: own?.name,
    token: own?.token ?? settings.token ?? TOKEN_VARIABLE,
    anchor: own?.anchor ?? settings.anchor,
    plan: own?.plan ?? settings.plan,
  };
}

/** Where the file says a setting of an account: `accounts.0.anchor`, else `anchor`. */
export function pathOfOwn(key: Own, account: string | undefined, { settings }: Config): string {
  const same = (one: { account: string }) => one.account.toLowerCase() === account?.toLowerCase();
  const index = settings.accounts?.findIndex(same) ?? -1;
  return settings.accounts?.[index]?.[key] === undefined ? key : `accounts.${index}.${key}`;
}
