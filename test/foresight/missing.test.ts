// @module-tag journey
// What is not known is named by the commands that look ahead and by the questions: it is never zero,
// and never left out without a word.
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { load } from '../../src/load.ts';
import { run } from '../support/run.ts';
import { ROOT, temporary } from '../support/temp.ts';

const folder = temporary(afterAll);

beforeAll(async () => {
  cpSync(join(ROOT, 'fixtures/demo/usage'), join(folder, 'usage'), { recursive: true });
  for (const gone of [
    'durableObjectsPeriodicGroups/2026-10-15.json',
    'kvOperationsAdaptiveGroups',
    'd1AnalyticsAdaptiveGroups',
  ])
    rmSync(join(folder, 'usage', gone), { recursive: true });
  const rest = ['rest', 'tenants.csv', 'invoice.csv'].map((name) =>
    join(ROOT, 'fixtures/demo', name),
  );
  const now = new Date('2026-11-21T06:00:00Z');
  await load([join(folder, 'usage'), ...rest], { db: join(folder, 'flaretally.duckdb'), now });
}, 60_000);

async function rowsOf(...argv: string[]): Promise<Record<string, string | null>[]> {
  const { out } = await run([...argv, '--format', 'json'], folder);
  return JSON.parse(out).rows;
}

test('a forecast names lines of which nothing is known, without figures', async () => {
  const { out } = await run(['forecast', '--on', '2026-10-25', '--format', 'json'], folder);
  const { lines, totals } = JSON.parse(out);
  for (const sku of ['kv.reads', 'kv.lists', 'd1.rows_read', 'd1.rows_written']) {
    const line = lines.find((one: { sku: string }) => one.sku === sku);
    expect(line, sku).toMatchObject({ known_days: '0', to_date_usd: null, base_usd: null });
  }
  expect(totals.with_unknown_days).toMatch(/^D1 rows read, D1 rows written, /);
  expect(lines.filter(({ sku }: { sku: string }) => sku === 'workers.requests')).toHaveLength(1);
  const invoice = await rowsOf('report', 'month_to_date');
  const reads = invoice.find(({ sku }) => sku === 'kv.reads');
  expect(reads).toMatchObject({ quantity: null, amount_usd: null });
});

test('anomalies name what is not known, in which no change can be told', async () => {
  const page = await run(['anomalies', '--format', 'table'], folder);
  expect(page.code).toBe(3);
  expect(page.out).toMatch(/^1 thing began to cost more, /);
  expect(page.out).toMatch(/\nNo change is told of days that are not known\. Complete meters: 37 /);
  const { out, err } = await run(['anomalies', '--format', 'csv'], folder);
  expect(out.trim().split('\n')).toHaveLength(2);
  expect(err).toMatch(/^Complete meters: 37 of 50; not at all: d1\.rows_read, /m);
  const { meters } = JSON.parse((await run(['anomalies', '--json'], folder)).out);
  const reads = meters.find((one: { meter: string }) => one.meter === 'd1.rows_read');
  expect(reads).toMatchObject({ days_complete: 0, days_expected: 31 });
});

test('storage is not idle because nothing counts what reads it', async () => {
  const stores = await rowsOf('ask', 'idle-storage');
  expect(stores).toEqual([]);
  const { err } = await run(['ask', 'idle-storage'], folder);
  expect(err).toContain('nothing counts d1.rows_read, d1.rows_written, kv.reads in this period.');
});

test.each(['allowances', 'most-expensive-day', 'unattributed'])(
  '%s, about the whole statement, names the meters that are not complete',
  async (question) => {
    const { err } = await run(['ask', question], folder);
    expect(err).toMatch(
      /^Complete meters: 37 of 50; not at all: d1\.rows_read, d1\.rows_written, kv\.deletes, .*\n/,
    );
  },
);

test('what nobody counts is no charge without usage, such as the plan', async () => {
  const rows = await rowsOf('ask', 'unattributed');
  // The invoice has $5.00 of KV lists, $2.50 of KV reads, $4.16 and $2.00 of D1 rows.
  expect(rows).toContainEqual(
    expect.objectContaining({ kind: 'usage that nothing counts', usd: '13.66' }),
  );
  expect(rows).toContainEqual(
    expect.objectContaining({ kind: 'charges without usage', usd: '10.00' }),
  );
});

test('dollars are not known where nothing counts a part of them', async () => {
  const other = join(folder, 'other');
  mkdirSync(other);
  for (const [dataset, field] of [
    ['workersInvocationsAdaptive', 'cpuTimeUs'],
    ['durableObjectsInvocationsAdaptiveGroups', 'none'],
    ['durableObjectsPeriodicGroups', 'activeTime'],
  ] as const)
    for (const file of readdirSync(join(folder, 'usage', dataset))) {
      const answer = readFileSync(join(folder, 'usage', dataset, file), 'utf8');
      const without = answer.replaceAll(`"${field}"`, '"other"');
      writeFileSync(join(other, `${dataset}-${file}`), without);
    }
  const db = join(other, 'flaretally.duckdb');
  const rest = ['rest', 'tenants.csv'].map((name) => join(ROOT, 'fixtures/demo', name));
  await load([other, ...rest], { db, now: new Date('2026-11-21T06:00:00Z') });
  const edge = { script: 'parlance-edge', requests: '12826666', worker_usd: null };
  const costs = { ...edge, objects_usd: null, per_thousand_usd: null };
  expect(await rowsOf('ask', 'script-requests', '--db', db)).toContainEqual(costs);
  const errors = await rowsOf('ask', 'errors', '--db', db);
  expect(errors).toContainEqual(expect.objectContaining({ ...edge, errors_usd: null }));
  const messages = await rowsOf('ask', 'messages', '--db', db);
  expect(messages.map(({ per_million_messages_usd: usd }) => usd)).toEqual([null, null, null]);
  const { err } = await run(['ask', 'script-requests', '--db', db], folder);
  expect(err).toMatch(/^Dollars are not known .*\nComplete meters: .*workers\.cpu_us/);
});
