// The stub's own check of signatures, held to the examples that AWS publishes.
// See https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html
import type { IncomingMessage } from 'node:http';
import { describe, expect, test } from 'vitest';
import { problemOf } from '../support/s3/sigv4.ts';

const KEY = { id: 'AKIAIOSFODNN7EXAMPLE', secret: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY' };
const NOW = Date.parse('2013-05-24T00:00:00Z');
const NO_BODY = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';

function request(url: string, signed: string, signature: string, more = {}): IncomingMessage {
  const scope = `${KEY.id}/20130524/us-east-1/s3/aws4_request`;
  const headers = {
    host: 'examplebucket.s3.amazonaws.com',
    'x-amz-content-sha256': NO_BODY,
    'x-amz-date': '20130524T000000Z',
    authorization: `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=${signed}, Signature=${signature}`,
    ...more,
  };
  return { method: 'GET', url, headers } as unknown as IncomingMessage;
}

const USUAL = 'host;x-amz-content-sha256;x-amz-date';
const EXAMPLES: [name: string, made: IncomingMessage][] = [
  [
    'GET Object with a range',
    request(
      '/test.txt',
      'host;range;x-amz-content-sha256;x-amz-date',
      'f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41',
      { range: 'bytes=0-9' },
    ),
  ],
  [
    'List Objects',
    request(
      '/?max-keys=2&prefix=J',
      USUAL,
      '34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7',
    ),
  ],
];

describe.each(EXAMPLES)('%s', (_, made) => {
  test('is accepted', () => expect(problemOf(made, KEY, 'us-east-1', NOW)).toBeUndefined());

  test.each<[string, Partial<IncomingMessage>]>([
    ['another path', { url: `/x${made.url}` }],
    ['another query', { url: `${made.url}&a=b`.replace(/^([^?]*)&/, '$1?') }],
    ['another host', { headers: { ...made.headers, host: 'other.example' } }],
    ['another method', { method: 'PUT' }],
  ])('is refused with %s', (_, change) => {
    const problem = problemOf({ ...made, ...change } as IncomingMessage, KEY, 'us-east-1', NOW);
    expect(problem).toMatchObject({ status: 403, code: 'SignatureDoesNotMatch' });
  });

  test('is refused by another secret, region, or time', () => {
    const other = { ...KEY, secret: `${KEY.secret}x` };
    expect(problemOf(made, other, 'us-east-1', NOW)?.code).toBe('SignatureDoesNotMatch');
    expect(problemOf(made, KEY, 'auto', NOW)?.code).toBe('AuthorizationHeaderMalformed');
    expect(problemOf(made, KEY, 'us-east-1', NOW + 901_000)?.code).toBe('RequestTimeTooSkewed');
  });
});
