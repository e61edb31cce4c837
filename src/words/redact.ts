/** Variables with secret values. */
const SECRETS = [
  'CLOUDFLARE_API_TOKEN',
  'CLOUDFLARE_API_KEY',
  'AWS_ACCESS_KEY_ID',
  'AWS_SECRET_ACCESS_KEY',
  'AWS_SESSION_TOKEN',
  'R2_ACCESS_KEY_ID',
  'R2_SECRET_ACCESS_KEY',
];

/**
 * Removes secrets: a library's message may quote the request.
 * @param more variables that hold a secret too
 */
export function redact(
  text: string,
  env: Readonly<Record<string, string | undefined>>,
  more: readonly string[] = [],
): string {
  return [...SECRETS, ...more].reduce((kept, name) => {
    const secret = env[name];
    return secret ? kept.replaceAll(secret, '****') : kept;
  }, text);
}
