import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { FlaretallyError, usageError } from './errors.ts';
import { type LoadResult, load } from './load.ts';
import { choosePeriod, type PeriodWish } from './period.ts';
import { fetchUsage, type PullPlan, planUsage } from './sources/cloudflare/fetch.ts';
import { interrupted } from './sources/cloudflare/refusal.ts';
import type { FetchReport, ProgressEvent } from './sources/cloudflare/report.ts';
import type { PullOptions as FetchOptions } from './sources/cloudflare/session.ts';
import { finishRun } from './sources/cloudflare/spool.ts';
import { openBooks } from './store/readable.ts';

export interface PullOptions {
  db: string;
  account: string;
  token: string;
  baseUrl?: string | undefined;
  period?: PeriodWish | undefined;
  /** Day of the month on which periods start, where the books do not know. */
  anchorDay?: number | undefined;
  /** Folder that keeps the envelopes; else they are dropped once loaded. */
  save?: string | undefined;
  queries?: string | undefined;
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
  const settings = await settingsOf(options);
  const report = await fetchUsage(settings);
  if (options.signal?.aborted) throw interrupted();
  const folder = join(settings.spool, options.account);
  const hasNew = existsSync(join(folder, 'usage')) || existsSync(join(folder, 'rest'));
  const { db, account, queries, now, signal } = options;
  const { anchorDay } = options;
  const loaded = hasNew
    ? await load([folder], { db, account, anchorDay, queries, now, signal })
    : undefined;
  await finishRun(settings.spool, account);
  if (options.save === undefined) await rm(settings.spool, { recursive: true, force: true });
  return { report, loaded };
}

/** What a pull would ask; reads the limits of the account and nothing else. */
export async function planPull(options: PullOptions): Promise<PullPlan> {
  return planUsage(await settingsOf(options));
}

async function settingsOf(options: PullOptions): Promise<FetchOptions> {
  const { account, token, baseUrl, now, signal, onProgress, save, db } = options;
  return {
    account,
    token,
    baseUrl,
    now,
    signal,
    onProgress,
    spool: save ?? `${db}.pull`,
    period: await boundsOf(options),
    known: await knownSlices(options),
    ...options.fetch,
  };
}

/** The period in the books, or one that is given exactly or by month and anchor day. */
async function boundsOf({ db, account, period, anchorDay }: PullOptions) {
  const known = existsSync(db) ? await periodInBooks(db, account, period) : undefined;
  if (known) return days(known.starts_on, known.ends_on);
  if (period && 'startsOn' in period) return days(period.startsOn, period.endsOn);
  if (period) return monthFrom(period.month, anchorDay ?? 1);
  throw usageError(
    'E_PERIOD_UNKNOWN',
    'no billing period is known yet',
    'give one: --period 2026-10-04..2026-11-04, or --period 2026-10 --anchor-day 4',
  );
}

async function periodInBooks(path: string, account: string, wish: PeriodWish | undefined) {
  const db = await openBooks(path);
  try {
    return await choosePeriod(db, account, wish);
  } catch (error) {
    const code = error instanceof FlaretallyError ? error.code : '';
    if (['E_PERIOD_UNKNOWN', 'E_ACCOUNT_UNKNOWN'].includes(code)) return undefined;
    throw error;
  } finally {
    db.close();
  }
}

async function knownSlices({ db: path, account }: PullOptions): Promise<Map<string, string>> {
  if (!existsSync(path)) return new Map();
  const db = await openBooks(path);
  try {
    const rows = await db.rows<{ key: string; at: string }>(
      `select concat_ws('/', dataset, slicing, usage_on) as key,
         strftime(captured_at, '%Y-%m-%dT%H:%M:%SZ') as at
       from usage.pulled_days where account = $1 and captured_at is not null`,
      [account],
    );
    return new Map(rows.map(({ key, at }) => [key, at]));
  } finally {
    db.close();
  }
}

function days(startsOn: string, endsOn: string) {
  return { startsAt: new Date(`${startsOn}T00:00:00Z`), endsAt: new Date(`${endsOn}T00:00:00Z`) };
}

/** From the anchor day of a month to that of the next, clamped to the end of short months. */
function monthFrom(month: string, anchorDay: number) {
  const [year = 0, number = 1] = month.split('-').map(Number);
  const anniversary = (index: number) => {
    const last = new Date(Date.UTC(year, index + 1, 0)).getUTCDate();
    return new Date(Date.UTC(year, index, Math.min(anchorDay, last)));
  };
  return { startsAt: anniversary(number - 1), endsAt: anniversary(number) };
}
