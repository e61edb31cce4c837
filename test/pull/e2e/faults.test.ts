// @module-tag journey
import { join } from 'node:path';
import pLimit from 'p-limit';
import { expect, test } from 'vitest';
import { load } from '../../../src/load.ts';
import { DEMO_ACCOUNT, type Fault, fault } from '../../support/cloudflare/index.ts';
import { runs } from '../../support/tier.ts';
import { contentOf, DATASETS, fetchUsage } from '../support/pull.ts';
import { SMALL_TIMES, smallRest, smallRows } from './support/account.ts';
import { NOW } from './support/clock.ts';
import { digestsOf } from './support/database.ts';
import { onStage, type Stage } from './support/stage.ts';

const KINDS: Readonly<Record<string, () => Fault>> = {
  'a 429 with seconds': () => fault.rateLimited(20),
  'a 429 that says 5 minutes': () => fault.rateLimited(),
  'a 500': () => fault.internal(),
  'a rate limit in a 200': () =>
    fault.errorsIn200('rate limiter budget depleted, try again after 5 minutes', 'budget'),
  'a busy answer in a 200': () => fault.errorsIn200('too many queries in progress'),
  'a connection that drops': () => fault.drop(),
  'a body that is cut off': () => fault.malformed(),
  'a body that is no JSON': () => fault.malformed('<html>Bad gateway</html>'),
  'an answer that does not come': () => fault.stall(),
};

/** Pulls at a time: most of their time is waiting. */
const together = pLimit(3);

/**
 * Pulls the small account, one request after the other, with a fault at one of them, and loads what
 * it brought. The same answers make the same database, so they are loaded once.
 */
async function pullWith(at = 0, found = fault.unavailable()) {
  const faults = (n: number) => (n === at ? found : undefined);
  const stage = await onStage({ rows: smallRows(), rest: smallRest(), faults });
  const timeout = found.kind === 'stall' ? { timeoutMs: 1_500 } : {};
  const spool = join(stage.folder, 'answers');
  const { requests } = await fetchUsage({
    ...{ account: DEMO_ACCOUNT, token: stage.cloudflare.token, baseUrl: stage.cloudflare.url },
    ...{
      datasets: DATASETS,
      period: SMALL_TIMES,
      now: NOW,
      spool,
      clock: stage.clock,
      concurrency: 1,
    },
    ...timeout,
  });
  const content = contentOf(join(spool, DEMO_ACCOUNT)).join('\n');
  const loading = database.get(content) ?? databaseOf(stage, join(spool, DEMO_ACCOUNT));
  database.set(content, loading);
  return { requests, digests: await loading };
}

const database = new Map<string, Promise<Record<string, string>>>();

async function databaseOf({ db }: Stage, folder: string): Promise<Record<string, string>> {
  await load([folder], { db, account: DEMO_ACCOUNT, now: NOW });
  return digestsOf(db);
}

let found: ReturnType<typeof pullWith> | undefined;
const faultlessly = () => {
  found ??= pullWith();
  return found;
};

test('a 503 at any request changes nothing in the database', { timeout: 180_000 }, async () => {
  const faultless = await faultlessly();
  expect(faultless.requests).toBeGreaterThan(18);
  const every = runs(4, 1);
  const all = Array.from({ length: faultless.requests / every }, (_, i) => 1 + i * every);
  await together.map(all, async (at) => {
    const { requests, digests } = await pullWith(at);
    expect({ at, requests }).toEqual({ at, requests: faultless.requests + 1 });
    expect({ at, digests }).toEqual({ at, digests: faultless.digests });
  });
});

test('no kind of fault changes anything in the database', { timeout: 180_000 }, async () => {
  const faultless = await faultlessly();
  await together.map(Object.entries(KINDS), async ([kind, make], i) => {
    const at = 1 + ((i * 5) % faultless.requests);
    const { digests } = await pullWith(at, make());
    expect({ kind, at, digests }).toEqual({ kind, at, digests: faultless.digests });
  });
});
