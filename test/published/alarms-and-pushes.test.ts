import { beforeAll, describe, expect, test } from 'vitest';
import { type EstimateResult, estimate } from '../../src/estimate.ts';
import { parseEstimate } from '../../src/sources/estimate-file.ts';

type Fields = Readonly<Record<string, unknown>>;

const OCTOBER = { starts_on: '2026-10-01', ends_on: '2026-11-01' };
const OCTOBER_SECONDS = 31n * 86_400n;
const DECEMBER = { starts_on: '2026-12-01', ends_on: '2027-01-01' };
const ACROSS_THE_FIRST = { starts_on: '2026-11-16', ends_on: '2026-12-16' };

const ALARMS = { objects: 100, alarm_every_seconds: 30 };
const AWAKE = { ...ALARMS, between_alarms: 'awake' };
const ASLEEP = { ...ALARMS, alarm_ms: 50 };
const HOURLY = { objects: 1, alarm_every_seconds: 3600 };
const SOCKETS = { objects: 60, sockets_per_object: 5 };
const TIMER = { pushes_per_object_minute: 12, push_trigger: 'timer' };
const PUSHES = { ...SOCKETS, pushes_per_object_minute: 12, push_ms: 20 };
const LOGS = { log_invocations: 100_000_000, log_events_per_invocation: 3 };
const TENTH = { ...LOGS, head_sampling_rate: '0.1' };
const FREE = { plan: 'workers_free' };

/** A workload group each, with what its file states beside it. */
const CASES = {
  awake: [AWAKE],
  asleep: [ASLEEP],
  'asleep, idle time billed': [ASLEEP, { scenario: { idle_hibernatable: 'billed' } }],
  'eight hours, key-value storage': [{ ...AWAKE, hours_per_day: 8, alarm_storage: 'key_value' }],
  'awake, free': [AWAKE, FREE],
  'asleep, free': [ASLEEP, FREE],
  'hourly, awake': [{ ...HOURLY, between_alarms: 'awake' }],
  'hourly, asleep': [{ ...HOURLY, alarm_ms: 140_050 }],
  'within the eviction': [{ ...HOURLY, alarm_every_seconds: 70, between_alarms: 'awake' }],
  accepted: [{ ...SOCKETS, socket_api: 'accept' }],
  'accepted, pushing': [{ ...SOCKETS, socket_api: 'accept', ...TIMER }],
  'accepted, free': [{ ...SOCKETS, socket_api: 'accept' }, FREE],
  'hibernation with a timer': [{ ...SOCKETS, ...TIMER }],
  'pushed by requests': [{ ...PUSHES, push_trigger: 'request' }],
  'pushed by alarms': [{ ...PUSHES, push_trigger: 'alarm' }],
  'all events': [LOGS],
  'a tenth': [TENTH],
  'no event': [{ ...LOGS, head_sampling_rate: 0 }],
  'logs of objects': [
    {
      ...{ objects: 10, sockets_per_object: 2, messages_per_socket_minute: 1, requests: 1_000 },
      ...{ alarm_every_seconds: 60, alarm_ms: 1, log_events_per_invocation: 1 },
      ...{ pushes_per_object_minute: 1, push_ms: 1, push_trigger: 'request' },
    },
  ],
  'by GB': [{ ...LOGS, log_event_kb: 2, log_retention_days: 30 }, { period: DECEMBER }],
  'both tariffs': [TENTH, { period: ACROSS_THE_FIRST }],
  'both tariffs, free': [TENTH, { ...FREE, period: ACROSS_THE_FIRST }],
  'beyond 5 billion a day': [{ ...LOGS, log_invocations: '310000000000' }],
} satisfies Record<string, readonly [group: Fields, others?: Fields]>;

type Case = keyof typeof CASES;
const NAMES = Object.keys(CASES) as Case[];
let result: EstimateResult;

beforeAll(async () => {
  const inputs = NAMES.map((label) => {
    const [group, others] = CASES[label] as readonly [Fields, Fields?];
    const text = JSON.stringify({ period: OCTOBER, workload: [group], ...others });
    return { label, input: parseEstimate(text, label) };
  });
  result = await estimate(inputs);
});

const rowsOf = (of: 'lines' | 'notes' | 'freeLimits', name: Case) =>
  result[of].rows.filter(({ position }) => position === NAMES.indexOf(name) + 1);

const notesOf = (name: Case) =>
  rowsOf('notes', name)
    .map(({ note }) => note)
    .join('\n');

/** Dollars by SKU, without the plan. */
function dollars(name: Case) {
  const metered = rowsOf('lines', name).filter(({ sku }) => sku !== 'workers.subscription');
  return Object.fromEntries(metered.map((row) => [row.sku, row.amount_usd]));
}

/** Quantities by SKU in billionths of a unit. */
function billionths(name: Case) {
  const digits = (quantity: unknown) => BigInt(String(quantity).replace('.', ''));
  return Object.fromEntries(
    rowsOf('lines', name).map((row) => [row.sku, digits(row.raw_quantity)]),
  );
}

const BILLION = 1_000_000_000n;

/** Cents of duration: 128 MB of active milliseconds, less the allowance, in whole millions. */
function durationCents(activeMs: bigint): bigint {
  const over = activeMs * 128n - 400_000n * 1_000_000n;
  const block = 1_000_000n * 1_000_000n;
  return over > 0n ? ((over + block - 1n) / block) * 1_250n : 0n;
}

describe('100 objects with an alarm each 30 seconds', () => {
  const FIRED = (100n * OCTOBER_SECONDS) / 30n;

  test('kept awake: 34,283,520 GB-s are $425.00, beside $1.20 of requests', () => {
    expect(FIRED).toBe(8_928_000n);
    expect(100n * OCTOBER_SECONDS * 128n).toBe(34_283_520n * 1_000n);
    expect(durationCents(100n * OCTOBER_SECONDS * 1_000n)).toBe(42_500n);
    // Each alarm that is set is a row written as well; 50 million are included.
    expect(billionths('awake')).toMatchObject({
      'durable_objects.duration': 34_283_520n * BILLION,
      'durable_objects.requests': FIRED * BILLION,
      'durable_objects.rows_written': FIRED * BILLION,
    });
    // 7,928,000 requests over the first million are 8 blocks of $0.15.
    expect(dollars('awake')).toEqual({
      'durable_objects.duration': '425.00',
      'durable_objects.requests': '1.20',
      'durable_objects.rows_written': '0.00',
    });
  });

  test('asleep between alarms of 50 ms: 57,139.2 GB-s are inside the allowance', () => {
    expect(billionths('asleep')['durable_objects.duration']).toBe(FIRED * 50n * 128n * 1_000n);
    expect(dollars('asleep')).toEqual({
      'durable_objects.duration': '0.00',
      'durable_objects.requests': '1.20',
      'durable_objects.rows_written': '0.00',
    });
    // Were idle time billed: 10 seconds more of each alarm, 11,484,979.2 GB-s, 12 blocks.
    expect(durationCents(FIRED * 10_050n)).toBe(15_000n);
    expect(dollars('asleep, idle time billed')['durable_objects.duration']).toBe('150.00');
  });

  test('alarms fire in the stated hours; in key-value storage each is a unit written', () => {
    const name = 'eight hours, key-value storage';
    expect(billionths(name)).toMatchObject({
      'durable_objects.duration': (34_283_520n * BILLION) / 3n,
      'durable_objects.kv_write_units': (FIRED * BILLION) / 3n,
    });
    // 1,976,000 units over the first million are 2 blocks of $1.00; 11,027,840 GB-s are 12.
    expect(dollars(name)).toMatchObject({
      'durable_objects.duration': '150.00',
      'durable_objects.kv_write_units': '2.00',
    });
  });

  test('on Workers Free the requests pass their limit, asleep or awake', () => {
    const over = (name: Case) =>
      rowsOf('freeLimits', name).flatMap(({ sku, days_over }) => (days_over === '31' ? [sku] : []));
    // 288,000 alarms a day against 100,000; 1,105,920 GB-s awake, 1,843.2 asleep against 13,000.
    const both = ['durable_objects.requests', 'durable_objects.rows_written'];
    expect(over('awake, free')).toEqual(['durable_objects.duration', ...both]);
    expect(over('asleep, free')).toEqual(both);
    expect(Object.values(dollars('awake, free'))).toEqual(['0.00', '0.00', '0.00']);
    expect(notesOf('awake, free')).toMatch(
      /duration passes its daily limit of 13,000 GB-s: 1,105,920 on 31 days/,
    );
  });

  test('a note says that an idle object is evicted long before an hourly alarm', () => {
    expect(notesOf('hourly, awake')).toMatch(
      /all 3,600 seconds between alarms.*evicted 70 to 140 seconds after/,
    );
    expect(notesOf('hourly, asleep')).not.toMatch(/evicted/);
    expect(notesOf('within the eviction')).not.toMatch(/evicted/);
  });
});

describe('60 objects that only push', () => {
  test('accepted sockets keep them awake all October: 20,570,112 GB-s are $262.50', () => {
    expect(60n * OCTOBER_SECONDS * 128n).toBe(20_570_112n * 1_000n);
    expect(durationCents(60n * OCTOBER_SECONDS * 1_000n)).toBe(26_250n);
    // Nothing comes in but the requests that open the sockets.
    expect(billionths('accepted')).toEqual({
      'durable_objects.duration': 20_570_112n * BILLION,
      'durable_objects.requests': 300n * BILLION,
      'workers.subscription': BILLION,
    });
    expect(dollars('accepted')).toEqual({
      'durable_objects.duration': '262.50',
      'durable_objects.requests': '0.00',
    });
  });

  test('what goes out is not billed', () => {
    expect(billionths('accepted, pushing')).toEqual(billionths('accepted'));
    expect(notesOf('accepted, pushing')).toMatch(/push 32,140,800 times.*are not billed/);
  });

  test('a timer keeps them awake under the Hibernation API too', () => {
    expect(dollars('hibernation with a timer')).toEqual(dollars('accepted'));
  });

  test('hibernating, 20 ms for each push: 82,280.448 GB-s are inside the allowance', () => {
    const pushed = 60n * 12n * 1_440n * 31n;
    expect(pushed).toBe(32_140_800n);
    expect(pushed * 20n * 128n * 1_000n).toBe(82_280_448_000_000n);
    const counted = {
      'durable_objects.duration': 82_280_448_000_000n,
      'durable_objects.requests': (pushed + 300n) * BILLION,
    };
    expect(billionths('pushed by requests')).toMatchObject(counted);
    const rows = { 'durable_objects.rows_written': pushed * BILLION };
    expect(billionths('pushed by alarms')).toMatchObject({ ...counted, ...rows });
    // 31,141,100 requests over the first million are 32 blocks.
    const billed = { 'durable_objects.duration': '0.00', 'durable_objects.requests': '4.80' };
    expect(dollars('pushed by requests')).toEqual(billed);
    expect(dollars('pushed by alarms')).toEqual({
      ...billed,
      'durable_objects.rows_written': '0.00',
    });
  });

  test('on Workers Free a day awake is 51 times the limit', () => {
    // 60 x 86,400 s x 0.128 GB against 13,000.
    expect(rowsOf('freeLimits', 'accepted, free')).toContainEqual(
      expect.objectContaining({
        sku: 'durable_objects.duration',
        busiest_quantity: '663552.000000000',
        used_percent: '5104.246153846',
      }),
    );
  });
});

describe('logs', () => {
  test('300 million events cost $168.00, a tenth of them $6.00', () => {
    // 280 and 10 blocks of a million over the first 20 million, at $0.60.
    expect(dollars('all events')).toEqual({ 'workers_logs.log_events': '168.00' });
    expect(dollars('a tenth')).toEqual({ 'workers_logs.log_events': '6.00' });
    expect(dollars('no event')).toEqual({});
  });

  test('a group of logs has no object, so nothing is said of one', () => {
    expect(notesOf('all events')).not.toMatch(/per object/);
  });

  test('requests, alarms, pushes and messages under hibernation invoke an object', () => {
    // 20 sockets, 1,000 requests, and 44,640 minutes of 10 alarms, 10 pushes and 20 messages.
    const invoked = 20n + 1_000n + 44_640n * 40n;
    expect(billionths('logs of objects')['workers_logs.log_events']).toBe(invoked * BILLION);
  });

  test('from December 2026 the GB are billed, as written and as kept', () => {
    // 300 million x 2,000 bytes are 600 GB; 30 of 31 days' worth is kept on 31 days, over 30.
    expect(billionths('by GB')).toMatchObject({
      'observability.ingestion': 300_000_000n * 2_000n,
      'observability.storage': (300_000_000n * 2_000n * 30n * 31n) / 31n / 30n,
    });
    // (600 - 50) x $0.25 and (600 - 12) x $0.10.
    expect(dollars('by GB')).toEqual({
      'observability.ingestion': '137.50',
      'observability.storage': '58.80',
    });
  });

  test('a period that holds the first of December has both tariffs', () => {
    // Half of 30 million events, and the other half at 4,840 bytes; a week of it is kept.
    expect(billionths('both tariffs')).toMatchObject({
      'workers_logs.log_events': 15_000_000n * BILLION,
      'observability.ingestion': 15_000_000n * 4_840n,
      'observability.storage': (15_000_000n * 4_840n * 7n) / 30n,
    });
    expect(notesOf('both tariffs')).toMatch(/300,000,000 events, and head sampling keeps 30,000/);
    expect(notesOf('both tariffs')).toMatch(/4,840 bytes, which Cloudflare calls typical/);
    expect(notesOf('a tenth')).not.toMatch(/bytes/);
  });

  test('on Workers Free each tariff has its daily limit', () => {
    expect(rowsOf('freeLimits', 'both tariffs, free')).toMatchObject([
      { sku: 'observability.ingestion', busiest_quantity: '4.840000000', days_over: '15' },
      { sku: 'workers_logs.log_events', busiest_quantity: '1000000.000000000', days_over: '15' },
    ]);
  });

  test('of events beyond 5 billion a day one in a hundred is kept', () => {
    // 930 billion events: 155 billion in full, and a hundredth of the rest.
    const kept = 155n * BILLION + (775n * BILLION) / 100n;
    expect(billionths('beyond 5 billion a day')['workers_logs.log_events']).toBe(kept * BILLION);
    expect(notesOf('beyond 5 billion a day')).toMatch(/one in 100 is kept: 162,750,000,000 in/);
  });
});
