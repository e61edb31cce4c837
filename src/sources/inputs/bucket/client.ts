import type { IncomingMessage } from 'node:http';
import { EXIT, FlaretallyError } from '../../../errors.ts';
import type { Clock } from '../../cloudflare/clock.ts';
import { type Patience, retryAfter } from '../../cloudflare/retry.ts';
import type { BucketAccess } from './credentials.ts';
import { Passing, persist } from './persist.ts';
import { refusalOf, type Wish } from './refusal.ts';
import { type SendHeaders, send } from './send.ts';
import { encoded, encodedKey } from './url.ts';

/** The most bytes of a listing: the largest page has 1,000 keys of 1,024 bytes, encoded. */
const LONGEST_TEXT = 16 * 1024 * 1024;

export interface ClientOptions {
  access: BucketAccess;
  clock: Clock;
  patience: Patience;
  /** Milliseconds without data before a timeout. */
  timeoutMs: number;
  signal: AbortSignal;
  onWait?: ((wait: { until: Date; why: string }) => void) | undefined;
}

/** Sends requests to one bucket, and repeats failed ones. */
export class BucketClient {
  readonly access: BucketAccess;
  readonly bucket: string;
  readonly #options: ClientOptions;
  readonly #keys = new Map<string, ArrayBuffer>();

  constructor(bucket: string, options: ClientOptions) {
    this.access = options.access;
    this.bucket = bucket;
    this.#options = options;
  }

  /** Name of a key in messages. */
  says(key: string): string {
    return `${this.access.scheme}://${this.bucket}/${key}`;
  }

  /** Repeats an attempt; see `persist`. */
  persist<T>(says: string, once: () => Promise<T>): Promise<T> {
    return persist(says, once, this.#options);
  }

  /** The body of a request to the bucket itself. One attempt. */
  async ask(query: Readonly<Record<string, string>>, says: string): Promise<string> {
    const url = this.#url('');
    const pairs = Object.entries(query).map(([name, value]) => `${name}=${encoded(value)}`);
    url.search = pairs.join('&');
    const wish: Wish = { access: this.access, bucket: this.bucket, action: 'list', says };
    const response = await this.#send(url, {});
    if (response.statusCode !== 200) throw await this.#refusal(wish, response);
    return textOf(response);
  }

  /** An object, or the rest of it, as an open response with status 200, 206 or 416. One attempt. */
  async open(key: string, headers: SendHeaders): Promise<IncomingMessage> {
    const says = this.says(key);
    const url = this.#url(`/${encodedKey(key)}`);
    if (!url.pathname.endsWith(`/${encodedKey(key)}`)) throw dotted(says);
    const response = await this.#send(url, headers);
    if ([200, 206, 416].includes(response.statusCode ?? 0)) return response;
    throw await this.#refusal(
      { access: this.access, bucket: this.bucket, action: 'read', says },
      response,
    );
  }

  #url(path: string): URL {
    const url = new URL(this.access.endpoint);
    url.pathname = `${url.pathname.replace(/\/+$/, '')}/${encoded(this.bucket)}${path}`;
    return url;
  }

  async #send(url: URL, headers: SendHeaders): Promise<IncomingMessage> {
    const { access, timeoutMs, signal } = this.#options;
    try {
      return await send(url, headers, { access, timeoutMs, signal, keys: this.#keys });
    } catch (error) {
      throw broken(error, url);
    }
  }

  async #refusal(wish: Wish, response: IncomingMessage): Promise<Error> {
    const headers = new Headers();
    for (const name of ['retry-after', 'date', 'x-amz-bucket-region']) {
      const value = response.headers[name];
      if (typeof value === 'string') headers.set(name, value);
    }
    const body = await textOf(response);
    const refused = { status: response.statusCode ?? 0, headers, body };
    return refusalOf(wish, refused, retryAfter(headers, this.#options.clock));
  }
}

async function textOf(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of response as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > LONGEST_TEXT) throw new Error('the answer does not end');
      chunks.push(chunk);
    }
  } catch (error) {
    throw broken(error);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** A broken connection is retried; an unknown host is not. */
export function broken(error: unknown, url?: URL): Error {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code !== 'ENOTFOUND' || url === undefined) {
    return new Passing(`the connection failed: ${code ?? message}`);
  }
  return new FlaretallyError({
    code: 'E_BUCKET_HOST',
    what: `there is no host ${url.host}`,
    fix: 'check CLOUDFLARE_ACCOUNT_ID or AWS_ENDPOINT_URL, and the network',
    exit: EXIT.failed,
  });
}

function dotted(says: string): FlaretallyError {
  return new FlaretallyError({
    code: 'E_BUCKET_OBJECT',
    what: `${says} cannot be fetched`,
    why: 'a part of its key is . or .., which web addresses remove',
    fix: 'copy the object to another key, or load the others by a pattern that does not match it',
    exit: EXIT.failed,
  });
}
