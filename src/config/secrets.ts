import { configError } from './config-error.ts';

/** A word of forty or more characters as random as a token: small, capital and digit. */
const RANDOM = /(?<![\w/.-])(?=[\w-]*[a-z])(?=[\w-]*[A-Z])(?=[\w-]*\d)[\w-]{40,}(?![\w/.-])/g;

/** What looks like a secret, with what it is. A file name or a digest looks like none of them. */
const SECRETS: readonly (readonly [RegExp, string])[] = [
  [/\bcf[a-z]{1,3}_[A-Za-z0-9_-]{30,}/g, 'an API token of Cloudflare'],
  [/\bv1\.0-[0-9a-f]{20,}/g, 'a key of Cloudflare'],
  [/\bBearer\s+[\w.-]{16,}/g, 'an API token'],
  [/https?:\/\/hooks\.slack\.com\/[^\s"']+/g, 'a Slack webhook URL'],
  [/https?:\/\/[^\s"']*\/webhooks?\/[^\s"']{8,}/g, 'a webhook URL'],
  [/https?:\/\/[^\s"'/@:]+:[^\s"'/@]+@/g, 'a URL with a password'],
  [/\b(AKIA|ASIA)[A-Z0-9]{16}\b/g, 'an access key of AWS'],
  [/\bgh[pousr]_[A-Za-z0-9]{30,}/g, 'a token of GitHub'],
  [/(?<![\w/.-])([0-9a-f]{37}|[0-9a-f]{64})(?![\w/.-])/g, 'an API key'],
  [RANDOM, 'an API token'],
];

/** Keys under which a text may be the name of a variable only. */
const URL_AT = /"(slack|webhook)"\s*:\s*"https?:\/\/[^"]*"/g;

/**
 * Refuses a file with a secret, comments included: it has been on a disk, and soon is in a
 * repository. The error names the line and never the secret.
 * @throws FlaretallyError E_CONFIG_SECRET
 */
export function refuseSecrets(text: string, file: string): void {
  for (const [pattern, what] of [...SECRETS, [URL_AT, 'a webhook URL'] as const]) {
    const [found] = text.matchAll(pattern);
    if (found === undefined) continue;
    const line = text.slice(0, found.index).split('\n').length;
    throw configError(
      'E_CONFIG_SECRET',
      `${file}:${line} has what looks like ${what}`,
      'a secret in this file is read by whoever reads the file, and by git for ever',
      'revoke it and make a new one, keep that in an environment variable, and write the ' +
        'name of the variable here',
    );
  }
}
