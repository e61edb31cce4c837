import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { AwsV4Signer } from 'aws4fetch';
import type { BucketAccess } from './credentials.ts';

/** SHA-256 of no bytes: a GET has no body. */
const NO_BODY = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';

export interface SendOptions {
  access: BucketAccess;
  /** Milliseconds without data before a timeout. */
  timeoutMs: number;
  signal: AbortSignal;
  /** Cache of signing keys, which are valid for a day. */
  keys: Map<string, ArrayBuffer>;
}

/** Headers of a request. Headers that proxies change are not signed. */
export interface SendHeaders {
  signed?: Record<string, string>;
  plain?: Record<string, string>;
}

/**
 * Signs a GET and sends it once. Redirects are not followed. The body is read as it was sent,
 * because `fetch` would unpack an object stored with `Content-Encoding: gzip`. See
 * https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html
 */
export async function send(
  url: URL,
  { signed = {}, plain = {} }: SendHeaders,
  { access, timeoutMs, signal, keys }: SendOptions,
): Promise<IncomingMessage> {
  const { accessKeyId, secretAccessKey, sessionToken, region } = access;
  const signer = new AwsV4Signer({
    method: 'GET',
    url: url.href,
    headers: { 'x-amz-content-sha256': NO_BODY, ...signed },
    service: 's3',
    region,
    accessKeyId,
    secretAccessKey,
    ...(sessionToken === undefined ? {} : { sessionToken }),
    cache: keys,
  });
  const ready = await signer.sign();
  const headers = { ...Object.fromEntries(ready.headers), 'user-agent': 'flaretally', ...plain };
  const start = url.protocol === 'https:' ? httpsRequest : httpRequest;
  return new Promise((resolve, reject) => {
    const request = start(url, { headers, signal, timeout: timeoutMs });
    request.on('timeout', () => request.destroy(new Error('no byte in time')));
    request.on('error', reject);
    request.on('response', resolve);
    request.end();
  });
}
