import { usageError } from '../../errors.ts';
import { Budget } from './budget.ts';
import { Client } from './client.ts';
import { type Clock, clockFrom } from './clock.ts';
import type { PlanOptions } from './plan.ts';
import type { ProgressEvent } from './report.ts';
import { PATIENCE, type Patience } from './retry.ts';

/** Where Cloudflare's API is when nobody says otherwise. */
export const CLOUDFLARE = 'https://api.cloudflare.com/client/v4';

export interface PullOptions extends PlanOptions {
  /** With its version path; Cloudflare's own where it is left out. */
  baseUrl?: string | undefined;
  /** Sent as the Authorization header and told to nobody else. */
  token: string;
  account: string;
  /** Folder of envelopes. */
  spool: string;
  signal?: AbortSignal | undefined;
  onProgress?: ((event: ProgressEvent) => void) | undefined;
  /** Questions at a time; 4. */
  concurrency?: number | undefined;
  /** Only these REST lists; none where empty. */
  lists?: readonly string[] | undefined;
  patience?: Partial<Patience> | undefined;
  /** Milliseconds that one answer may take; a minute. */
  timeoutMs?: number | undefined;
  /** Another clock than the real one, which counts on from `now`. */
  clock?: Clock | undefined;
}

export interface Session {
  client: Client;
  /** Of the GraphQL API. */
  budget: Budget;
  concurrency: number;
  clock: Clock;
}

/**
 * 1,200 requests in 5 minutes are allowed of the API as a whole; GraphQL's 300 count among them.
 */
const REST_REQUESTS = 900;

/** @throws FlaretallyError E_ACCOUNT, E_BASE_URL, E_TOKEN */
export function openSession(
  options: Omit<PullOptions, 'period'>,
  onWait?: (wait?: { until: Date; why: string }) => void,
): Session {
  const { account, baseUrl = CLOUDFLARE, token, signal } = options;
  if (!/^[0-9a-f]{32}$/i.test(account)) {
    throw usageError(
      'E_ACCOUNT',
      `"${account}" is not an account id`,
      'it is 32 hexadecimal digits',
    );
  }
  if (!URL.canParse(baseUrl) || !/^https?:/.test(baseUrl)) {
    throw usageError(
      'E_BASE_URL',
      `"${baseUrl}" is not a web address`,
      `for example ${CLOUDFLARE}`,
    );
  }
  const clock = options.clock ?? clockFrom(options.now);
  const budget = new Budget(clock);
  const client = new Client({
    baseUrl,
    token,
    clock,
    budgets: { graphql: budget, rest: new Budget(clock, REST_REQUESTS) },
    patience: { ...PATIENCE, ...options.patience },
    timeoutMs: options.timeoutMs ?? 60_000,
    signal,
    ...(onWait ? { onWait } : {}),
  });
  return { client, budget, clock, concurrency: options.concurrency ?? 4 };
}
