// @module-tag journey
// The files of `report focus`, read back by readers that did not write them.
import { cpSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { placeLoaded } from '../support/loaded.ts';
import { run } from '../support/run.ts';
import { digestsOf, ROOT, temporary } from '../support/temp.ts';

type Cells = Record<string, string>;

let folder: string;

beforeAll(async () => {
  folder = temporary(afterAll);
  await placeLoaded('demo', join(folder, 'flaretally.duckdb'));
});

const focus = (out: string, ...more: string[]) =>
  run(['report', 'focus', '--out', out, ...more], folder);
const read = (...path: string[]) => readFileSync(join(folder, ...path), 'utf8');
const csv = (...path: string[]): Cells[] => parse(read(...path), { columns: true });
const cents = (rows: readonly Cells[], column = 'BilledCost') =>
  rows.reduce((sum, row) => sum + BigInt((row[column] ?? '').replace('.', '')), 0n) / 10n ** 10n;

/** Rows of a Parquet file as text, by a DuckDB of its own. */
async function parquet(...path: string[]): Promise<Cells[]> {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  await connection.run("set timezone = 'Asia/Tokyo'");
  const file = join(folder, ...path);
  const found = await connection.runAndReadAll(
    `select * replace (epoch_us(BillingPeriodStart)::varchar as BillingPeriodStart)
     from read_parquet('${file}')`,
  );
  const rows = found.getRowObjectsJson() as Cells[];
  connection.closeSync();
  instance.closeSync();
  return rows;
}

describe('the demo', () => {
  beforeAll(async () => {
    expect(await focus('a')).toMatchObject({ code: 0, out: '' });
  });

  test('CSV and Parquet hold the same cents, which are those of the invoice', async () => {
    const lines = parse(readFileSync(join(ROOT, 'fixtures/demo/invoice.csv'), 'utf8'), {
      columns: true,
    }) as Cells[];
    const invoiced = lines.reduce(
      (sum, { amount = '' }) => sum + BigInt(amount.replace('.', '')),
      0n,
    );
    for (const name of ['CostAndUsage', 'InvoiceDetail']) {
      const rows = csv('a', `${name}.csv`);
      const same = await parquet('a', `${name}.parquet`);
      expect(cents(rows)).toBe(invoiced);
      expect(cents(same)).toBe(invoiced);
      expect(rows.map(({ BilledCost }) => BilledCost)).toEqual(same.map((row) => row.BilledCost));
      expect(same[0]?.BillingPeriodStart).toBe(String(Date.UTC(2026, 9, 4) * 1000));
      expect(rows[0]?.BillingPeriodStart).toBe('2026-10-04T00:00:00Z');
    }
  });

  test('each tenant has what the report of tenants says', async () => {
    const { out } = await run(['report', 'tenants', '--format', 'csv'], folder);
    const tenants = parse(out, { columns: true }) as Cells[];
    const rows = csv('a', 'CostAndUsage.csv');
    for (const { tenant, invoiced_usd = '' } of tenants) {
      const own = rows.filter((row) => (row.AllocatedResourceId || 'unattributed') === tenant);
      expect(cents(own), tenant).toBe(BigInt(invoiced_usd.replace('.', '')));
    }
  });

  test('the parts of a charge sum to one, with tenant and resource in the tags', () => {
    const rows = csv('a', 'CostAndUsage.csv');
    const parts = rows.filter(({ SkuId }) => SkuId === 'durable_objects.requests');
    const ratios = parts.flatMap(({ AllocatedMethodDetails = '' }) =>
      [...AllocatedMethodDetails.matchAll(/"AllocatedRatio":0?\.?(\d+)/g)].map(([, d]) =>
        BigInt(d ?? ''),
      ),
    );
    expect(ratios.reduce((sum, one) => sum + one, 0n)).toBe(10n ** 12n);
    const of = parts.find(({ AllocatedResourceId }) => AllocatedResourceId === 'acme-support');
    expect(JSON.parse(of?.Tags ?? '')).toEqual({ tenant: 'acme-support', resource: 'ChatRoom' });
    expect(JSON.parse(of?.SkuPriceDetails ?? '')).toMatchObject({ x_WebSocketRatio: 20 });
    expect(of).toMatchObject({ ResourceType: 'namespace', ConsumedUnit: 'message or request' });
  });

  test('the manifest says from what the files were made, and claims nothing', () => {
    const manifest = JSON.parse(read('a', 'manifest.json'));
    expect(manifest.says).toContain('No conformance is claimed');
    expect(manifest.datasets[0]).toMatchObject({ billed_usd: '195.82', rows: '167' });
    expect(manifest.null_rules_not_verified).toHaveLength(3);
    expect(manifest.left_out).toEqual([]);
  });

  test('the same database gives the same bytes', async () => {
    expect((await focus('b')).code).toBe(0);
    expect(digestsOf(join(folder, 'b'))).toEqual(digestsOf(join(folder, 'a')));
  });

  test('a running period has predicted costs, no invoice, and is open', async () => {
    expect((await focus('running', '--period', 'current')).code).toBe(0);
    expect(csv('running', 'InvoiceDetail.csv')).toEqual([]);
    const [plan] = csv('running', 'CostAndUsage.csv');
    expect(plan).toMatchObject({ InvoiceId: '', ChargeClass: '', x_CostSource: 'prediction' });
    expect(csv('running', 'BillingPeriod.csv')[0]).toMatchObject({ BillingPeriodStatus: 'Open' });
    expect(JSON.parse(read('running', 'manifest.json')).left_out).toEqual([
      expect.stringMatching(/^missing, without an invoice of unknown amount: containers.cpu, /),
      'usage is not complete: it is known up to 2026-11-04',
    ]);
  });

  test('a folder that holds something else is left alone', async () => {
    writeFileSync(join(folder, 'a', 'notes.txt'), 'mine');
    expect(await focus('a', '--force')).toMatchObject({ code: 2 });
    expect(read('a', 'notes.txt')).toBe('mine');
  });
});

describe('an account with tax, a balance, previews and a formula for a tenant', () => {
  const DB = ['--db', 'other.duckdb'];
  beforeAll(async () => {
    const story = join(folder, 'story');
    cpSync(join(ROOT, 'fixtures/unattributed-usage'), story, { recursive: true });
    const tenants = readFileSync(join(story, 'tenants.csv'), 'utf8');
    writeFileSync(
      join(story, 'tenants.csv'),
      `${tenants.replaceAll('acme', '=1+1')}previews,object_name,ChatRoom,lobby-1,,\n`,
    );
    const lines = readFileSync(join(story, 'invoice.csv'), 'utf8').trimEnd();
    const more = [
      'Sales tax,2026-10-01,2026-10-31,,,,1.25',
      'Account credit,2026-10-01,2026-10-31,,,,-2.00',
      'Past due,2026-09-01,2026-09-30,,,,40.00',
    ];
    writeFileSync(join(story, 'invoice.csv'), `${[lines, ...more].join('\n')}\n`);
    const parts = ['usage', 'rest', 'tenants.csv', 'invoice.csv'].map((name) => `story/${name}`);
    expect(await run(['load', ...parts, ...DB], folder)).toMatchObject({ code: 0 });
    expect(await focus('tax', ...DB, '--raw')).toMatchObject({ code: 0 });
  });

  test('tax and credit are charges of nobody, a balance is none', () => {
    const rows = csv('tax', 'CostAndUsage.csv');
    const of = (category: string) => rows.filter((row) => row.ChargeCategory === category);
    expect(cents(of('Tax'))).toBe(125n);
    expect(cents(of('Credit'))).toBe(-200n);
    expect([...of('Tax'), ...of('Credit')].every((row) => row.AllocatedMethodId === '')).toBe(true);
    expect(cents(rows)).toBe(1560n + 125n - 200n);
    expect(cents(csv('tax', 'InvoiceDetail.csv'))).toBe(cents(rows));
    expect(JSON.parse(read('tax', 'manifest.json')).left_out).toEqual([
      'Past due of $40.00: a balance of another invoice is no charge',
    ]);
  });

  test('a policy divides without claiming parts of usage', async () => {
    const policies =
      'subject,policy,tenant,weight,valid_from,valid_to\n*,even,,,,\nflat_charges,even,,,,\n';
    writeFileSync(join(folder, 'policies.csv'), policies);
    cpSync(join(folder, 'other.duckdb'), join(folder, 'even.duckdb'));
    const even = ['--db', 'even.duckdb'];
    expect(await run(['load', 'policies.csv', ...even], folder)).toMatchObject({ code: 0 });
    expect(await focus('even', ...even)).toMatchObject({ code: 0 });
    const rows = csv('even', 'CostAndUsage.csv');
    const divided = rows.filter(({ AllocatedMethodId }) => AllocatedMethodId !== '');
    expect(divided.every((row) => row.AllocatedMethodId === 'policies')).toBe(true);
    expect(divided.every((row) => row.AllocatedMethodDetails === '')).toBe(true);
    const plan = divided.filter(({ SkuId }) => SkuId === 'workers.subscription');
    expect(plan.length).toBeGreaterThan(1);
    expect(cents(plan)).toBe(500n);
    expect(cents(rows)).toBe(cents(csv('tax', 'CostAndUsage.csv')));
  });

  test('policies divide tax, credits and a SKU without a line', async () => {
    const subjects = 'subject,policy\ntax,by_spend\ncredits,even\n*,platform_keeps_allowance\n';
    writeFileSync(join(folder, 'policies.csv'), subjects);
    cpSync(join(folder, 'other.duckdb'), join(folder, 'divided.duckdb'));
    const db = ['--db', 'divided.duckdb'];
    expect(await run(['load', 'policies.csv', ...db], folder)).toMatchObject({ code: 0 });
    expect(await focus('divided', ...db, '--raw')).toMatchObject({ code: 0 });
    const rows = csv('divided', 'CostAndUsage.csv');
    for (const [category, sum] of [
      ['Tax', 125n],
      ['Credit', -200n],
    ] as const) {
      const parts = rows.filter((row) => row.ChargeCategory === category);
      expect(parts.length, category).toBeGreaterThan(1);
      expect(parts.every((row) => row.AllocatedMethodId === 'policies')).toBe(true);
      expect(parts.map((row) => row.AllocatedResourceId)).not.toContain('unattributed');
      expect(cents(parts), category).toBe(sum);
    }
    const { out } = await run(['report', 'tenants', ...db, '--raw', '--format', 'csv'], folder);
    for (const { tenant, invoiced_usd = '' } of parse(out, { columns: true }) as Cells[]) {
      const own = rows.filter((row) => (row.AllocatedResourceId || 'unattributed') === tenant);
      expect(cents(own), tenant).toBe(BigInt(invoiced_usd.replace('.', '')));
    }
  });

  test('the chargeback page of divided tax tells what is invoiced and what tenants have', async () => {
    const page = ['report', 'chargeback', '--db', 'divided.duckdb', '--format', 'html'];
    const { out } = await run(page, folder);
    const [, says] = /<h1>(.*?)<\/h1>/.exec(out) ?? [];
    expect(says).toMatch(
      /^Of \$15\.60 invoiced \(\$54\.85 to be paid\), with tax and credits -\$21\.35 /,
    );
    const [all = ''] = /<th scope="row">All<\/th>.*?<\/tr>/s.exec(out) ?? [];
    expect(all).toContain('>$14.85<');
  });

  test('previews are a tenant like any other', () => {
    const rows = csv('tax', 'CostAndUsage.csv');
    const own = rows.filter(({ AllocatedResourceId }) => AllocatedResourceId === 'previews');
    expect(cents(own)).toBeGreaterThan(0n);
  });

  test('a formula runs in no spreadsheet, and is exact with --raw', async () => {
    expect((await focus('guarded', ...DB)).code).toBe(0);
    const names = (out: string) =>
      new Set(csv(out, 'CostAndUsage.csv').map((row) => row.AllocatedResourceId));
    expect(names('guarded')).toContain("'=1+1");
    expect(names('tax')).toContain('=1+1');
    const exact = await parquet('guarded', 'CostAndUsage.parquet');
    expect(exact.map((row) => row.AllocatedResourceId)).toContain('=1+1');
  });
});

test('rows that break a rule are named, and nothing is written', async () => {
  const rules = join(folder, 'rules/report');
  cpSync(join(ROOT, 'queries/report'), rules, {
    recursive: true,
    filter: (path) => path.endsWith('report') || path.endsWith('focus_invoice_detail.sql'),
  });
  const file = join(rules, 'focus_invoice_detail.sql');
  const sql = readFileSync(file, 'utf8');
  const broken = sql
    .replace("'Issued' as", "'Sent' as")
    .replace('o.amount_usd::decimal(38, 12) as', '(o.amount_usd + 0.01)::decimal(38, 12) as')
    .replace("'not stated' as PaymentTerms", 'null::varchar as PaymentTerms')
    .replace('    i.currency as PaymentCurrency,\n', '');
  writeFileSync(file, broken);
  const story = ['usage', 'rest', 'tenants.csv', 'invoice.csv'].map((name) =>
    join(ROOT, 'fixtures/unknown-line', name),
  );
  const db = ['--db', 'broken.duckdb'];
  expect((await run(['load', ...story, ...db, '--queries', 'rules'], folder)).code).toBe(0);
  const { code, err } = await focus('broken', ...db);
  expect(code).toBe(1);
  expect(err).toContain('E_FOCUS_RULES');
  expect(err).toContain('InvoiceDetail, PaymentCurrency: the mandatory column is missing');
  expect(err).toMatch(/InvoiceDetail, .*\/1: PaymentTerms is null/);
  expect(err).toMatch(
    /InvoiceDetail, .*\/1: InvoiceIssueStatus is "Sent", which is no value of it/,
  );
  expect(err).toMatch(/InvoiceDetail, .*\/1: BilledCost is 7.41, its charges sum to 7.40/);
  expect(existsSync(join(folder, 'broken'))).toBe(false);
});
