import { expect, test } from 'vitest';
import { Budget } from '../../../src/sources/cloudflare/budget.ts';
import { PATIENCE, pauseOf, retryAfter } from '../../../src/sources/cloudflare/retry.ts';
import { judge } from '../../../src/sources/cloudflare/verdict.ts';
import { type Fault, fault, objectRows } from '../../support/cloudflare/index.ts';
import { runs } from '../../support/tier.ts';
import { contentOf, envelopes, fakeClock, fetchUsage, NOW, onStage } from '../support/pull.ts';

const rows = objectRows({ objects: 30, day: '2026-11-01' });
const period = {
  startsAt: new Date('2026-11-01T00:00:00Z'),
  endsAt: new Date('2026-11-02T00:00:00Z'),
};

const FAULTS: Readonly<Record<string, () => Fault>> = {
  'a 429 with seconds': () => fault.rateLimited(20),
  'a 429 with a date': () => fault.rateLimited(new Date(NOW.getTime() + 90_000)),
  'a 429 that says 5 minutes': () => fault.rateLimited(),
  'a 503': () => fault.unavailable(),
  'a 503 that is busy': () => fault.busy(),
  'a 500': () => fault.internal(),
  'a rate limit in a 200': () =>
    fault.errorsIn200('rate limiter budget depleted, try again after 5 minutes', 'budget'),
  'a busy answer in a 200': () => fault.errorsIn200('too many queries in progress'),
  'a connection that drops': () => fault.drop(),
  'a body that is cut off': () => fault.malformed(),
  'a body that is no JSON': () => fault.malformed('<html>Bad gateway</html>'),
};

let faultless: Promise<{ whole: string[]; requests: number }> | undefined;

async function fetchedWhole() {
  let fetched = { whole: [] as string[], requests: 0 };
  await onStage({ rows }, async ({ options }) => {
    const { requests } = await fetchUsage({ ...options, period, concurrency: 1 });
    fetched = { requests, whole: contentOf(options.spool) };
  });
  return fetched;
}

/** Of so many requests each fault meets one, the next fault the next; in a soak it meets all. */
const EVERY = runs(3, 1);

test.each(Object.keys(FAULTS))('%s at any request changes nothing of the content', async (name) => {
  faultless ??= fetchedWhole();
  const { whole, requests } = await faultless;
  expect(requests).toBeGreaterThan(8);
  const first = 1 + (Object.keys(FAULTS).indexOf(name) % EVERY);
  for (let at = first; at <= requests; at += EVERY) {
    const faults = (n: number) => (n === at ? FAULTS[name]?.() : undefined);
    await onStage({ rows, faults }, async ({ options, clock }) => {
      await fetchUsage({ ...options, period, concurrency: 1 });
      expect(contentOf(options.spool)).toEqual(whole);
      expect(clock.slept.length).toBeGreaterThan(0);
    });
  }
});

test('an answer that does not come is asked for again', async () => {
  const faults = (n: number) => (n === 2 ? fault.stall() : undefined);
  await onStage({ rows, faults }, async ({ options }) => {
    const report = await fetchUsage({ ...options, period, timeoutMs: 300, concurrency: 1 });
    expect(report.requests).toBe(10);
  });
});

test('patience ends after a stated number of attempts, and what is whole stays', async () => {
  const faults = (n: number) => (n > 4 ? fault.unavailable() : undefined);
  await onStage({ rows, faults }, async ({ options, cloudflare }) => {
    const failed = fetchUsage({ ...options, period, concurrency: 1 });
    await expect(failed).rejects.toMatchObject({
      code: 'E_PULL_GAVE_UP',
      exit: 1,
      message: expect.stringContaining(`${PATIENCE.attempts} attempt(s)`),
    });
    expect(cloudflare.requests).toHaveLength(4 + PATIENCE.attempts);
    expect(envelopes(options.spool, '.complete.')).toHaveLength(3);
  });
});

test('a Retry-After is kept to, and told', async () => {
  const faults = (n: number) => (n === 2 ? fault.rateLimited(120) : undefined);
  await onStage({ rows, faults }, async ({ options, clock }) => {
    const waits: (Date | undefined)[] = [];
    const onProgress = ({ waitingUntil }: { waitingUntil?: Date }) => {
      if (waitingUntil) waits.push(waitingUntil);
    };
    await fetchUsage({ ...options, period, onProgress, concurrency: 1 });
    expect(clock.slept[0]).toBe(120_000 + 500);
    expect(waits[0]).toEqual(new Date(NOW.getTime() + 120_500));
  });
});

test('Retry-After is seconds, or a date on the clock of the server', () => {
  const clock = fakeClock(NOW);
  const read = (headers: Record<string, string>) => retryAfter(new Headers(headers), clock);
  expect(read({ 'retry-after': '7' })).toBe(7_000);
  expect(read({ 'retry-after': new Date(NOW.getTime() + 5_000).toUTCString() })).toBe(5_000);
  const date = 'Wed, 21 Oct 2015 07:28:00 GMT';
  expect(read({ 'retry-after': 'Wed, 21 Oct 2015 07:29:00 GMT', date })).toBe(60_000);
  expect(read({ 'retry-after': date })).toBe(0);
  expect(read({ 'retry-after': 'soon' })).toBeUndefined();
  expect(read({})).toBeUndefined();
});

test('backoff doubles up to its cap, with full jitter', () => {
  const most = { random: () => 1 };
  expect([1, 2, 3, 8].map((n) => pauseOf(PATIENCE, n, most))).toEqual([1e3, 2e3, 4e3, 60e3]);
  expect(pauseOf(PATIENCE, 8, { random: () => 0 })).toBe(0);
});

test('300 requests in any 5 minutes, and no more', async () => {
  const clock = fakeClock(NOW);
  const budget = new Budget(clock);
  for (let i = 0; i < 300; i++) expect(budget.take()).toBeUndefined();
  expect(budget.take()).toMatchObject({ waitUntil: NOW.getTime() + 300_000 });
  await clock.sleep(299_999);
  expect(budget.take()).toBeDefined();
  await clock.sleep(1);
  expect(budget.take()).toBeUndefined();
  expect(budget.left()).toBe(299);
});

test('what the server says is left counts until its window has passed', async () => {
  const clock = fakeClock(NOW);
  const budget = new Budget(clock);
  expect(budget.take()).toBeUndefined();
  await clock.sleep(100_000);
  budget.heard(1);
  await clock.sleep(1);
  expect(budget.take()).toBeUndefined();
  expect(budget.take()).toMatchObject({ waitUntil: NOW.getTime() + 300_000 });
  await clock.sleep(199_999);
  expect(budget.take()).toBeUndefined();
  expect(budget.take()).toMatchObject({ waitUntil: NOW.getTime() + 400_001 });
});

test('a stub that allows 5 requests in 5 minutes is never asked a sixth', async () => {
  const budget = { limit: 5, seconds: 300 };
  await onStage({ rows, budget }, async ({ options, clock }) => {
    const report = await fetchUsage({ ...options, period, concurrency: 1 });
    expect(report.requests).toBe(9);
    expect(clock.now() - NOW.getTime()).toBeGreaterThanOrEqual(300_000);
  });
});

test.each([
  [200, { data: {}, errors: null }, 'answer'],
  [200, { success: true, result: [] }, 'answer'],
  [200, { success: true, result: null }, 'refused'],
  [200, { success: false, result: null, errors: [] }, 'refused'],
  [403, { errors: [{ message: 'does not have access to the path' }] }, 'refused'],
  [403, {}, 'end'],
  [401, { errors: [{ message: 'does not have access to the path' }] }, 'end'],
  [400, { errors: [{ message: 'unknown field "x"' }] }, 'refused'],
  [429, {}, 'retry'],
  [200, { errors: [{ message: 'graphql: limit reached, please try again later' }] }, 'retry'],
  [200, { errors: [{ message: 'Account x has exceeded its rate limit' }] }, 'retry'],
])('HTTP %i with %j is judged: %s', (status, body, kind) => {
  expect(judge(status, body, 'analytics').kind).toBe(kind);
});
