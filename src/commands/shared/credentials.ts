import { accountOf } from '../../config/accounts.ts';
import { type Config, NO_CONFIG } from '../../config/read.ts';
import { usageError } from '../../errors.ts';

/** wrangler's variables, or the one that the file names; no flag takes a secret. */
export function credentials(
  account: string | undefined,
  env: Readonly<Record<string, string | undefined>>,
  config: Config = NO_CONFIG,
) {
  if (!account) {
    throw usageError(
      'E_ACCOUNT_NEEDED',
      'no account is named',
      'set CLOUDFLARE_ACCOUNT_ID, give --account, or write it into flaretally.jsonc',
    );
  }
  const variable = accountOf(account, config.settings).token;
  const token = env[variable];
  if (!token) {
    throw usageError(
      'E_TOKEN_MISSING',
      `${variable} is not set`,
      'create a token with Account > Account Analytics > Read and set the variable to it',
    );
  }
  return { account, token, baseUrl: env.CLOUDFLARE_API_BASE_URL || undefined };
}
