// @module-tag journey
// The two versions of the billable-usage feed count the same usage: version 2 serves where version 1
// has nothing, both together are never more than one, and a feed that stops early is to date.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadAccounts } from '../support/accounts.ts';
import { ACCOUNT } from '../support/answers.ts';
import { billableRow } from '../support/cloudflare/index.ts';
import { placeEmptyDatabase } from '../support/empty-database.ts';
import { run } from '../support/run.ts';
import { temporary } from '../support/temp.ts';
import { runs } from '../support/tier.ts';

const folder = temporary(afterAll);
const days = Array.from({ length: 31 }, (_, i) => `2026-10-${String(i + 1).padStart(2, '0')}`);

function save(name: string, result: object[]): string {
  writeFileSync(join(folder, name), JSON.stringify({ success: true, errors: [], result }));
  return name;
}

const first = (day: string) =>
  billableRow({
    ServiceName: 'KV List Operations (First 1M is included)',
    BillingPeriodStart: '2026-10-01T00:00:00Z',
    ChargePeriodStart: `${day}T00:00:00Z`,
    ConsumedQuantity: 5_892_603,
  });

const second = (name: string, quantity: number) => (day: string) => ({
  BillingAccountId: ACCOUNT,
  ChargeCategory: 'Usage',
  ChargeDescription: name,
  ChargePeriodStart: `${day}T00:00:00Z`,
  ChargePeriodEnd: `${day}T23:59:59Z`,
  ConsumedQuantity: quantity,
  ConsumedUnit: 'Operations',
  x_BillableMetricName: name,
});

const INVOICE = `description,period_start,period_end,quantity,unit_price,per,amount
KV List Operations (First 1M is included),2026-10-01,2026-10-31,"181,670,693",5.00,1000000,910.00
D1 - Rows Read (first 25 billion included),2026-10-01,2026-10-31,"332,120,000,000",0.001,1000000,332.12
Workers Paid,2026-11-01,2026-11-30,1,5.00,1,5.00
`;

/** What is loaded, by the account that it is of: all of them in one database. */
const LOADED = {
  two: ['v2.json', 'invoice.csv'],
  both: ['v1.json', 'v2.json', 'invoice.csv'],
  on: ['v1-stops.json', 'v2.json', 'invoice.csv'],
  stops: ['v1-stops.json', 'invoice.csv'],
} as const;

const accountOf = (name: keyof typeof LOADED) =>
  String(Object.keys(LOADED).indexOf(name) + 1).repeat(ACCOUNT.length);

async function reconciled(name: keyof typeof LOADED) {
  const ask = ['reconcile', '--account', accountOf(name), '--allow-incomplete', '--format', 'json'];
  const { code, out } = await run([...ask, '--period', '2026-10'], folder);
  const found = JSON.parse(out);
  return { code, found, lines: Object.fromEntries(found.lines.map((l: Line) => [l.sku, l])) };
}

interface Line {
  sku: string;
}

beforeAll(async () => {
  writeFileSync(join(folder, 'invoice.csv'), INVOICE);
  save('v1.json', days.map(first));
  save('v1-stops.json', days.slice(0, 20).map(first));
  save('v2.json', [
    ...days.map(second('KV List Operations', 5_892_603)),
    ...days.map(second('D1 Rows Read', 11_520_000_000)),
  ]);
  const accounts = Object.entries(LOADED).map(([name, load]) => ({
    account: accountOf(name as keyof typeof LOADED),
    folder,
    load,
  }));
  const path = placeEmptyDatabase(join(folder, 'flaretally.duckdb'));
  const db = await loadAccounts(path, accounts, new Date('2026-11-21T06:00:00Z'));
  db.close();
}, 600_000);

const WHOLE = { predicted_usd: '910.00', variance_usd: '0.00', status: 'match' };

test('version 2 alone is the source of what nothing meters', async () => {
  const { code, found, lines } = await reconciled('two');
  expect(code).toBe(0);
  expect(lines['kv.lists']).toMatchObject({ ...WHOLE, evidence: 'inferred' });
  expect(lines['d1.rows_read']).toMatchObject({ predicted_usd: '332.12', status: 'match' });
  expect(found.totals).toMatchObject({ predicted_usd: '1247.12', is_partial: false, lacks: [] });
}, 600_000);

test('both versions are never added up, and the report says which rows count', async () => {
  const { code, lines } = await reconciled('both');
  expect(code).toBe(0);
  expect(lines['kv.lists']).toMatchObject(WHOLE);
  expect(lines['d1.rows_read']).toMatchObject({ predicted_usd: '332.12' });
  const report = ['report', 'billable-usage', '--account', accountOf('both'), '--format', 'json'];
  const { rows } = JSON.parse((await run(report, folder)).out);
  const counted = (version: string, sku: string) =>
    rows
      .filter((row: Record<string, unknown>) => row.feed_version === version && row.sku === sku)
      .map((row: { is_counted: boolean }) => row.is_counted);
  expect(counted('1', 'kv.lists')).toEqual(days.map(() => true));
  expect(counted('2', 'kv.lists')).toEqual(days.map(() => false));
  expect(counted('2', 'd1.rows_read')).toEqual(days.map(() => true));
}, 600_000);

test('version 2 goes on where version 1 stops', async () => {
  const { lines } = await reconciled('on');
  expect(lines['kv.lists']).toMatchObject(WHOLE);
}, 600_000);

test('beside an invoice a feed that stops early predicts nothing', async () => {
  const { code, found, lines } = await reconciled('stops');
  expect(code).toBe(3);
  expect(lines['kv.lists']).toMatchObject({
    predicted_usd: null,
    variance_usd: '910.00',
    status: 'not_metered',
  });
  expect(found.tenants).toMatchObject([{ tenant: 'unattributed', predicted_usd: '5.00' }]);
  expect(found.scenarios).toContainEqual(
    expect.objectContaining({ scenario: 'base', predicted_usd: '5.00' }),
  );
  const check = ['check', ...runs(['sums', 'invoice_totals', 'walks'], [])];
  expect(await run(check, folder)).toMatchObject({ code: 0, out: '' });
}, 600_000);
