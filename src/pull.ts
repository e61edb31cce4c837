import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type LoadResult, load } from './load.ts';
import type { PeriodWish } from './period.ts';
import { boundsOf, requireAskable } from './pull/bounds.ts';
import { readKnown } from './pull/known.ts';
import { readCatalog } from './rules/catalog.ts';
import { chooseDatasets, dividedBy } from './rules/datasets/choose.ts';
import { readAnchor } from './sources/cloudflare/anchor.ts';
import { fetchUsage, type PullPlan, planUsage } from './sources/cloudflare/fetch.ts';
import { interrupted } from './sources/cloudflare/refusal.ts';
import type { FetchReport, ProgressEvent } from './sources/cloudflare/report.ts';
import type { PullOptions as FetchOptions } from './sources/cloudflare/session.ts';
import { finishRun } from './sources/cloudflare/spool.ts';
import type { Span } from './sources/cloudflare/time.ts';

export interface PullOptions {
  db: string;
  account: string;
  token: string;
  baseUrl?: string | undefined;
  period?: PeriodWish | undefined;
  /** Day of the month on which periods start, if the database does not know it. */
  anchorDay?: number | undefined;
  /** Days that are fetched again even if saved: half-open, midnights. */
  again?: Span | undefined;
  /** Folder for the envelopes; without it they are deleted once loaded. */
  save?: string | undefined;
  queries?: string | undefined;
  /** Products (`kv`) or datasets that are asked for; all where it is left out. */
  only?: readonly string[] | undefined;
  /** Kinds by which usage is asked for only on request: `r2_object`, `container_label=tenant`. */
  by?: readonly string[] | undefined;
  /** Bytes that one answer may have. */
  documentBytes?: number | undefined;
  /** Milliseconds to wait for another writer; none by default. */
  waitMs?: number | undefined;
  now: Date;
  signal?: AbortSignal | undefined;
  onProgress?: ((event: ProgressEvent) => void) | undefined;
  /** Timeouts, clock and the like, for programs that call `pull`. */
  fetch?: Partial<FetchOptions>;
}

export interface PullResult {
  report: FetchReport;
  /** Undefined if nothing new was fetched. */
  loaded: LoadResult | undefined;
}

/**
 * Fetches the usage of a period into envelopes, then loads them. Interrupted at any point, the same
 * call continues, because the envelopes stay beside the database until they are loaded.
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
  const { anchorDay, documentBytes, waitMs } = options;
  const loaded = hasNew
    ? await load([folder], { db, account, anchorDay, documentBytes, queries, waitMs, now, signal })
    : undefined;
  await finishRun(settings.spool, account);
  if (options.save === undefined) await rm(settings.spool, { recursive: true, force: true });
  return { report, loaded };
}

/**
 * What a pull would request. It reads the account's limits, and its anchor if that is not known.
 */
export async function planPull(options: PullOptions): Promise<PullPlan> {
  const { settings, asked } = await settingsOf(options);
  const plan = await planUsage(settings);
  return { ...plan, requests: plan.requests + asked };
}

/** The session, and how many requests the bounds of the period took. */
async function settingsOf(options: PullOptions) {
  const { account, token, baseUrl, now, signal, onProgress, save, db, queries } = options;
  const chosen = chooseDatasets(readCatalog(queries), options.only);
  const { datasets, divided } = dividedBy(chosen, options.by);
  const { slices, scripts, bounds } = await readKnown(db, options, divided);
  const own = {
    account,
    token,
    baseUrl,
    now,
    signal,
    onProgress,
    spool: save ?? `${db}.pull`,
    datasets,
    known: slices,
    scripts,
    ...options.fetch,
  };
  let asked = 0;
  const period = await boundsOf(options, bounds, async () => {
    const anchor = await readAnchor(own);
    asked = anchor.requests;
    return anchor.at;
  });
  if (options.again) requireAskable(options.again, period, now);
  const settings: FetchOptions = { period, again: options.again, ...own };
  return { settings, asked };
}
