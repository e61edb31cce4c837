import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type LoadResult, load } from './load.ts';
import type { PeriodWish } from './period.ts';
import { boundsOf, requireAskable } from './pull/bounds.ts';
import { readCatalog } from './rules/catalog.ts';
import { readAnchor } from './sources/cloudflare/anchor.ts';
import { fetchUsage, type PullPlan, planUsage } from './sources/cloudflare/fetch.ts';
import { interrupted } from './sources/cloudflare/refusal.ts';
import type { FetchReport, ProgressEvent } from './sources/cloudflare/report.ts';
import type { PullOptions as FetchOptions } from './sources/cloudflare/session.ts';
import { finishRun } from './sources/cloudflare/spool.ts';
import type { Span } from './sources/cloudflare/time.ts';
import { openBooks } from './store/readable.ts';

export interface PullOptions {
  db: string;
  account: string;
  token: string;
  baseUrl?: string | undefined;
  period?: PeriodWish | undefined;
  /** Day of the month on which periods start, where the database does not know. */
  anchorDay?: number | undefined;
  /** Days that are fetched again, although they were saved: half-open, midnights. */
  again?: Span | undefined;
  /** Folder that keeps the envelopes; else they are dropped once loaded. */
  save?: string | undefined;
  queries?: string | undefined;
  /** Bytes that one answer may have. */
  documentBytes?: number | undefined;
  now: Date;
  signal?: AbortSignal | undefined;
  onProgress?: ((event: ProgressEvent) => void) | undefined;
  /** Patience, clock and the like, for those who drive it from a program. */
  fetch?: Partial<FetchOptions>;
}

export interface PullResult {
  report: FetchReport;
  /** Undefined where nothing new was fetched. */
  loaded: LoadResult | undefined;
}

/**
 * Fetches what a bill needs into envelopes, then loads them. Interrupted at any point, the same
 * call goes on where it was: envelopes lie beside the database until they are loaded.
 * @throws FlaretallyError E_TOKEN, E_PULL_GAVE_UP, E_PERIOD_UNKNOWN, and those of `load`
 */
export async function pull(options: PullOptions): Promise<PullResult> {
  const { settings, asked } = await settingsOf(options);
  const fetched = await fetchUsage(settings);
  const report = { ...fetched, requests: fetched.requests + asked };
  if (options.signal?.aborted) throw interrupted();
  const folder = join(settings.spool, options.account);
  const hasNew = existsSync(join(folder, 'usage')) || existsSync(join(folder, 'rest'));
  const { db, account, queries, now, signal } = options;
  const { anchorDay, documentBytes } = options;
  const loaded = hasNew
    ? await load([folder], { db, account, anchorDay, documentBytes, queries, now, signal })
    : undefined;
  await finishRun(settings.spool, account);
  if (options.save === undefined) await rm(settings.spool, { recursive: true, force: true });
  return { report, loaded };
}

/** What a pull would ask; reads the limits of the account, and its anchor where it is not known. */
export async function planPull(options: PullOptions): Promise<PullPlan> {
  const { settings, asked } = await settingsOf(options);
  const plan = await planUsage(settings);
  return { ...plan, requests: plan.requests + asked };
}

/** How to ask, and how many requests it took to learn the bounds of the period. */
async function settingsOf(options: PullOptions) {
  const { account, token, baseUrl, now, signal, onProgress, save, db, queries } = options;
  const own = {
    account,
    token,
    baseUrl,
    now,
    signal,
    onProgress,
    spool: save ?? `${db}.pull`,
    datasets: readCatalog(queries).datasets,
    known: await knownSlices(options),
    ...options.fetch,
  };
  let asked = 0;
  const period = await boundsOf(options, async () => {
    const anchor = await readAnchor(own);
    asked = anchor.requests;
    return anchor.at;
  });
  if (options.again) requireAskable(options.again, period, now);
  const settings: FetchOptions = { period, again: options.again, ...own };
  return { settings, asked };
}

async function knownSlices({ db: path, account }: PullOptions): Promise<Map<string, string>> {
  if (!existsSync(path)) return new Map();
  const db = await openBooks(path);
  try {
    const rows = await db.rows<{ key: string; at: string }>(
      `select concat_ws(
           '/', dataset, slicing, usage_on, case when is_hourly then 'hours' end
         ) as key,
         strftime(captured_at, '%Y-%m-%dT%H:%M:%SZ') as at
       from usage.pulled_days where account = $1 and captured_at is not null`,
      [account],
    );
    return new Map(rows.map(({ key, at }) => [key, at]));
  } finally {
    db.close();
  }
}
