// An account of which only logs were saved: they are counted, shared among tenants, and owned up to.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { load } from '../../src/load.ts';
import { type Reconciliation, reconcile } from '../../src/reconcile.ts';
import { Database } from '../../src/store/database.ts';
import { temporary } from '../support/temp.ts';

const HOUR_MS = 3_600_000;
const DAY = '2026-10-05';
const folder = temporary(afterAll);
const db = join(folder, 'meet.duckdb');
const object = (digit: string) => digit.repeat(64);

interface Event {
  hour: number;
  type?: string;
  entrypoint: string;
  wallMs: number;
  status?: number;
  usage?: Record<string, unknown>;
}

function line({ hour, type = 'fetch', entrypoint, wallMs, status, usage }: Event): string {
  const at = Date.parse(`${DAY}T00:00:00Z`) + hour * HOUR_MS;
  return JSON.stringify({
    EventTimestampMs: at,
    EventType: type,
    ScriptName: 'meet',
    Entrypoint: entrypoint,
    Event: status ? { Response: { Status: status } } : {},
    WallTimeMs: wallMs,
    CPUTimeMs: 1,
    Outcome: 'ok',
    Logs: usage
      ? [{ Level: 'log', Message: [{ usage: { v: 1, ...usage } }], TimestampMs: at }]
      : [],
  });
}

/** A room hibernates between two messages; a huddle keeps its socket, and itself, open ten hours. */
const room = { t: 'acme', c: 'Room', o: object('a'), k: 'ws', rr: 40, rw: 2, db: 8192 };
const huddle = { t: 'beta', c: 'Huddle', o: object('b'), k: 'http' };
const ws = { type: 'hibernatable_web_socket', entrypoint: 'Room' };
const EVENTS = [
  line({ hour: 1, entrypoint: 'Room', wallMs: 8 * HOUR_MS, status: 101, usage: room }),
  line({ hour: 2, ...ws, wallMs: 20, usage: { ...room, n: '1' } }),
  line({ hour: 3, ...ws, wallMs: 30, usage: { ...room, n: '2' } }),
  line({ hour: 4, entrypoint: 'Huddle', wallMs: 10 * HOUR_MS, status: 101, usage: huddle }),
  line({ hour: 5, entrypoint: '', wallMs: 10 * HOUR_MS, status: 101 }),
];

const INVOICE = `description,period_start,period_end,quantity,amount
Workers Standard Requests (First 10M are included),${DAY},${DAY},1,0.00
`;

let found: Reconciliation;

beforeAll(async () => {
  const logs = join(folder, 'logs');
  mkdirSync(logs);
  // The second file delivers the first one's last line again.
  writeFileSync(join(logs, 'a.log'), `${EVENTS.slice(0, 3).join('\n')}\n`);
  writeFileSync(join(logs, 'b.log'), `${EVENTS.slice(2).join('\n')}\n`);
  writeFileSync(join(logs, 'classes.csv'), 'class,mode\nRoom,hibernation\nHuddle,accept\n');
  // An invoice makes the day a period that is published; one that is only stated is not.
  writeFileSync(join(logs, 'invoice.csv'), INVOICE);
  const now = new Date('2026-10-07T00:00:00Z');
  await load([logs], { db, account: 'meet', now });
  const period = { startsOn: DAY, endsOn: '2026-10-06' };
  found = await reconcile({ db, period, allowIncomplete: true, now });
});

async function query(sql: string) {
  const database = await Database.open(db, { readOnly: true });
  try {
    return await database.rows<Record<string, string>>(sql);
  } finally {
    database.close();
  }
}

test('counts what logs see, and of duration says how sure it is', async () => {
  const rows = await query(
    `select meter, total::varchar as total, low::varchar as low, high::varchar as high, evidence
     from usage.period_totals where total > 0 order by meter`,
  );
  const meters = new Map(rows.map(({ meter, ...row }) => [meter, row]));
  const exactly = (total: string) => ({ total, low: total, high: total, evidence: 'inferred' });
  expect(meters.get('durable_objects.http_requests')).toEqual(exactly('2'));
  expect(meters.get('durable_objects.hibernation_messages')).toEqual(exactly('2'));
  expect(meters.get('workers.requests')).toEqual(exactly('1'));
  expect(meters.get('durable_objects.rows_read')).toEqual(exactly('120'));
  expect(meters.get('durable_objects.sql_byte_days')).toEqual(exactly('8192'));
  // Ten hours and 50 ms; three events' milliseconds; tails of twice 10 s and once 140 s.
  expect(meters.get('durable_objects.active_us')).toEqual({
    total: '36000051500',
    low: '36000050000',
    high: '36160053000',
    evidence: 'inferred',
  });
});

test('says why, class by class', async () => {
  const rows = await query(
    'select class, low_gb_s, base_gb_s, high_gb_s, band from report.log_class_durations',
  );
  const bands = new Map(rows.map((row) => [row.class, row]));
  expect(bands.get('Huddle')).toMatchObject({ low_gb_s: '4608.000000000' });
  expect(bands.get('Huddle')?.band).toMatch(/accept by classes\.csv; open sockets count/);
  expect(bands.get('Room')).toMatchObject({ low_gb_s: '0.006400000', base_gb_s: '0.006528000' });
  expect(bands.get('Room')?.band).toMatch(/1 upgrade\(s\) left out/);
});

test('shares usage by the lines that the application logged', async () => {
  const rows = await query(
    `select meter, tenant, total::varchar as total from usage.tenant_totals
     where meter in ('durable_objects.active_us', 'workers.requests') order by all`,
  );
  expect(rows).toEqual([
    { meter: 'durable_objects.active_us', tenant: 'acme', total: '51000' },
    { meter: 'durable_objects.active_us', tenant: 'beta', total: '36000000500' },
    { meter: 'workers.requests', tenant: 'unattributed', total: '1' },
  ]);
});

test('does not claim to be complete: accepted sockets log no messages', async () => {
  const rows = await query('select sku, evidence_rank from usage.sku_sources order by sku');
  const ranks = Object.fromEntries(rows.map((row) => [row.sku, String(row.evidence_rank)]));
  expect(ranks['durable_objects.duration']).toBe('2');
  expect(ranks['durable_objects.requests']).toBe('3');
  const says = found.findings.rows.map((row) => String(row.says));
  expect(says.some((one) => one.startsWith('Durable Objects duration is counted by'))).toBe(true);
});
