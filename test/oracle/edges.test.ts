import { afterAll, beforeAll, expect, test } from 'vitest';
import { AccountDatabase, type Resource, type Usage } from '../support/account-database.ts';
import { FIRST_DAY } from '../support/compare.ts';

const OBJECT: Resource = { namespace: 'A', object: 'o0' };
const NAMESPACE: Resource = { namespace: 'A' };
const SCRIPT: Resource = { script: 's0' };

/** Of the bundled price book: what is used up, by whom, of which SKU, and what it costs. */
const CASES: readonly [string, Resource, string, bigint, string, string][] = [
  ['400,000 GB-s', OBJECT, 'durable_objects.active_us', 3_125_000_000_000n, 'duration', '0.00'],
  [
    'one microsecond over',
    OBJECT,
    'durable_objects.active_us',
    3_125_000_000_001n,
    'duration',
    '12.50',
  ],
  ['1,400,000 GB-s', OBJECT, 'durable_objects.active_us', 10_937_500_000_000n, 'duration', '12.50'],
  [
    'one microsecond over a block',
    OBJECT,
    'durable_objects.active_us',
    10_937_500_000_001n,
    'duration',
    '25.00',
  ],
  [
    '5 GB-months',
    NAMESPACE,
    'durable_objects.sql_byte_days',
    150_000_000_000n,
    'sql_storage',
    '0.00',
  ],
  [
    'one byte-day over',
    NAMESPACE,
    'durable_objects.sql_byte_days',
    150_000_000_001n,
    'sql_storage',
    '0.20',
  ],
  [
    'one byte-day under',
    NAMESPACE,
    'durable_objects.sql_byte_days',
    149_999_999_999n,
    'sql_storage',
    '0.00',
  ],
  [
    '1 GB-month of key-values',
    NAMESPACE,
    'durable_objects.kv_byte_days',
    30_000_000_000n,
    'kv_storage',
    '0.00',
  ],
  [
    'one byte-day over',
    NAMESPACE,
    'durable_objects.kv_byte_days',
    30_000_000_001n,
    'kv_storage',
    '0.20',
  ],
  [
    '20,000,000 messages',
    OBJECT,
    'durable_objects.hibernation_messages',
    20_000_000n,
    'requests',
    '0.00',
  ],
  ['one message over', OBJECT, 'durable_objects.inbound_messages', 20_000_001n, 'requests', '0.15'],
  ['1,000,000 requests', OBJECT, 'durable_objects.http_requests', 1_000_000n, 'requests', '0.00'],
  ['one request over', OBJECT, 'durable_objects.http_requests', 1_000_001n, 'requests', '0.15'],
  [
    'one block of rows read: a tenth of a cent',
    OBJECT,
    'durable_objects.rows_read',
    25_000_000_001n,
    'rows_read',
    '0.00',
  ],
  [
    'four blocks: four tenths',
    OBJECT,
    'durable_objects.rows_read',
    25_004_000_000n,
    'rows_read',
    '0.00',
  ],
  [
    'five blocks: half a cent, rounded up',
    OBJECT,
    'durable_objects.rows_read',
    25_004_000_001n,
    'rows_read',
    '0.01',
  ],
  [
    'one row written over',
    OBJECT,
    'durable_objects.rows_written',
    50_000_001n,
    'rows_written',
    '1.00',
  ],
  ['10,000,000 requests', SCRIPT, 'workers.requests', 10_000_000n, 'workers.requests', '0.00'],
  ['one over', SCRIPT, 'workers.requests', 10_000_001n, 'workers.requests', '0.30'],
  ['30,000,000 CPU ms', SCRIPT, 'workers.cpu_us', 30_000_000_000n, 'workers.cpu_ms', '0.00'],
  [
    'one microsecond of CPU over',
    SCRIPT,
    'workers.cpu_us',
    30_000_000_001n,
    'workers.cpu_ms',
    '0.02',
  ],
];

let database: AccountDatabase;

/** Each case twice: counted by the analytics, and stated as an estimate does. */
beforeAll(async () => {
  database = await AccountDatabase.open();
  for (const [i, [, resource, meter, total]] of CASES.entries()) {
    database.account(`metered ${i}`, { from: FIRST_DAY, to: FIRST_DAY + 31 });
    const [day, later] = [FIRST_DAY, FIRST_DAY + 30];
    const usage: Usage[] = [
      { resource, meter, day, total: total - 1n },
      { resource, meter, day: later, total: 1n },
    ];
    database.usage(`metered ${i}`, usage);
    database.account(`given ${i}`, { from: FIRST_DAY, to: FIRST_DAY + 31 });
    database.given(`given ${i}`, meter, total);
  }
  await database.build('base', ['rating.charges']);
});

afterAll(() => database.db.close());

test.each(CASES.map((one, i) => [...one, i] as const))(
  '%s',
  async (_title, _resource, _meter, _total, name, usd, i) => {
    const sku = name.includes('.') ? name : `durable_objects.${name}`;
    const rows = await database.db.rows(
      `select account, amount_usd from rating.charges
       where account in ($1, $2) and scenario = 'base' and sku = $3 order by account`,
      [`given ${i}`, `metered ${i}`, sku],
    );
    expect(rows).toEqual([
      { account: `given ${i}`, amount_usd: usd },
      { account: `metered ${i}`, amount_usd: usd },
    ]);
  },
);
