import { usageError } from '../../errors.ts';
import { Budget } from './budget.ts';
import { Client } from './client.ts';
import { type Clock, clockFrom } from './clock.ts';
import type { PlanOptions } from './plan.ts';
import type { ProgressEvent } from './report.ts';
import { PATIENCE, type Patience } from './retry.ts';

/** The default URL of Cloudflare's API. */
export const CLOUDFLARE = 'https://api.cloudflare.com/client/v4';

export interface PullOptions extends PlanOptions {
  /** With its version path; Cloudflare's own where it is left out. */
  baseUrl?: string | undefined;
  /** Sent in the Authorization header and nowhere else. */
  token: string;
  account: string;
  /** Folder of envelopes. */
  spool: string;
  signal?: AbortSignal | undefined;
  onProgress?: ((event: ProgressEvent) => void) | undefined;
  /** Requests in parallel; 4. */
  concurrency?: number | undefined;
  /** Only these REST lists; none where empty. */
  lists?: readonly string[] | undefined;
  /** Scripts whose deployments are asked for. */
  scripts?: readonly string[] | undefined;
  patience?: Partial<Patience> | undefined;
  /** Timeout of one answer in milliseconds; a minute. */
  timeoutMs?: number | undefined;
  /** A clock in place of the real one, which starts at `now`. */
  clock?: Clock | undefined;
}

export interface Session {
  client: Client;
  /** Limit of the GraphQL API. */
  budget: Budget;
  concurrency: number;
  clock: Clock;
}

/** The API as a whole allows 1,200 requests in 5 minutes, of which GraphQL may use 300. */
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
