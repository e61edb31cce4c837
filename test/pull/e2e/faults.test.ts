import pLimit from 'p-limit';
import { expect, test } from 'vitest';
import { type Fault, fault } from '../../support/cloudflare/index.ts';
import { SMALL, smallRest, smallRows } from './support/account.ts';
import { digestsOf } from './support/books.ts';
import { onStage } from './support/stage.ts';

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

/** Pulls at a time: most of their time is loading. */
const together = pLimit(3);

/** Pulls the small account, one request after the other, with a fault at one of them. */
async function pullWith(at = 0, found = fault.unavailable()) {
  const faults = (n: number) => (n === at ? found : undefined);
  const stage = await onStage({ rows: smallRows(), rest: smallRest(), faults });
  const fetch = { concurrency: 1, ...(found.kind === 'stall' ? { timeoutMs: 1_500 } : {}) };
  const { report } = await stage.pull({ period: SMALL, fetch });
  return { requests: report.requests, digests: await digestsOf(stage.db) };
}

let found: ReturnType<typeof pullWith> | undefined;
const faultlessly = () => {
  found ??= pullWith();
  return found;
};

test('a 503 at any request changes nothing of the books', { timeout: 180_000 }, async () => {
  const faultless = await faultlessly();
  expect(faultless.requests).toBeGreaterThan(18);
  const all = Array.from({ length: faultless.requests }, (_, i) => i + 1);
  await together.map(all, async (at) => {
    const { requests, digests } = await pullWith(at);
    expect({ at, requests }).toEqual({ at, requests: faultless.requests + 1 });
    expect({ at, digests }).toEqual({ at, digests: faultless.digests });
  });
});

test('no kind of fault changes anything of the books', { timeout: 180_000 }, async () => {
  const faultless = await faultlessly();
  await together.map(Object.entries(KINDS), async ([kind, make], i) => {
    const at = 1 + ((i * 5) % faultless.requests);
    const { digests } = await pullWith(at, make());
    expect({ kind, at, digests }).toEqual({ kind, at, digests: faultless.digests });
  });
});
