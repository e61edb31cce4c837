import { afterEach, expect, it } from 'vitest';
import { ask, documentOf, get } from '../support/cloudflare/ask.ts';
import {
  type Cloudflare,
  type Fault,
  fault,
  objectRows,
  startCloudflare,
} from '../support/cloudflare/index.ts';

let stub: Cloudflare;
const DATASET = 'durableObjectsPeriodicGroups';
const query = documentOf(`${DATASET}(filter: { date: "2026-11-01" }, limit: 99) {
  sum { rowsRead } }`);

/** Faults in the order of the calls they befall. */
const start = async (...faults: (Fault | undefined)[]) => {
  stub = await startCloudflare({
    now: () => new Date('2026-11-05T06:00:00Z'),
    rows: objectRows({ objects: 12, day: '2026-11-01' }),
    faults: (number) => faults[number - 1],
  });
};
afterEach(() => stub.close());

it('answers with any status, Retry-After in seconds, as a date, or not at all', async () => {
  const date = new Date('2026-11-05T06:05:00Z');
  await start(
    fault.rateLimited(),
    fault.rateLimited(2),
    fault.rateLimited(date),
    fault.unavailable(),
    fault.unauthorized(),
    fault.forbidden(),
    fault.internal(),
  );
  const replies = [];
  for (let i = 0; i < 8; i += 1) replies.push(await ask(stub, query));
  expect(
    replies.map(({ status, message, headers }) => [status, message, headers.get('retry-after')]),
  ).toEqual([
    [429, 'rate limiter budget depleted, try again after 5 minutes', null],
    [429, 'rate limiter budget depleted, try again after 5 minutes', '2'],
    [
      429,
      'rate limiter budget depleted, try again after 5 minutes',
      'Thu, 05 Nov 2026 06:05:00 GMT',
    ],
    [503, 'unable to execute query, please try again later', null],
    [401, 'Unauthorized', null],
    [403, 'not authorized for that account', null],
    [500, 'Internal server error', null],
    [200, undefined, null],
  ]);
});

it('puts errors into a 200, and a REST fault into the REST envelope', async () => {
  await start(fault.errorsIn200('something went wrong', 'odd'), fault.unavailable());
  expect(await ask(stub, query)).toMatchObject({
    status: 200,
    data: null,
    message: 'something went wrong',
    code: 'odd',
  });
  const { status, body } = await get(stub, 'queues');
  expect([status, body.success, body.result]).toEqual([503, false, null]);
});

it('stalls until the client gives up, or is slow', async () => {
  await start(fault.stall(), fault.slow(50));
  const giveUp = new AbortController();
  const { signal } = giveUp;
  const call = fetch(`${stub.url}/graphql`, { method: 'POST', body: '{}', signal });
  const refused = expect(call).rejects.toThrow(/aborted/);
  while (stub.requests.length === 0) await new Promise(setImmediate);
  giveUp.abort();
  await refused;
  const before = performance.now();
  expect((await ask(stub, query)).status).toBe(200);
  expect(performance.now() - before).toBeGreaterThan(45);
});

it('closes while a call stalls', async () => {
  await start(fault.stall());
  const call = ask(stub, query);
  const refused = expect(call).rejects.toThrow('fetch failed');
  while (stub.requests.length === 0) await new Promise(setImmediate);
  await stub.close();
  await refused;
});

it('cuts a body, or leaves its end out', async () => {
  await start(fault.drop(), fault.malformed(), fault.malformed('<html>'));
  await expect(ask(stub, query)).rejects.toThrow(/terminated/);
  await expect(ask(stub, query)).rejects.toThrow(/JSON/);
  await expect(ask(stub, query)).rejects.toThrow(/JSON/);
});

it('answers the same question otherwise the second time', async () => {
  await start(
    undefined,
    fault.drift(1.1),
    undefined,
    fault.rows((rows) => rows.slice(4)),
  );
  const totals = [];
  for (let i = 0; i < 4; i += 1) totals.push((await ask(stub, query)).rows[0].sum.rowsRead);
  const [first, second, third, fourth] = totals;
  expect([first, third]).toEqual([55, 55]);
  expect(second).toBeGreaterThan(first);
  expect(fourth).toBeLessThan(first);
});

it('lacks a dataset or a field for one call', async () => {
  await start(fault.unentitled(DATASET), fault.unentitled(`${DATASET}.sum_rowsRead`));
  expect((await ask(stub, query)).message).toContain('does not have access to the path');
  expect((await ask(stub, query)).message).toContain('does not have access to the field');
  expect((await ask(stub, query)).status).toBe(200);
});

it('notes every call down, without its token', async () => {
  await start(undefined, undefined, fault.slow(300), fault.slow(300), fault.slow(300));
  await ask(stub, query, { limit: 1 });
  await get(stub, 'queues?page=2');
  expect(stub.requests).toMatchObject([
    {
      number: 1,
      method: 'POST',
      path: '/graphql',
      query,
      variables: { limit: 1 },
      hasToken: true,
      datasets: [DATASET],
    },
    {
      number: 2,
      method: 'GET',
      path: `/accounts/8f14e45fceea167a5a36dedd4bea2543/queues`,
      search: { page: '2' },
      datasets: [],
    },
  ]);
  expect(JSON.stringify(stub.requests)).not.toContain(stub.token);
  await Promise.all([1, 2, 3].map(() => ask(stub, query)));
  expect(stub.peak).toBe(3);
});
