// @module-tag journey
// What moved after a close is in the FOCUS rows of the next open period, and the closed period's
// rows stay as they were closed.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { temporary } from '../support/temp.ts';
import { Account } from './account.ts';

type Cells = Record<string, string>;

const REQUESTS = 'Workers Standard Requests (first 10M are included)';
const folder = temporary(afterAll);
let october: Account;

beforeAll(async () => {
  october = new Account(folder, 'october');
  await october.load('2026-11-02', october.usage('2026-10', 500_000), '--anchor-day', '1');
  const reason = ['--reason', 'the invoice is late'];
  expect(await october.run('2026-11-05', 'close', '2026-10', ...reason)).toMatchObject({ code: 0 });
}, 120_000);

let written = 0;

/** The charges of a month, as `report focus` writes them. */
async function charges(account: Account, day: string, month: string, file = 'CostAndUsage') {
  written += 1;
  const out = join(folder, `focus-${written}`);
  const done = await account.run(day, 'report', 'focus', '--period', month, '--out', out);
  if (done.code !== 0) throw new Error(done.err);
  return parse(readFileSync(join(out, `${file}.csv`)), { columns: true }) as Cells[];
}

const cents = (rows: readonly Cells[]) =>
  rows.reduce((sum, { BilledCost = '' }) => sum + Math.round(Number(BilledCost) * 100), 0);
const corrections = (rows: readonly Cells[]) =>
  rows
    .filter(({ ChargeClass }) => ChargeClass === 'Correction')
    .map(({ ChargeDescription, BilledCost, x_StatementId, InvoiceId }) => [
      ...[ChargeDescription, Number(BilledCost), x_StatementId, InvoiceId],
    ]);

test('a higher late invoice is booked in the next period', { timeout: 120_000 }, async () => {
  const account = october.copy('late');
  expect(cents(await charges(account, '2026-11-06', '2026-10'))).toBe(680);
  await account.load('2026-11-09', account.invoice('2026-10', 6.5));
  const waiting = await charges(account, '2026-11-09', '2026-10');
  expect(cents(waiting)).toBe(680);
  await account.load('2026-12-02', account.usage('2026-11', 500_000));
  const [before, after] = [
    await charges(account, '2026-12-02', '2026-10'),
    await charges(account, '2026-12-02', '2026-11'),
  ];
  expect(cents(before)).toBe(680);
  expect(cents(await charges(account, '2026-12-02', '2026-10', 'InvoiceDetail'))).toBe(710);
  expect(corrections(before)).toEqual([]);
  const words = `${REQUESTS}, moved after the close of 2026-10-01`;
  expect(corrections(after)).toEqual([[words, 0.3, '2026-10-01', '']]);
  expect(cents(after)).toBe(650 + 30);
  // The export has the same rows, and so has the relation that is printed alone.
  const out = join(folder, 'exported');
  const only = ['focus_cost_and_usage', 'focus_corrections', 'chargeback_corrections'];
  const names = [...only.map((name) => `report.${name}`), 'params.corrections'].join(',');
  const wanted = ['export', '--out', out, '--format', 'csv', '--only', names];
  expect(await account.run('2026-12-02', ...wanted)).toMatchObject({ code: 0 });
  const exported = (name: string) =>
    parse(readFileSync(join(out, `${name}.csv`)), { columns: true }) as Cells[];
  const usage = exported('report.focus_cost_and_usage');
  const of = (month: string) =>
    usage.filter(({ x_BillingPeriodId }) => x_BillingPeriodId === `${month}-01`);
  expect(corrections(of('2026-11'))).toEqual(corrections(after));
  expect([cents(of('2026-10')), cents(of('2026-11'))]).toEqual([cents(before), cents(after)]);
  const alone = ['report', 'focus-cost-and-usage', '--format', 'csv'];
  const printed = await account.run('2026-12-02', ...alone);
  const rows = parse(printed.out, { columns: true }) as Cells[];
  expect(corrections(rows)).toEqual(corrections(after));
  expect(exported('report.focus_corrections').map(({ BilledCost }) => Number(BilledCost))).toEqual(
    expect.arrayContaining([0.3, -0.3]),
  );
  expect(exported('report.chargeback_corrections').map(({ usd }) => usd)).toEqual([
    ...['-0.30', '0.30'],
  ]);
  expect(exported('params.corrections').map(({ change_usd }) => change_usd)).toEqual(['0.30']);
});

test('late usage without an invoice moves what was predicted', { timeout: 120_000 }, async () => {
  const account = october.copy('late-usage');
  const late = account.usage('2026-10', 530_000, '2026-11-06T06:00:00Z');
  await account.load('2026-12-02', late, account.usage('2026-11', 500_000));
  expect(cents(await charges(account, '2026-12-02', '2026-10'))).toBe(680);
  const after = await charges(account, '2026-12-02', '2026-11');
  expect(corrections(after).map(([, usd]) => usd)).toEqual([0.3]);
});

test('a line on the next invoice is not booked twice', { timeout: 120_000 }, async () => {
  const account = new Account(folder, 'note');
  await account.load(
    '2026-11-02',
    account.usage('2026-10', 500_000),
    account.invoice('2026-10', 5.5),
  );
  expect(await account.run('2026-11-05', 'close', '2026-10')).toMatchObject({ code: 0 });
  const credit = account.line('2026-10', REQUESTS, '-0.30');
  const november = [account.usage('2026-11', 500_000), account.invoice('2026-11', 5, [credit])];
  await account.load('2026-12-02', ...november);
  expect(cents(await charges(account, '2026-12-02', '2026-10'))).toBe(680);
  const after = await charges(account, '2026-12-02', '2026-11');
  expect(corrections(after).map(([, usd, , invoice]) => [usd, invoice])).toEqual([
    [-0.3, 'IN-2026-11'],
  ]);
  expect(cents(after)).toBe(650 - 30);
});
