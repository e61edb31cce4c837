// What behaviours cost in a month, to the cent, beside a calculation by hand.
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Database } from '../../src/store/database.ts';
import { temporary } from '../support/temp.ts';
import {
  centsOf,
  dollars,
  loadMonth,
  MONTH,
  type Price,
  rulesOfHigherPrice,
} from './support/month.ts';
import { active, each, invoked, row } from './support/row.ts';
import { accountOf } from './support/story.ts';

const folder = temporary(afterAll);
const DAY_S = 86_400;
const PAGE = 'https://developers.cloudflare.com/durable-objects/platform/pricing/';

/** GB-seconds, counted as microseconds of 128 MB; 1,000 MB are a GB. */
const DURATION: Price = {
  ...{ included: 400_000n, block: 1_000_000n, over: 1_000_000_000n },
  centsOn: () => 1250n,
};
const REQUESTS = { ...DURATION, included: 1_000_000n, over: 1n, centsOn: () => 15n };
const UNITS = { ...REQUESTS, centsOn: () => 20n };
const OPERATIONS = { ...REQUESTS, centsOn: () => 40n };
const KV_WRITES = { ...REQUESTS, centsOn: () => 500n };
const KV_READS = { ...REQUESTS, included: 10_000_000n, centsOn: () => 50n };
/** GB, counted as bytes. */
const RETRIEVED = { included: 0n, block: 1n, over: 1_000_000_000n, centsOn: () => 1n };

const everyDay = (each: bigint) => MONTH.map(() => each);
const activeDay = (objects: number, seconds: number) => BigInt(objects * seconds) * 128_000_000n;

const looping = (namespace: string, count: number) =>
  each(count, 'one', (name) => [
    active(namespace, name, { active: DAY_S }),
    invoked(namespace, name, 'alarm', 2880, DAY_S),
  ]);
const pushing = (namespace: string, count: number) =>
  each(count, 'one', (name) => [
    active(namespace, name, { active: DAY_S, sockets: 25, outbound: 1_036_800 }),
    invoked(namespace, name, 'http', 40),
  ]);
const busy = (namespace: string, count: number) =>
  each(count, 'one', (name) => [
    active(namespace, name, { active: DAY_S }),
    invoked(namespace, name, 'http', 432_000, 4000),
  ]);
/** What 59,550 polls a day read; the month has 15 units more than 31 times as many. */
const unitsOn = (day: string) => 54_651_863 + (day === MONTH[0] ? 15 : 0);

const QUEUE = { ReadMessage: 1_200_000, DeleteMessage: 300_000, WriteMessage: 300_000 };
const retried = () =>
  Object.entries(QUEUE).map(([actionType, operations]) =>
    row(
      'queueMessageOperationsAdaptiveGroups',
      { queueId: 'orders', actionType },
      { 'sum.billableOperations': operations },
    ),
  );
const COLD = { bucketName: 'archive', storageClass: 'InfrequentAccess' };
const retrieved = () => [
  row('r2StorageAdaptiveGroups', COLD, { 'max.payloadSize': 2000 * 1e9 }),
  row(
    'r2OperationsAdaptiveGroups',
    { ...COLD, actionType: 'GetObject', responseStatusCode: 200 },
    { 'sum.requests': 1000, 'sum.responseObjectSize': 500 * 1e9 },
  ),
];
const ROSE_ON = '2026-10-11';
const visitsOn = (day: string) => (day < ROSE_ON ? 500_000 : 40_000_000);
const visited = (day: string) => {
  const kv = (actionType: string, requests: number) =>
    row(
      'kvOperationsAdaptiveGroups',
      { namespaceId: 'visits', actionType },
      { 'sum.requests': requests },
    );
  // On one day it lists its keys, too.
  return [kv('read', visitsOn(day)), kv('list', day === '2026-10-20' ? 11_000_000 : 20)];
};
/** From one day on a namespace is read and written in a loop. */
const LOOPED = { read: 554_000_000, write: 104_000_000, list: 19_000_000 };
const loopedOn = (day: string) =>
  day < ROSE_ON ? { read: 400_000, write: 20_000, list: 2000 } : LOOPED;
const looped = (day: string) =>
  Object.entries(loopedOn(day)).map(([actionType, requests]) =>
    row(
      'kvOperationsAdaptiveGroups',
      { namespaceId: 'memory', actionType },
      { 'sum.requests': requests },
    ),
  );

let charges: { account: string; signature: string; sku: string; usd: string }[];

async function load(path: string, ...args: [Parameters<typeof loadMonth>[1], string?]) {
  const db: Database = await loadMonth(join(folder, path), ...args);
  charges = await db.rows(
    'select account, signature, sku, usd from findings.signature_charges where usd > 0',
  );
  db.close();
}

/** What the behaviours of an account cost, by signature and SKU. */
function costsOf(name: string): Record<string, string> {
  const own = charges.filter(({ account }) => account === accountOf(name));
  return Object.fromEntries(own.map(({ signature, sku, usd }) => [`${signature} ${sku}`, usd]));
}

describe('at the prices of October 2026', () => {
  beforeAll(
    () =>
      load('.', {
        agents: () => looping('HelperAgent', 100),
        boards: () => pushing('Ticker', 60),
        queue: (day) => [
          active('MsgQueue', 'main', { active: 64_800, unitsRead: unitsOn(day) }),
          invoked('MsgQueue', 'main', 'http', 59_550),
        ],
        streams: () =>
          each(500, 'one', (name) => [
            active('Stream', name, { active: 38_880 }),
            invoked('Stream', name, 'rpc', 8640, 43),
          ]),
        retries: retried,
        archive: retrieved,
        visits: visited,
        memory: looped,
        two: () => [...looping('HelperAgent', 4), ...pushing('Ticker', 4)],
        queues: (day) => [
          active('MsgQueue', 'main', { unitsRead: unitsOn(day) }),
          invoked('MsgQueue', 'main', 'http', 59_550),
          ...each(100, 'one', (name) => [
            active('MsgQueue', name, { unitsRead: 2000 }),
            invoked('MsgQueue', name, 'http', 500),
          ]),
        ],
      }),
    120_000,
  );

  test('100 agents with an alarm every 30 s: $425.00, and $1.20 of requests', () => {
    const duration = dollars(centsOf(DURATION, everyDay(activeDay(100, DAY_S))));
    const requests = dollars(centsOf(REQUESTS, everyDay(288_000n)));
    expect([duration, requests]).toEqual(['425.00', '1.20']);
    expect(costsOf('agents')).toEqual({
      'alarm_loop durable_objects.duration': duration,
      'alarm_loop durable_objects.requests': requests,
    });
  });

  test('60 boards that only send: $262.50', () => {
    const duration = dollars(centsOf(DURATION, everyDay(activeDay(60, DAY_S))));
    expect(duration).toBe('262.50');
    expect(costsOf('boards')).toEqual({ 'no_hibernation durable_objects.duration': duration });
  });

  test('a queue that lists all its keys at each poll: $338.80', () => {
    const used = MONTH.map((day) => BigInt(unitsOn(day)));
    expect(used.reduce((sum, n) => sum + n)).toBe(1_694_207_768n);
    const units = dollars(centsOf(UNITS, used));
    expect(units).toBe('338.80');
    expect(costsOf('queue')).toEqual({ 'object_units_read durable_objects.kv_read_units': units });
  });

  test('the same queue among a hundred that read 4 units: without it these remain', () => {
    const others = everyDay(200_000n);
    const all = others.map((n, i) => n + BigInt(unitsOn(MONTH[i] ?? '')));
    const usd = dollars(centsOf(UNITS, all) - centsOf(UNITS, others));
    expect(usd).toBe('338.80');
    expect(costsOf('queues')).toEqual({ 'object_units_read durable_objects.kv_read_units': usd });
  });

  test('500 objects woken every ten seconds: $962.50', () => {
    const duration = dollars(centsOf(DURATION, everyDay(activeDay(500, 38_880))));
    expect(duration).toBe('962.50');
    expect(costsOf('streams')).toEqual({ 'idle_tail durable_objects.duration': duration });
  });

  test('messages read four times: the reads that no delete follows are $11.20', () => {
    const all = centsOf(OPERATIONS, everyDay(1_800_000n));
    const usd = dollars(all - centsOf(OPERATIONS, everyDay(900_000n)));
    expect(usd).toBe('11.20');
    expect(costsOf('retries')).toEqual({ 'queue_retries queues.operations': usd });
  });

  test('500 GB a day out of 2,000 GB of Infrequent Access: over a sixtieth are $144.66', () => {
    const all = centsOf(RETRIEVED, everyDay(500n * 10n ** 9n));
    const usd = dollars(all - centsOf(RETRIEVED, everyDay((2000n * 10n ** 9n) / 60n)));
    expect([dollars(all), usd]).toEqual(['155.00', '144.66']);
    expect(costsOf('archive')).toEqual({ 'r2_retrievals r2.retrieval_infrequent': usd });
  });

  test('reads that multiplied, and a day of lists: $414.50 and $55.00', () => {
    const reads = MONTH.map((day) => BigInt(visitsOn(day)));
    const usd = dollars(centsOf(KV_READS, reads) - centsOf(KV_READS, everyDay(500_000n)));
    expect(usd).toBe('414.50');
    // 11,000,600 lists less the million included are 11 begun millions at $5.00 each.
    expect(costsOf('visits')).toEqual({ 'multiplied kv.reads': usd, 'kv_lists kv.lists': '55.00' });
  });

  test('a loop that reads, writes and lists: each of them multiplied, and counts', () => {
    const costOf = (price: Price, type: keyof typeof LOOPED) => {
      const all = MONTH.map((day) => BigInt(loopedOn(day)[type]));
      const usual = BigInt(loopedOn('')[type]);
      return dollars(centsOf(price, all) - centsOf(price, everyDay(usual)));
    };
    expect(costsOf('memory')).toEqual({
      'multiplied kv.reads': costOf(KV_READS, 'read'),
      'multiplied kv.writes': costOf(KV_WRITES, 'write'),
      'multiplied kv.lists': costOf(KV_WRITES, 'list'),
    });
  });

  test('two behaviours of one SKU: each is what the bill would be less without it alone', () => {
    const [loop, push] = [activeDay(4, DAY_S), activeDay(4, DAY_S)];
    const of = (day: bigint) => centsOf(DURATION, everyDay(day));
    const both = of(loop + push);
    // Alone each would cost $12.50: without it the other still has the whole allowance.
    expect([of(loop), of(push), both]).toEqual([1250n, 1250n, 3750n]);
    expect(costsOf('two')).toEqual({
      'alarm_loop durable_objects.duration': dollars(both - of(push)),
      'no_hibernation durable_objects.duration': dollars(both - of(loop)),
    });
  });
});

describe('with a price that changes inside the period', () => {
  const CHANGE = '2026-10-16';
  const costlier = { ...DURATION, centsOn: (day: string) => (day < CHANGE ? 1250n : 2575n) };

  beforeAll(
    () =>
      load(
        'costlier',
        {
          agents: (day) => [
            ...busy('Gateway', 30),
            ...(day < '2026-10-11' ? [] : looping('HelperAgent', 20)),
          ],
        },
        rulesOfHigherPrice(
          folder,
          `durable_objects.duration,GB-s,1000000,25.75,400000,period,block,sum,workers_paid,${CHANGE},,2026-11-21,documented,${PAGE},`,
        ),
      ),
    120_000,
  );

  test('each block has the price of the day on which it begins', () => {
    const rest = everyDay(activeDay(30, DAY_S));
    const all = rest.map((n, i) => (i < 10 ? n : n + activeDay(20, DAY_S)));
    const usd = dollars(centsOf(costlier, all) - centsOf(costlier, rest));
    expect(usd).not.toBe(dollars(centsOf(DURATION, all) - centsOf(DURATION, rest)));
    expect(costsOf('agents')).toMatchObject({ 'alarm_loop durable_objects.duration': usd });
  });
});
