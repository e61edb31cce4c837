import type { Clock } from './clock.ts';

/** How long a request is asked again before the run gives up. */
export interface Patience {
  /** Times that one request is sent. */
  attempts: number;
  /** Milliseconds that one request may wait altogether. */
  waitMs: number;
  /** First and longest pause of the backoff, in milliseconds. */
  baseMs: number;
  capMs: number;
}

/** A blocked token is free again after 5 minutes: three such blocks are sat out. */
export const PATIENCE: Patience = {
  attempts: 8,
  waitMs: 20 * 60_000,
  baseMs: 1_000,
  capMs: 60_000,
};

/**
 * The pause before attempt `attempt` + 1: exponential backoff with full jitter, but not less than
 * the server asked for. See
 * https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/
 */
export function pauseOf(
  patience: Patience,
  attempt: number,
  clock: Pick<Clock, 'random'>,
  askedMs?: number,
): number {
  const backoff = Math.min(patience.capMs, patience.baseMs * 2 ** (attempt - 1));
  const jitter = clock.random() * backoff;
  return askedMs === undefined ? jitter : askedMs + Math.min(jitter, patience.baseMs);
}

/**
 * `Retry-After` in milliseconds: seconds, or a date, which is read against the server's own `Date`.
 * See https://www.rfc-editor.org/rfc/rfc9110#field.retry-after
 */
export function retryAfter(headers: Headers, clock: Pick<Clock, 'now'>): number | undefined {
  const value = headers.get('retry-after')?.trim();
  if (!value) return undefined;
  if (/^\d+(\.\d+)?$/.test(value)) return Number(value) * 1_000;
  const until = Date.parse(value);
  if (Number.isNaN(until)) return undefined;
  const server = Date.parse(headers.get('date') ?? '');
  return Math.max(0, until - (Number.isNaN(server) ? clock.now() : server));
}
