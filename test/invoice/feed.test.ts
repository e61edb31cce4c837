// Saved answers of Cloudflare's billable-usage feed, bare as a person saves them, of all versions.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Database } from '../../src/store/database.ts';
import { billableRow } from '../support/cloudflare/index.ts';
import { run } from '../support/run.ts';
import { temporary } from '../support/temp.ts';

const ACCOUNT = '8f14e45fceea167a5a36dedd4bea2543';

const today = billableRow({
  ServiceName: 'D1 - Rows Read (first 25 billion included)',
  BillingPeriodStart: '2026-10-04T00:00:00Z',
  ChargePeriodStart: '2026-10-10T00:00:00Z',
  ChargePeriodEnd: '2026-10-11T00:00:00Z',
  ConsumedQuantity: 4.733022638888889e-5,
  ConsumedUnit: 'GB',
  PricingQuantity: 0,
  ContractedCost: 0.011,
  SubscriptionId: 'sub-1',
});

/** What the feed of spring 2026 did not have yet. */
const NEW = ['BilledCost', 'PricingUnit', 'ChargeDescription', 'SubscriptionId', 'ZoneId'];
const spring = Object.fromEntries(
  Object.entries({ ...today, ChargePeriodStart: '2026-10-11T00:00:00Z' }).filter(
    ([name]) => !NEW.includes(name) && !/^(Zone|Cumulated|List|Effective)/.test(name),
  ),
);

const second = {
  BillingAccountId: ACCOUNT,
  BillingAccountName: 'Example Widgets GmbH',
  ChargeCategory: 'Usage',
  ChargeClass: 'Correction',
  ChargeDescription: 'Workers Standard Requests',
  ChargeFrequency: 'Usage-Based',
  ChargePeriodStart: '2026-10-12T00:00:00Z',
  ChargePeriodEnd: '2026-10-13T00:00:00Z',
  BillingPeriodStart: '2026-10-04T00:00:00Z',
  BillingPeriodEnd: '2026-11-04T00:00:00Z',
  BillingCurrency: 'USD',
  ConsumedQuantity: 123456789012,
  ConsumedUnit: 'Requests',
  ContractedCost: 0.3,
  SubAccountId: 'sub-2',
  x_BillableMetricId: 'workers_standard_requests',
  x_BillableMetricName: 'Workers Standard Requests',
};

let db: Database;

beforeAll(async () => {
  const work = temporary(afterAll);
  const answer = (result: object[]) => JSON.stringify({ result, success: true, errors: [] });
  const files: Record<string, string> = {
    'today.json': answer([today]),
    'spring.json': answer([spring]),
    'second.json': answer([second]),
    // Longer than the head by which a file is told, its success far behind.
    'long.json': answer(
      Array.from({ length: 200 }, (_, i) => ({
        ...today,
        ChargePeriodStart: new Date(Date.UTC(2025, 0, i + 1)).toISOString(),
      })),
    ),
  };
  for (const [name, text] of Object.entries(files)) writeFileSync(join(work, name), text);
  const { code, err } = await run(['load', ...Object.keys(files), '--account', ACCOUNT], work);
  expect({ code, err }).toMatchObject({ code: 0 });
  db = await Database.open(join(work, 'flaretally.duckdb'), { readOnly: true });
  return () => db.close();
});

test('a row of 27 fields', async () => {
  expect(await rowOf('2026-10-10')).toMatchObject({
    wording: 'D1 - Rows Read',
    consumed_unit: 'GB',
    consumed_quantity: '0.000047330226388889',
    pricing_quantity: '0.000000000000000000',
    contracted_cost_usd: '0.011000000000',
    subscription_id: 'sub-1',
    currency: 'USD',
    metric_id: null,
    period_starts_on: '2026-10-04',
    period_ends_on: null,
  });
});

test('a row of 15 fields', async () => {
  expect(Object.keys(spring).length).toBeLessThan(20);
  expect(await rowOf('2026-10-11')).toMatchObject({
    wording: 'D1 - Rows Read',
    subscription_id: null,
    contracted_cost_usd: '0.011000000000',
  });
});

test('a row of version 2', async () => {
  expect(await rowOf('2026-10-12')).toMatchObject({
    wording: 'Workers Standard Requests',
    metric_id: 'workers_standard_requests',
    charge_class: 'Correction',
    consumed_quantity: '123456789012.000000000000000000',
    subscription_id: 'sub-2',
    period_ends_on: '2026-11-04',
  });
});

test('an answer longer than its head', async () => {
  const [row] = await db.rows(
    `select count(*)::varchar as n from staging.billable_usage where charged_on < '2026-01-01'`,
  );
  expect(row).toEqual({ n: '200' });
});

test('no name of the account is kept', async () => {
  const rows = JSON.stringify(await db.rows('select * from raw.billable_usage'));
  expect(rows).not.toContain('Widgets');
});

async function rowOf(day: string) {
  const rows = await db.rows('select * from staging.billable_usage where charged_on = $1::date', [
    day,
  ]);
  expect(rows).toHaveLength(1);
  return rows[0];
}
