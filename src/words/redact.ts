type Env = Readonly<Record<string, string | undefined>>;

/** Variables with secret values. */
export const SECRETS = [
  'CLOUDFLARE_API_TOKEN',
  'CLOUDFLARE_API_KEY',
  'AWS_ACCESS_KEY_ID',
  'AWS_SECRET_ACCESS_KEY',
  'AWS_SESSION_TOKEN',
  'R2_ACCESS_KEY_ID',
  'R2_SECRET_ACCESS_KEY',
  'CLICKHOUSE_PASSWORD',
] as const;

/** Names by which people call a variable that a configuration file names. */
const NAMED_SO = /TOKEN|SECRET|PASSWORD|WEBHOOK|SLACK|API_?KEY/i;

/** A shorter value may be a word of any message. */
const SHORTEST = 12;

/** Values that nothing may print. */
function secretsIn(env: Env): string[] {
  const listed = SECRETS.map((name) => env[name] ?? '');
  const named = Object.entries(env)
    .filter(([name, value = '']) => NAMED_SO.test(name) && value.length >= SHORTEST)
    .map(([, value = '']) => value);
  return [...listed, ...named].filter((value) => value !== '');
}

/**
 * Removes secrets: a library's message may quote the request.
 * @param more variables that hold a secret too
 */
export function redact(text: string, env: Env, more: readonly string[] = []): string {
  const own = more.map((name) => env[name] ?? '').filter((value) => value !== '');
  return [...secretsIn(env), ...own].reduce((kept, one) => kept.replaceAll(one, '****'), text);
}
