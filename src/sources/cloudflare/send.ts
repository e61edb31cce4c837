import type { Clock } from './clock.ts';
import type { Permission } from './refusal.ts';
import { retryAfter } from './retry.ts';
import { judge, judgeBroken, type Verdict } from './verdict.ts';

/** The result of one request. */
export interface Sent {
  verdict: Verdict;
  /** The body as received, and parsed. */
  text: string;
  body: unknown;
  /** Milliseconds to wait, as the server asked. */
  askedMs: number | undefined;
  /** The time of the answer by the server's clock, in milliseconds since 1970. */
  servedAt?: number | undefined;
}

export interface SendOptions {
  token: string;
  timeoutMs: number;
  clock: Clock;
  signal?: AbortSignal | undefined;
}

/**
 * Sends a request once. The token goes into one header. If an answer or an error repeats it, it is
 * removed before anybody sees it. Redirects are not followed.
 */
export async function send(
  url: string,
  init: RequestInit,
  permission: Permission,
  { token, timeoutMs, clock, signal }: SendOptions,
): Promise<Sent> {
  let text = '';
  let status = 0;
  let askedMs: number | undefined;
  let servedAt: number | undefined;
  try {
    const limit = AbortSignal.timeout(timeoutMs);
    const response = await fetch(url, {
      ...init,
      headers: { ...init.headers, accept: 'application/json', authorization: `Bearer ${token}` },
      redirect: 'manual',
      signal: signal ? AbortSignal.any([signal, limit]) : limit,
    });
    status = response.status;
    askedMs = retryAfter(response.headers, clock);
    servedAt = Date.parse(response.headers.get('date') ?? '') || undefined;
    text = (await response.text()).replaceAll(token, '[token]');
  } catch (error) {
    signal?.throwIfAborted();
    const why = reasonOf(error).replaceAll(token, '[token]');
    return { verdict: { kind: 'retry', why }, text: '', body: null, askedMs };
  }
  try {
    const body: unknown = JSON.parse(text);
    return { verdict: judge(status, body, permission), text, body, askedMs, servedAt };
  } catch {
    return { verdict: judgeBroken(status, permission), text, body: null, askedMs, servedAt };
  }
}

/** A network error in a few words. */
function reasonOf(error: unknown): string {
  const { name, message, cause } = error as Error & { cause?: { code?: string; message?: string } };
  if (name === 'TimeoutError') return 'no answer in time';
  return `the connection failed: ${cause?.code ?? cause?.message ?? message}`;
}
