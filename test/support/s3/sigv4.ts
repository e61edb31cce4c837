// Verifies AWS Signature Version 4 from the bytes of a request, with nothing but HMAC.
// See https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html
import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

export interface Key {
  id: string;
  secret: string;
  token?: string;
}

export interface Problem {
  status: number;
  code: string;
  message: string;
  /** Further elements of the error, by name. */
  more?: Readonly<Record<string, string>>;
}

const SKEW_MS = 15 * 60_000;
const FORM =
  /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/s3\/aws4_request, SignedHeaders=([^,]+), Signature=([0-9a-f]{64})$/;

/** What is wrong with the signature, or undefined. */
export function problemOf(
  request: IncomingMessage,
  key: Key,
  region: string,
  now: number,
): Problem | undefined {
  const match = FORM.exec(request.headers.authorization ?? '');
  if (match === null) return { status: 401, code: 'Unauthorized', message: 'Unauthorized' };
  const [, id, day, signedRegion, names = '', signature = ''] = match;
  if (id !== key.id) {
    const message = 'The access key id you provided does not exist in our records.';
    return { status: 403, code: 'InvalidAccessKeyId', message, more: { AWSAccessKeyId: `${id}` } };
  }
  if (signedRegion !== region) {
    const message = `the region '${signedRegion}' is wrong; expecting '${region}'`;
    return { status: 400, code: 'AuthorizationHeaderMalformed', message, more: { Region: region } };
  }
  const stamp = String(request.headers['x-amz-date']);
  const sent = Date.parse(
    stamp.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'),
  );
  if (Number.isNaN(sent) || stamp.slice(0, 8) !== day) return mismatch(key, 'no date');
  if (Math.abs(sent - now) > SKEW_MS) {
    const message = 'The difference between the request time and the server time is too large.';
    return { status: 403, code: 'RequestTimeTooSkewed', message };
  }
  if (key.token !== undefined && request.headers['x-amz-security-token'] !== key.token) {
    return { status: 403, code: 'InvalidToken', message: 'The provided token is malformed.' };
  }
  return checkSignature(request, key, { day: `${day}`, region, stamp, names, signature });
}

interface Claim {
  day: string;
  region: string;
  stamp: string;
  names: string;
  signature: string;
}

function checkSignature(request: IncomingMessage, key: Key, claim: Claim): Problem | undefined {
  const names = claim.names.split(';');
  for (const name of ['host', 'x-amz-content-sha256', 'x-amz-date']) {
    if (!names.includes(name)) return mismatch(key, `${name} is not signed`);
  }
  const [path = '', query = ''] = (request.url ?? '').split('?');
  const canonical = [
    request.method,
    path.split('/').map(decodeURIComponent).map(strictly).join('/'),
    query
      .split('&')
      .filter(Boolean)
      .map((pair) => pair.split('='))
      .map(([name = '', value = '']) => [name, value].map(decodeURIComponent).map(strictly))
      .map((pair) => pair.join('='))
      .sort()
      .join('&'),
    ...names.map((name) => `${name}:${String(request.headers[name]).trim().replace(/ +/g, ' ')}`),
    '',
    claim.names,
    request.headers['x-amz-content-sha256'],
  ].join('\n');
  const scope = `${claim.day}/${claim.region}/s3/aws4_request`;
  const digest = createHash('sha256').update(canonical).digest('hex');
  const text = ['AWS4-HMAC-SHA256', claim.stamp, scope, digest].join('\n');
  const signing = [claim.day, claim.region, 's3', 'aws4_request'].reduce<Buffer>(
    (secret, part) => hmac(secret, part),
    Buffer.from(`AWS4${key.secret}`),
  );
  const expected = hmac(signing, text);
  if (timingSafeEqual(expected, Buffer.from(claim.signature, 'hex'))) return undefined;
  return mismatch(key, text);
}

/** Real stores repeat the key id and what was signed: nobody may see that. */
function mismatch(key: Key, signed: string): Problem {
  return {
    status: 403,
    code: 'SignatureDoesNotMatch',
    message: 'The request signature we calculated does not match the signature you provided.',
    more: { AWSAccessKeyId: key.id, StringToSign: signed },
  };
}

function hmac(key: Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text, 'utf8').digest();
}

/** Unreserved signs stay, every other byte is percent-encoded in upper case. */
function strictly(text: string): string {
  return [...Buffer.from(text, 'utf8')]
    .map((byte) => {
      const sign = String.fromCharCode(byte);
      if (/[A-Za-z0-9._~-]/.test(sign)) return sign;
      return `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
    })
    .join('');
}
