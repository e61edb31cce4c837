import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { readCatalog } from '../../../src/rules/catalog.ts';
import type { Clock } from '../../../src/sources/cloudflare/clock.ts';
import { fetchUsage } from '../../../src/sources/cloudflare/fetch.ts';
import type { PullOptions } from '../../../src/sources/cloudflare/session.ts';
import {
  type Cloudflare,
  type CloudflareOptions,
  DEMO_ACCOUNT,
  startCloudflare,
} from '../../support/cloudflare/index.ts';
import { temporary } from '../../support/temp.ts';

export interface FakeClock extends Clock {
  /** What was slept, in milliseconds. */
  slept: number[];
}

/** A clock that moves when someone sleeps. */
export function fakeClock(now: Date, random = 0.5): FakeClock {
  let at = now.getTime();
  const slept: number[] = [];
  return {
    slept,
    now: () => at,
    random: () => random,
    sleep: async (ms, signal) => {
      signal?.throwIfAborted();
      slept.push(ms);
      at += ms;
    },
  };
}

/** A stub, a clock and a folder, with the options of a pull of October 2026 from it. */
export interface Stage {
  cloudflare: Cloudflare;
  clock: FakeClock;
  options: PullOptions;
}

export const ALL_DATASETS = readCatalog().datasets;

/** What most of these tests speak of: a day of every dataset more would only take its time. */
export const DATASETS = ALL_DATASETS.filter(({ isEverywhere }) => isEverywhere);

export const NOW = new Date('2026-11-05T06:00:00Z');
export const PERIOD = {
  startsAt: new Date('2026-10-04T00:00:00Z'),
  endsAt: new Date('2026-11-04T00:00:00Z'),
};

/** Runs a test on a stage of its own. */
export async function onStage(
  stub: CloudflareOptions,
  test: (stage: Stage) => Promise<void>,
): Promise<void> {
  const clock = fakeClock(NOW);
  const cloudflare = await startCloudflare({ now: () => new Date(clock.now()), ...stub });
  const options: PullOptions = {
    baseUrl: cloudflare.url,
    token: cloudflare.token,
    account: DEMO_ACCOUNT,
    period: PERIOD,
    now: NOW,
    datasets: DATASETS,
    spool: temporary(onTestFinished),
    lists: [],
    clock,
  };
  try {
    await test({ cloudflare, clock, options });
  } finally {
    await cloudflare.close();
  }
}

export interface SavedEnvelope {
  file: string;
  text: string;
  captured_at: string;
  dataset: string;
  slice: { slicing: string; grain: string; status: string; notes: string[] };
  request: { query: string; variables: Record<string, unknown> & { limit: number; start: string } };
  response: {
    data: { viewer: { accounts: Record<string, SavedRow[]>[] } } | null;
    errors: { message: string }[] | null;
    result?: unknown;
  };
}

export interface SavedRow {
  dimensions: Record<string, string>;
  sum: Record<string, number>;
  confidence?: unknown;
}

/** The envelopes of a folder in the order of their paths. */
export function envelopes(folder: string, below = ''): SavedEnvelope[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => path.includes(below))
    .sort()
    .map((file) => {
      const text = readFileSync(file, 'utf8');
      return { ...(JSON.parse(text) as SavedEnvelope), file: file.slice(folder.length + 1), text };
    });
}

export function rowsIn(envelope: SavedEnvelope): SavedRow[] {
  return envelope.response.data?.viewer.accounts[0]?.[envelope.dataset] ?? [];
}

/** What a folder holds, without the times of capture: equal for equal pulls. */
export function contentOf(folder: string): string[] {
  return envelopes(folder).map(
    ({ text, file }) =>
      `${file.replace(/\d{8}T\d{6}Z/, '')} ${text.replace(/"captured_at":"[^"]+"/, '')}`,
  );
}

export { fetchUsage };
