import { describe, expect, test } from 'vitest';
import type { BucketOptions, Fault } from '../support/s3/index.ts';
import { bytesBelow } from '../support/temp.ts';
import { logFile, onStage } from './stage.ts';

const KEY = {
  id: '5ecret0fNobody5ecret0fNobody1234',
  secret: 's3cr3t+/of=nobody',
  token: 'sess10n+t0ken',
};
const AWS = {
  AWS_ACCESS_KEY_ID: KEY.id,
  AWS_SECRET_ACCESS_KEY: KEY.secret,
  AWS_SESSION_TOKEN: KEY.token,
};
const NONE = { R2_ACCESS_KEY_ID: '', R2_SECRET_ACCESS_KEY: '' };

const refused = (status: number, code: string, more: Partial<Fault> = {}): Fault => ({
  kind: 'status',
  status,
  code,
  message: `quoting ${KEY.id} ${KEY.secret} ${KEY.token}`,
  more: { AWSAccessKeyId: KEY.id, StringToSign: KEY.secret },
  ...(more as object),
});
const always = (fault: Fault): BucketOptions => ({ fault: () => fault });
const onGet = (fault: Fault): BucketOptions => ({
  fault: (_, { kind }) => (kind === 'get' ? fault : undefined),
});

interface Case {
  stub?: BucketOptions;
  env?: Record<string, string>;
  path?: string;
  code: number;
  says: RegExp;
}

/** Everything that a bucket may say no with: what the person reads. */
const CASES: Readonly<Record<string, Case>> = {
  'may not list, R2': {
    stub: always(refused(403, 'AccessDenied')),
    code: 4,
    says: /E_BUCKET_ACCESS: .*no permission to list r2:\/\/logs.*\n.*403 AccessDenied\n.*Object Read for the bucket logs/,
  },
  'may not read, R2': {
    stub: onGet(refused(403, 'AccessDenied')),
    code: 4,
    says: /E_BUCKET_ACCESS: .*no permission to read r2:\/\/logs\/a\.log\.gz/,
  },
  'may not list, S3': {
    stub: { ...always(refused(403, 'AccessDenied')), region: 'us-east-1' },
    path: 's3://logs',
    code: 4,
    says: /allow it s3:ListBucket for the bucket logs/,
  },
  'may not read, S3': {
    stub: { ...onGet(refused(403, 'AccessDenied')), region: 'us-east-1' },
    path: 's3://logs',
    code: 4,
    says: /allow it s3:GetObject for the bucket logs/,
  },
  'a wrong secret': {
    env: { AWS_SECRET_ACCESS_KEY: 'an0ther' },
    code: 4,
    says: /E_BUCKET_KEY: .*\n.*403 SignatureDoesNotMatch\n.*both keys/,
  },
  'a wrong key id': {
    env: { AWS_ACCESS_KEY_ID: 'an0therid' },
    code: 4,
    says: /E_BUCKET_KEY: .*\n.*403 InvalidAccessKeyId/,
  },
  'no session token': {
    env: { AWS_SESSION_TOKEN: '' },
    path: 's3://logs',
    stub: { region: 'us-east-1' },
    code: 4,
    says: /E_BUCKET_KEY: .*\n.*403 InvalidToken\n.*AWS_SESSION_TOKEN/,
  },
  'a key of R2 that has expired': {
    stub: always(refused(401, 'Unauthorized')),
    code: 4,
    says: /E_BUCKET_KEY: .*\n.*401 Unauthorized/,
  },
  'a key id of another length': {
    stub: always({
      ...refused(400, 'InvalidArgument'),
      message: 'Credential access key has length 5, should be 32',
    } as Fault),
    code: 4,
    says: /E_BUCKET_KEY: .*\n.*400 InvalidArgument\n.*32 characters/,
  },
  'a key that has expired in the middle': {
    stub: onGet(refused(400, 'ExpiredToken')),
    code: 4,
    says: /E_BUCKET_KEY/,
  },
  'no such bucket': {
    path: 'r2://nowhere',
    code: 2,
    says: /E_BUCKET_MISSING: there is no bucket nowhere at 127\.0\.0\.1/,
  },
  'another region': {
    path: 's3://logs',
    stub: { region: 'eu-central-1' },
    code: 2,
    says: /E_BUCKET_REGION: the bucket logs is in the region eu-central-1, not in us-east-1\n(?:.|\n)*AWS_REGION=eu-central-1/,
  },
  'a redirect to another region': {
    path: 's3://logs',
    stub: always({
      ...refused(301, 'PermanentRedirect'),
      headers: { 'x-amz-bucket-region': 'ap-south-1', location: 'http://example.invalid/' },
    } as Fault),
    code: 2,
    says: /E_BUCKET_REGION: .*ap-south-1/,
  },
  'a redirect that says nothing': {
    stub: always(refused(307, 'TemporaryRedirect')),
    code: 2,
    says: /E_BUCKET_REGION: .*another region/,
  },
  'a clock that is behind': {
    stub: { aheadMs: 3_600_000 },
    code: 1,
    says: /E_BUCKET_CLOCK: the clock of this machine is 60 min behind the bucket's/,
  },
  'a clock that is ahead': {
    stub: { aheadMs: -7_200_000 },
    code: 1,
    says: /E_BUCKET_CLOCK: the clock of this machine is 120 min ahead of the bucket's/,
  },
  'no S3 at all': {
    stub: always(refused(501, 'NotImplemented')),
    code: 1,
    says: /E_BUCKET_ANSWER/,
  },
  'nothing there': { path: 'r2://logs/elsewhere', code: 2, says: /E_BUCKET_EMPTY: .*elsewhere/ },
  'no keys': { env: { ...NONE, AWS_ACCESS_KEY_ID: '' }, code: 2, says: /E_BUCKET_CREDENTIALS/ },
  'half a pair of R2': {
    env: { R2_ACCESS_KEY_ID: KEY.id, R2_SECRET_ACCESS_KEY: '' },
    code: 2,
    says: /E_BUCKET_CREDENTIALS: R2_SECRET_ACCESS_KEY is not set/,
  },
  'a secret of two words': {
    env: { AWS_SECRET_ACCESS_KEY: `${KEY.secret}\n${KEY.secret}` },
    code: 2,
    says: /E_BUCKET_CREDENTIALS: AWS_SECRET_ACCESS_KEY is not one word/,
  },
  'a key in the address': {
    path: `r2://${KEY.id}:${KEY.secret}@logs/`,
    code: 2,
    says: /E_BUCKET_URL/,
  },
  'a key in the endpoint': {
    env: { AWS_ENDPOINT_URL: `https://${KEY.id}:${KEY.secret}@example.com` },
    code: 2,
    says: /E_BUCKET_ENDPOINT/,
  },
  'no endpoint': {
    env: { AWS_ENDPOINT_URL: '', CLOUDFLARE_ACCOUNT_ID: '' },
    code: 2,
    says: /E_BUCKET_ENDPOINT: .*\n.*CLOUDFLARE_ACCOUNT_ID/,
  },
  'a host that is not there': {
    env: { AWS_ENDPOINT_URL: 'https://nobody.invalid' },
    code: 1,
    says: /E_BUCKET_(HOST|GAVE_UP)/,
  },
  'nothing wrong': { code: 0, says: /1 object\(s\)/ },
};

describe.each(Object.keys(CASES))('%s', (name) => {
  const {
    stub = {},
    env = {},
    path = 'r2://logs',
    code,
    says,
  } = CASES[name] ?? {
    code: -1,
    says: /^$/,
  };

  test('says what and what to do, and nobody sees a key', async () => {
    const objects = { 'a.log.gz': logFile('2026-10-04', 3) };
    const stage = await onStage({ objects, key: KEY, ...stub });
    const world = { env: { ...NONE, ...AWS, FLARETALLY_DEBUG: '1', ...env } };
    const ran = await stage.cli(['load', path], world);
    expect({ name, code: ran.code, err: ran.err }).toMatchObject({ code });
    expect(ran.err).toMatch(says);
    expect(ran.out).toBe('');
    expect(ran.err.match(/^error E_/gm) ?? []).toHaveLength(code === 0 ? 0 : 1);
    expect(ran.err).not.toContain('E_BUG');
    const everything = ran.err + bytesBelow(stage.folder);
    for (const secret of [KEY.id, KEY.secret, KEY.token, 'an0ther']) {
      expect(everything.includes(secret), secret).toBe(false);
      expect(everything.includes(encodeURIComponent(secret)), secret).toBe(false);
    }
  });
});
