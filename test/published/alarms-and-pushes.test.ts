import { describe, expect, test } from 'vitest';
import { estimate } from '../../src/estimate.ts';
import { parseEstimate } from '../../src/sources/estimate-file.ts';

const OCTOBER = { starts_on: '2026-10-01', ends_on: '2026-11-01' };
const OCTOBER_SECONDS = 31n * 86_400n;
type Fields = Readonly<Record<string, unknown>>;
type Switches = Readonly<Record<string, string>>;

async function priced(group: Fields, others: Fields = {}, ...compare: Switches[]) {
  const text = JSON.stringify({ period: OCTOBER, workload: [group], ...others });
  return estimate([{ label: 'w', input: parseEstimate(text, 'w') }], { compare });
}

/** Amounts by SKU of one of the estimates. */
function amounts({ lines }: Awaited<ReturnType<typeof priced>>, position = 1) {
  const own = lines.rows.filter((row) => row.position === position);
  return Object.fromEntries(own.map(({ sku, amount_usd }) => [sku, amount_usd]));
}

/** Quantities by SKU, without the decimals that are zero. */
function quantities({ lines }: Awaited<ReturnType<typeof priced>>) {
  const own = lines.rows.filter(({ position }) => position === 1);
  const plain = (quantity: unknown) =>
    String(quantity)
      .replace(/(\.\d*?)0+$/, '$1')
      .replace(/\.$/, '');
  return Object.fromEntries(own.map((row) => [row.sku, plain(row.raw_quantity)]));
}

/** Cents of duration: 128 MB of active milliseconds, less the allowance, in whole millions. */
function durationCents(activeMs: bigint): bigint {
  const thousandths = (activeMs * 128n) / 1_000n;
  const over = thousandths - 400_000_000n;
  return over > 0n ? ((over + 999_999_999n) / 1_000_000_000n) * 1_250n : 0n;
}

const ALARMS = { objects: 100, alarm_every_seconds: 30 };
/** 100 objects x 2,880 alarms a day x 31 days. */
const FIRED = (100n * OCTOBER_SECONDS) / 30n;

describe('100 objects with an alarm each 30 seconds', () => {
  test('kept awake: 34,283,520 GB-s are $425.00, beside $1.20 of requests', async () => {
    const result = await priced({ ...ALARMS, between_alarms: 'awake' });
    expect(FIRED).toBe(8_928_000n);
    expect((100n * OCTOBER_SECONDS * 128n) / 1_000n).toBe(34_283_520n);
    expect(durationCents(100n * OCTOBER_SECONDS * 1_000n)).toBe(42_500n);
    expect(quantities(result)).toMatchObject({
      'durable_objects.duration': '34283520',
      'durable_objects.requests': '8928000',
      // Each alarm that is set is a row written; 50 million are included.
      'durable_objects.rows_written': '8928000',
    });
    // 7,928,000 requests over the first million are 8 blocks of $0.15.
    expect(amounts(result)).toEqual({
      'durable_objects.duration': '425.00',
      'durable_objects.requests': '1.20',
      'durable_objects.rows_written': '0.00',
      'workers.subscription': '5.00',
    });
  });

  test('asleep between alarms of 50 ms: 57,139.2 GB-s are inside the allowance', async () => {
    const billed = { idle_hibernatable: 'billed' };
    const result = await priced({ ...ALARMS, alarm_ms: 50 }, {}, billed);
    expect(FIRED * 50n * 128n).toBe(57_139_200_000n);
    expect(quantities(result)['durable_objects.duration']).toBe('57139.2');
    expect(amounts(result)).toMatchObject({
      'durable_objects.duration': '0.00',
      'durable_objects.requests': '1.20',
    });
    // Where idle time were billed, 10 seconds more of each alarm: 11,484,979.2 GB-s, 12 blocks.
    expect(durationCents(FIRED * 10_050n)).toBe(15_000n);
    expect(amounts(result, 2)['durable_objects.duration']).toBe('150.00');
  });

  test('alarms fire in the stated hours; objects of key-value storage write a unit each', async () => {
    const eight = { hours_per_day: 8, between_alarms: 'awake', alarm_storage: 'key_value' };
    const result = await priced({ ...ALARMS, ...eight });
    expect(quantities(result)).toMatchObject({
      'durable_objects.duration': '11427840',
      'durable_objects.kv_write_units': '2976000',
    });
    // 1,976,000 units over the first million are 2 blocks of $1.00.
    expect(amounts(result)['durable_objects.kv_write_units']).toBe('2.00');
  });

  test('on Workers Free the requests pass their limit, asleep or awake', async () => {
    const free = { plan: 'workers_free' };
    const awake = await priced({ ...ALARMS, between_alarms: 'awake' }, free);
    const asleep = await priced({ ...ALARMS, alarm_ms: 50 }, free);
    const over = ({ freeLimits }: typeof awake) =>
      freeLimits.rows.filter(({ days_over }) => days_over !== '0').map(({ sku }) => sku);
    // 288,000 alarms a day against 100,000; 1,105,920 GB-s awake, 1,843.2 asleep against 13,000.
    const both = ['durable_objects.requests', 'durable_objects.rows_written'];
    expect(over(awake)).toEqual(['durable_objects.duration', ...both]);
    expect(over(asleep)).toEqual(both);
    expect(Object.values(amounts(awake))).toEqual(['0.00', '0.00', '0.00']);
    expect(awake.notes.rows.map(({ note }) => note).join()).toMatch(
      /duration passes its daily limit of 13,000 GB-s: 1,105,920 on 31 days/,
    );
  });

  test('an hourly alarm does not keep an idle object in memory, and a note says so', async () => {
    const notes = async (group: Fields) =>
      (await priced({ objects: 1, ...group })).notes.rows.map(({ note }) => note).join();
    const evicted = /all 3,600 seconds between alarms.*evicted 70 to 140 seconds after/;
    const hourly = { alarm_every_seconds: 3600 };
    expect(await notes({ ...hourly, between_alarms: 'awake' })).toMatch(evicted);
    expect(await notes({ ...hourly, alarm_ms: 140_050 })).not.toMatch(/evicted/);
    expect(await notes({ alarm_every_seconds: 70, between_alarms: 'awake' })).not.toMatch(
      /evicted/,
    );
  });
});

const PUSHES = { objects: 60, sockets_per_object: 5 };
/** 60 objects x 12 a minute x 1,440 minutes x 31 days. */
const PUSHED = 60n * 12n * 1_440n * 31n;

describe('60 objects that only push', () => {
  test('accepted sockets keep them awake all October: 20,570,112 GB-s are $262.50', async () => {
    const result = await priced({ ...PUSHES, socket_api: 'accept' });
    expect((60n * OCTOBER_SECONDS * 128n) / 1_000n).toBe(20_570_112n);
    expect(durationCents(60n * OCTOBER_SECONDS * 1_000n)).toBe(26_250n);
    expect(quantities(result)['durable_objects.duration']).toBe('20570112');
    // Nothing comes in but the 300 requests that open the sockets, and nothing that goes out counts.
    const pushing = { pushes_per_object_minute: 12, push_trigger: 'timer' };
    const stated = await priced({ ...PUSHES, socket_api: 'accept', ...pushing });
    expect(stated.lines.rows).toEqual(result.lines.rows);
    expect(quantities(stated)['durable_objects.requests']).toBe('300');
    expect(amounts(result)).toEqual({
      'durable_objects.duration': '262.50',
      'durable_objects.requests': '0.00',
      'workers.subscription': '5.00',
    });
  });

  test('a timer keeps them awake under the Hibernation API too', async () => {
    const timer = { pushes_per_object_minute: 12, push_trigger: 'timer' };
    const result = await priced({ ...PUSHES, ...timer });
    expect(amounts(result)['durable_objects.duration']).toBe('262.50');
  });

  test.each([
    ['request', { 'durable_objects.requests': '4.80' }],
    ['alarm', { 'durable_objects.requests': '4.80', 'durable_objects.rows_written': '0.00' }],
  ])('hibernating, each push of 20 ms begun by a %s', async (push_trigger, others) => {
    const push = { pushes_per_object_minute: 12, push_ms: 20, push_trigger };
    const result = await priced({ ...PUSHES, ...push });
    // 32,140,800 pushes x 20 ms x 0.128 GB, and as many requests beside 300 that open the sockets:
    // 31,141,100 over the first million are 32 blocks.
    expect(PUSHED).toBe(32_140_800n);
    expect(PUSHED * 20n * 128n).toBe(82_280_448_000n);
    expect(quantities(result)).toMatchObject({
      'durable_objects.duration': '82280.448',
      'durable_objects.requests': '32141100',
    });
    expect(amounts(result)).toEqual({
      'durable_objects.duration': '0.00',
      'workers.subscription': '5.00',
      ...others,
    });
  });
});

describe('logs', () => {
  const LOGS = { log_invocations: 100_000_000, log_events_per_invocation: 3 };
  const amountsOf = async (group: Fields, others?: Fields) => amounts(await priced(group, others));

  test('300 million events cost $168.00, a tenth of them $6.00', async () => {
    // 280 and 10 blocks of a million over the first 20 million, at $0.60.
    expect((await amountsOf(LOGS))['workers_logs.log_events']).toBe('168.00');
    const tenth = { ...LOGS, head_sampling_rate: '0.1' };
    expect((await amountsOf(tenth))['workers_logs.log_events']).toBe('6.00');
    expect(await amountsOf({ ...LOGS, head_sampling_rate: 0 })).toEqual({
      'workers.subscription': '5.00',
    });
  });

  test('objects are invoked by requests, alarms, pushes and messages under hibernation', async () => {
    const group = {
      ...{ objects: 10, sockets_per_object: 2, messages_per_socket_minute: 1, requests: 1_000 },
      ...{ alarm_every_seconds: 60, alarm_ms: 1 },
      ...{ pushes_per_object_minute: 1, push_ms: 1, push_trigger: 'request' },
      log_events_per_invocation: 1,
    };
    // 20 sockets + 1,000 + 44,640 minutes x (10 alarms + 10 pushes + 20 messages).
    const invoked = 20n + 1_000n + 44_640n * 40n;
    expect(quantities(await priced(group))['workers_logs.log_events']).toBe(String(invoked));
  });

  test('from December 2026 the GB are billed, as written and as kept', async () => {
    const december = { period: { starts_on: '2026-12-01', ends_on: '2027-01-01' } };
    const kept = { log_event_kb: 2, log_retention_days: 30 };
    const result = await priced({ ...LOGS, ...kept }, december);
    // 300 million x 2,000 bytes; 30 of 31 days' worth is kept on each of 31 days, over 30.
    expect(300_000_000n * 2_000n).toBe(600_000_000_000n);
    expect(quantities(result)).toMatchObject({
      'observability.ingestion': '600',
      'observability.storage': '600',
    });
    // (600 - 50) x $0.25 and (600 - 12) x $0.10.
    expect(amounts(result)).toEqual({
      'observability.ingestion': '137.50',
      'observability.storage': '58.80',
      'workers.subscription': '5.00',
    });
  });

  test('a period that holds the first of December has both, and says what a size is', async () => {
    const period = { starts_on: '2026-11-16', ends_on: '2026-12-16' };
    const result = await priced({ ...LOGS, head_sampling_rate: '0.1' }, { period });
    // Half of 30 million events, and the other half at 4,840 bytes; a week of it is kept.
    expect(quantities(result)).toMatchObject({
      'workers_logs.log_events': '15000000',
      'observability.ingestion': '72.6',
      'observability.storage': '16.94',
    });
    const notes = result.notes.rows.map(({ note }) => note).join();
    expect(notes).toContain('300,000,000 events, and head sampling keeps 30,000,000');
    expect(notes).toContain('4,840 bytes, which Cloudflare calls typical');
  });

  test('on Workers Free each tariff has its daily limit', async () => {
    const period = { starts_on: '2026-11-16', ends_on: '2026-12-16' };
    const others = { plan: 'workers_free', period };
    const { freeLimits } = await priced({ ...LOGS, head_sampling_rate: '0.1' }, others);
    expect(freeLimits.rows).toMatchObject([
      { sku: 'observability.ingestion', busiest_quantity: '4.840000000', days_over: '15' },
      { sku: 'workers_logs.log_events', busiest_quantity: '1000000.000000000', days_over: '15' },
    ]);
  });

  test('beyond 5 billion events a day one in a hundred is kept', async () => {
    const many = { log_invocations: '310000000000', log_events_per_invocation: 1 };
    // 155 billion in full and a hundredth of the other 155 billion.
    const kept = 155_000_000_000n + 155_000_000_000n / 100n;
    const result = await priced(many);
    expect(quantities(result)['workers_logs.log_events']).toBe(String(kept));
  });
});
