// An account on Workers Free: nothing is billed that needs a paid plan, and what passed a daily limit
// is said. RPC calls that wait for 57.5 s each, as a status page's checks did.
import { cpSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { ACCOUNT, writeAnswer } from '../support/answers.ts';
import { run } from '../support/run.ts';
import { temporary } from '../support/temp.ts';

const OTHER = 'fedcba9876543210fedcba9876543210';
const FROM = '2026-10-01';
const TO = '2026-11-01';
const CALLS = 2880;
/** 13,000 GB-s at 128 MB: a day may use so much, and not a microsecond more. */
const LIMIT_US = 101_562_500_000;

const folder = temporary(afterAll);
const answers = temporary(afterAll);
const namespaceId = 'a'.repeat(32);
const days = Array.from({ length: 31 }, (_, i) => `2026-10-${String(i + 1).padStart(2, '0')}`);

function activeOn(date: string): number {
  if (date === '2026-10-05') return LIMIT_US;
  return date >= '2026-10-20' ? 57_499_000 * CALLS : 1_000 * CALLS;
}

const invocations = days.map((date) => ({
  dimensions: { date, namespaceId, scriptName: 'status', type: 'rpc', status: 'success' },
  sum: { requests: CALLS, errors: 0, wallTime: 7 },
  avg: { sampleInterval: 1 },
}));

/** Objects are reached through a Worker. */
const workers = days.map((date) => ({
  dimensions: { date, scriptName: 'status', status: 'success' },
  sum: { requests: CALLS, errors: 0, subrequests: 0, cpuTimeUs: 0 },
  avg: { sampleInterval: 1 },
}));

function periodicRow(date: string, activeTime: number) {
  const none = { inboundWebsocketMsgCount: 0, rowsRead: 0, rowsWritten: 0 };
  const sum = { activeTime, duration: 0, ...none };
  return { dimensions: { date, namespaceId }, sum: { ...sum, ...keyValue } };
}

const keyValue = { storageReadUnits: 0, storageWriteUnits: 0, storageDeletes: 0 };

function usage(): string[] {
  const window = { from: FROM, to: TO, capturedAt: '2026-11-02T06:00:00Z' };
  const periodic = days.map((date) => periodicRow(date, activeOn(date)));
  return [
    writeAnswer(answers, 'invocations', {
      ...window,
      dataset: 'durableObjectsInvocationsAdaptiveGroups',
      rows: invocations,
    }),
    writeAnswer(answers, 'periodic', {
      ...window,
      dataset: 'durableObjectsPeriodicGroups',
      rows: periodic,
    }),
    writeAnswer(answers, 'workers', {
      ...window,
      dataset: 'workersInvocationsAdaptive',
      rows: workers,
    }),
  ];
}

beforeAll(async () => {
  const loaded = await run(['load', ...usage(), '--plan', 'workers_free'], folder);
  expect(loaded).toMatchObject({ code: 0 });
  expect(loaded.err).not.toContain('plan of');
}, 600_000);

test('reconcile names the limit, the first day, the days, by how much and what made it', async () => {
  const { code, out } = await run(['reconcile'], folder);
  expect(code).toBe(0);
  expect(out).toContain(
    '- daily limit: Durable Objects duration passed 13,000 GB-s on 12 days from 2026-10-20 (163 %), ' +
      'a daily limit of the free plan: at most 21,196.43136, past it operations fail until 00:00 ' +
      `UTC. Most of it was of ${'a'.repeat(32)}. On those days requests (most are RPC sessions) ` +
      'kept an object active for 57 s each.\n',
  );
  expect(out).toContain('Predicted $0.00; no invoice');
  expect(out).toMatch(/^durable_objects\.duration .* \$0\.00 .* match +exact$/m);
  expect(out).toMatch(/^durable_objects\.duration +13,000 +2026-10-20 .* 12 +2026-10-20$/m);
  expect(out).not.toContain('$12.50');
}, 600_000);

test('the report shows each limit once, of the chosen scenario', async () => {
  const { out } = await run(['report', 'free-plan-limits', '--format', 'csv'], folder);
  const skus = out
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.split(',')[2]);
  expect(new Set(skus).size).toBe(skus.length);
  expect(skus).toContain('durable_objects.duration');
});

test('an invoice of what the free plan does not bill says so, not that nothing was used', async () => {
  const billed = temporary(onTestFinished);
  cpSync(join(folder, 'flaretally.duckdb'), join(billed, 'flaretally.duckdb'));
  writeFileSync(
    join(billed, 'invoice.csv'),
    'description,period_start,period_end,quantity,unit_price,per,amount\n' +
      'Durable Objects Compute Requests (First 1M is included),2026-10-01,2026-10-31,' +
      '"5,000,000",0.15,1000000,0.75\n',
  );
  await run(['load', 'invoice.csv'], billed);
  const { out } = await run(['reconcile'], billed);
  expect(out).toContain(
    '- plan: $0.75. Durable Objects requests: invoiced $0.75, predicted $0.00. The stated plan is ' +
      'workers_free, on which it is not billed: the usage is 89,280 requests.\n',
  );
  expect(out).not.toContain('we count 0');
  const { out: steps } = await run(['explain', 'durable_objects.requests'], billed);
  expect(steps.match(/^11 .*/gm)).toEqual(['11  plan: $0.75']);
}, 600_000);

test('a change of plan is told, and of one account only', async () => {
  const file = join(answers, 'periodic.json');
  const changed = await run(['load', file, '--plan', 'workers_paid'], folder);
  expect(changed).toMatchObject({ code: 0 });
  expect(changed.err).toContain(
    `plan of ${ACCOUNT}: workers_paid, before workers_free; it now holds for all billing periods`,
  );
  const lines = await run(['report', 'lines', '--format', 'csv'], folder);
  expect(lines.out).toContain('workers.subscription,,1.000000000,,5.00');
  const limits = await run(['report', 'free-plan-limits', '--format', 'csv'], folder);
  expect(limits.out.trim().split('\n')).toHaveLength(1);
  const stranger = await run(['load', file, '--plan', 'workers_free', '--account', OTHER], folder);
  expect(stranger.code).toBe(2);
  expect(stranger.err).toContain(`E_ACCOUNT_UNKNOWN: the database has no account ${OTHER}`);
}, 600_000);
