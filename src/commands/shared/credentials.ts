import { usageError } from '../../errors.ts';

/** wrangler's variables; no flag takes a secret. */
export function credentials(
  account: string | undefined,
  env: Readonly<Record<string, string | undefined>>,
) {
  if (!account) {
    throw usageError(
      'E_ACCOUNT_NEEDED',
      'no account is named',
      'set CLOUDFLARE_ACCOUNT_ID or --account',
    );
  }
  const token = env.CLOUDFLARE_API_TOKEN;
  if (!token) {
    throw usageError(
      'E_TOKEN_MISSING',
      'CLOUDFLARE_API_TOKEN is not set',
      'create a token with Account > Account Analytics > Read and set the variable to it',
    );
  }
  return { account, token, baseUrl: env.CLOUDFLARE_API_BASE_URL || undefined };
}
