import { usageError } from '../../../errors.ts';
import type { Scheme } from './url.ts';

export type Env = Readonly<Record<string, string | undefined>>;

/** The address of a bucket and its credentials. Key id, secret and token are never shown. */
export interface BucketAccess {
  scheme: Scheme;
  endpoint: URL;
  region: string;
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken: string | undefined;
}

/**
 * Reads the usual environment variables. `r2://` prefers R2_ACCESS_KEY_ID and R2_SECRET_ACCESS_KEY
 * and derives its endpoint from the account. An endpoint that is set is used for both kinds. See
 * https://developers.cloudflare.com/r2/api/tokens/
 * @throws FlaretallyError E_BUCKET_CREDENTIALS, E_BUCKET_ENDPOINT
 */
export function accessOf(scheme: Scheme, env: Env, account?: string): BucketAccess {
  const hasOwn = Boolean(env.R2_ACCESS_KEY_ID || env.R2_SECRET_ACCESS_KEY);
  const isOwn = scheme === 'r2' && (hasOwn || !env.AWS_ACCESS_KEY_ID);
  const prefix = isOwn ? 'R2' : 'AWS';
  const region = scheme === 'r2' ? 'auto' : env.AWS_REGION || env.AWS_DEFAULT_REGION || 'us-east-1';
  return {
    scheme,
    region,
    accessKeyId: word(`${prefix}_ACCESS_KEY_ID`, scheme, env),
    secretAccessKey: word(`${prefix}_SECRET_ACCESS_KEY`, scheme, env),
    endpoint: endpointOf(scheme, region, env, account || env.CLOUDFLARE_ACCOUNT_ID),
    sessionToken: isOwn ? undefined : env.AWS_SESSION_TOKEN?.trim() || undefined,
  };
}

/** The variables with the keys of a bucket, as a person is told to set them. */
export function keyNames(scheme: Scheme): string[] {
  const prefix = scheme === 'r2' ? 'R2' : 'AWS';
  return [`${prefix}_ACCESS_KEY_ID`, `${prefix}_SECRET_ACCESS_KEY`];
}

function word(name: string, scheme: Scheme, env: Env): string {
  const value = env[name]?.trim() ?? '';
  if (/^[\x21-\x7e]+$/.test(value)) return value;
  const make =
    scheme === 'r2'
      ? 'create an R2 API token with Object Read and put its two keys into R2_ACCESS_KEY_ID and ' +
        'R2_SECRET_ACCESS_KEY'
      : 'put a key that may list and read the bucket into AWS_ACCESS_KEY_ID and ' +
        'AWS_SECRET_ACCESS_KEY';
  throw usageError(
    'E_BUCKET_CREDENTIALS',
    value === '' ? `${name} is not set` : `${name} is not one word`,
    make,
  );
}

function endpointOf(scheme: Scheme, region: string, env: Env, account: string | undefined): URL {
  const given = env.AWS_ENDPOINT_URL_S3 || env.AWS_ENDPOINT_URL;
  if (given) return parseEndpoint(given);
  if (scheme === 's3') return parseEndpoint(`https://s3.${region}.amazonaws.com`);
  if (account && /^[\w-]+$/.test(account)) {
    return parseEndpoint(`https://${account}.r2.cloudflarestorage.com`);
  }
  throw usageError(
    'E_BUCKET_ENDPOINT',
    'nothing says where the R2 bucket is',
    'set CLOUDFLARE_ACCOUNT_ID, or AWS_ENDPOINT_URL for a bucket of a jurisdiction',
  );
}

function parseEndpoint(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url && /^https?:$/.test(url.protocol) && !url.username && !url.password && !url.search) {
    return url;
  }
  throw usageError(
    'E_BUCKET_ENDPOINT',
    'the endpoint of the bucket is not a plain web address',
    'set AWS_ENDPOINT_URL like https://ACCOUNT.r2.cloudflarestorage.com, without a key in it',
  );
}
