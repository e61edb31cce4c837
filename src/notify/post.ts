import { isIP } from 'node:net';

/** Milliseconds after which an answer is no longer waited for. */
const PATIENCE = 10_000;

/** Why a message did not arrive, in half a sentence without the address; undefined if it did. */
export type Refusal = string | undefined;

/**
 * Posts JSON to a webhook. The address is a secret: no message contains it, and no redirect is
 * followed. Never rejects, except when the signal aborts.
 * @param url what the environment variable holds
 */
export async function post(
  url: string,
  body: unknown,
  { signal, timeoutMs = PATIENCE }: { signal?: AbortSignal | undefined; timeoutMs?: number },
): Promise<Refusal> {
  const place = URL.canParse(url.trim()) ? new URL(url.trim()) : undefined;
  if (place === undefined) return 'it is not a web address';
  if (place.protocol !== 'https:' && !isHere(place))
    return 'it must begin with https://, for what is sent is a bill';
  const limit = AbortSignal.timeout(timeoutMs);
  try {
    const response = await fetch(place, {
      method: 'POST',
      body: JSON.stringify(body),
      headers: { 'content-type': 'application/json' },
      redirect: 'manual',
      signal: signal ? AbortSignal.any([signal, limit]) : limit,
    });
    await response.body?.cancel();
    return refusalOf(response.status);
  } catch (error) {
    signal?.throwIfAborted();
    if (limit.aborted) return `it did not answer within ${timeoutMs / 1000} seconds`;
    // The message of an error may quote the address, its code does not.
    const code = (error as { cause?: { code?: string } }).cause?.code;
    return `the connection failed${code === undefined ? '' : ` (${code})`}`;
  }
}

function refusalOf(status: number): Refusal {
  if (status >= 200 && status < 300) return undefined;
  if (status >= 300 && status < 400)
    return `it answers ${status}, a redirect, which is not followed because the address is secret`;
  return `it answers ${status}`;
}

/** A receiver on this machine needs no encryption. */
function isHere({ protocol, hostname }: URL): boolean {
  const host = hostname.replace(/^\[|\]$/g, '');
  const isLoopback = host === 'localhost' || (isIP(host) === 4 && host.startsWith('127.'));
  return protocol === 'http:' && (isLoopback || host === '::1');
}
