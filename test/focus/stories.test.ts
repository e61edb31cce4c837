// Every story in the columns of FOCUS: no rule is broken, and money is that of the invoices.
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Database } from '../../src/store/database.ts';
import { isAlone, NOW, STORIES } from '../fixtures/stories.ts';
import { added } from '../fixtures/story.ts';
import { loadAccounts } from '../support/accounts.ts';
import { temporary } from '../support/temp.ts';

interface Charge {
  BilledCost: string;
  ListCost: string;
  ChargeCategory: string;
  ChargeClass: string | null;
  ChargePeriodStart: string;
  BillingPeriodStart: string;
  InvoiceId: string | null;
  AllocatedMethodId: string | null;
  AllocatedResourceId: string | null;
  SkuId: string | null;
  ResourceName: string | null;
  x_CostSource: string;
  x_StatementId: string;
}

let db: Database;

beforeAll(async () => {
  const folder = temporary(afterAll);
  const stories = STORIES.filter((story) => !isAlone(story));
  const accounts = stories.map(({ account, folder, load }) => ({ account, folder, load }));
  db = await loadAccounts(join(folder, 'stories.duckdb'), accounts, new Date(NOW));
});
afterAll(() => db?.close());

const story = (name: string) => STORIES.find((one) => one.name === name) as (typeof STORIES)[0];
const charges = (name: string, period: string) =>
  db.rows<Charge>(
    `from report.focus_cost_and_usage
     where BillingAccountId = $1 and starts_with(x_BillingPeriodId, $2) order by x_ChargeId`,
    [story(name).account, period],
  );
const billed = (rows: readonly Charge[]) =>
  added(rows.map(({ BilledCost }) => BilledCost.replace(/0{10}$/, '')));

test('no row breaks a rule', async () => {
  expect((await db.query('from report.focus_problems')).rows).toEqual([]);
});

test('each invoice line is in the rows, to the cent', async () => {
  const lines = await db.rows<{ usd: string }>(
    'select sum(amount_usd)::varchar as usd from staging.invoice_lines where not is_detail',
  );
  const rows = await db.rows<{ usd: string }>(
    `select sum(BilledCost)::decimal(38, 2)::varchar as usd from report.focus_cost_and_usage
     where InvoiceId is not null`,
  );
  expect(rows).toEqual(lines);
  expect(Number(lines[0]?.usd)).toBeGreaterThan(100);
});

describe('of a line', () => {
  test('a correction is in the period that it is billed in, and a credit of a SKU is divided', async () => {
    const rows = await charges('credit-on-the-next-invoice', '2026-11');
    const of = (category: string) => rows.filter((row) => row.ChargeCategory === category);
    expect(billed(of('Credit'))).toBe('-1.20');
    expect(new Set(of('Credit').map(({ ChargeClass }) => ChargeClass))).toEqual(
      new Set(['Correction']),
    );
    const [account] = of('Credit').filter(({ SkuId }) => SkuId === null);
    expect(account).toMatchObject({ BilledCost: '-1.000000000000', AllocatedMethodId: null });
    expect(billed(rows)).toBe('3.80');
  });

  test('usage that a later invoice bills is a correction with its own days', async () => {
    const rows = await charges('last-day-billed-later', '2026-11');
    const late = rows.filter(({ ChargeClass }) => ChargeClass === 'Correction');
    expect(billed(late)).toBe('1.00');
    expect(late[0]).toMatchObject({
      ChargePeriodStart: '2026-10-31 00:00:00+00',
      BillingPeriodStart: '2026-11-01 00:00:00+00',
      x_StatementId: '2026-10-01',
    });
    expect(billed(rows)).toBe('7.00');
    expect(billed(await charges('last-day-billed-later', '2026-10'))).toBe('8.00');
  });

  test('two invoices of a statement keep their amounts, a tenant its part of both', async () => {
    const rows = await charges('two-invoices-one-statement', '2026-10');
    const of = (invoice: string) => billed(rows.filter(({ InvoiceId }) => InvoiceId === invoice));
    expect([of('IN-90000017'), of('IN-90000032')]).toEqual(['2.00', '7.00']);
    const { tenants } = story('two-invoices-one-statement').expected;
    for (const [tenant, { invoiced_usd }] of Object.entries(tenants)) {
      const own = rows.filter(
        ({ AllocatedResourceId }) => (AllocatedResourceId ?? 'unattributed') === tenant,
      );
      expect(billed(own), tenant).toBe(invoiced_usd);
    }
  });

  test('a flat charge is a purchase of the period that follows', async () => {
    const rows = await charges('credit-on-the-next-invoice', '2026-10');
    const [plan] = rows.filter(({ SkuId }) => SkuId === 'workers.subscription');
    expect(plan).toMatchObject({
      ChargeCategory: 'Purchase',
      BilledCost: '5.000000000000',
      ListCost: '5.000000000000',
      ChargePeriodStart: '2026-11-01 00:00:00+00',
      AllocatedMethodId: null,
    });
  });

  test('an unknown line is nobody’s, and has its own words', async () => {
    const rows = await charges('unknown-line', '2026-10');
    const [unknown] = rows.filter(({ BilledCost }) => BilledCost === '7.400000000000');
    expect(unknown).toMatchObject({
      SkuId: null,
      AllocatedResourceId: null,
      ListCost: '7.400000000000',
    });
  });

  test('what no invoice prints costs nothing in a period with an invoice', async () => {
    const rows = await db.rows<Charge>(
      `from report.focus_cost_and_usage where x_CostSource = 'not_invoiced'`,
    );
    expect(rows.length).toBeGreaterThan(0);
    expect(billed(rows)).toBe('0.00');
    expect(rows.every(({ InvoiceId }) => InvoiceId === null)).toBe(true);
  });
});

test('without an invoice the costs are the prediction', async () => {
  const rows = await db.rows<Charge & { predicted_usd: string }>(
    `select u.*, t.predicted_usd from report.focus_cost_and_usage as u
     join report.totals as t on t.account = u.BillingAccountId
       and t.period_id = u.x_BillingPeriodId
     where u.x_CostSource = 'prediction' order by u.BillingAccountId, u.x_ChargeId`,
  );
  expect(rows.length).toBeGreaterThan(0);
  expect(rows.every(({ InvoiceId, ChargeClass }) => (InvoiceId ?? ChargeClass) === null)).toBe(
    true,
  );
  const sums = await db.rows(
    `select BillingAccountId from report.focus_cost_and_usage
     join report.totals as t on t.account = BillingAccountId and t.period_id = x_BillingPeriodId
     where x_CostSource = 'prediction'
     group by BillingAccountId, x_BillingPeriodId
     having sum(BilledCost) <> any_value(t.predicted_usd)`,
  );
  expect(sums).toEqual([]);
});
