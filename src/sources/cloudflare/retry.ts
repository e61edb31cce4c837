import type { Clock } from './clock.ts';

/** How long a request is repeated before the run gives up. */
export interface Patience {
  /** How often one request is sent. */
  attempts: number;
  /** Total milliseconds that one request may wait. */
  waitMs: number;
  /** Shortest and longest pause of the backoff, in milliseconds. */
  baseMs: number;
  capMs: number;
}

/** A blocked token works again after 5 minutes. Up to three such blocks are waited for. */
export const PATIENCE: Patience = {
  attempts: 8,
  waitMs: 20 * 60_000,
  baseMs: 1_000,
  capMs: 60_000,
};

/**
 * The pause before attempt `attempt` + 1: exponential backoff with full jitter, and at least what
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
 * `Retry-After` in milliseconds. A date is compared with the server's own `Date` header. See
 * https://www.rfc-editor.org/rfc/rfc9110#field.retry-after
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
