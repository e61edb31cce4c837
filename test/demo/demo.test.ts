// The demo as a person meets it, and its figures against those that its generator computed alone.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { LAYER_NAMES } from '../../src/rules/layers.ts';
import { Database } from '../../src/store/database.ts';
import { argvOf, type Ran, run } from '../support/run.ts';
import { golden, ROOT, temporary } from '../support/temp.ts';

interface Sku {
  /** Null for a SKU without a line, which is not shown where it costs nothing either. */
  invoice_line: string | null;
  raw: { numerator: string; denominator: string };
  predicted_cents: string;
  invoiced_cents: string | null;
  variance_cents: string;
}

interface Expected {
  account: string;
  period: { starts_on: string; ends_on: string };
  skus: Record<string, Sku>;
  not_predicted: { invoice_line: string; invoiced_cents: string }[];
  tenants: Record<string, { skus: Record<string, { numerator: string }> }>;
  totals: { predicted_cents: string; invoiced_cents: string; variance_cents: string };
  logs: { voice_sessions_awake_ms: Record<string, string> };
}

const expected = JSON.parse(
  readFileSync(join(ROOT, 'fixtures/demo/expected.json'), 'utf8'),
) as Expected;

const folder = temporary(afterAll);
const demo = join(folder, 'flaretally-demo');
let first: Ran;

beforeAll(async () => {
  first = await run(['demo'], folder);
});

async function query<T>(sql: string): Promise<T[]> {
  const db = await Database.open(join(demo, 'demo.duckdb'), { readOnly: true });
  try {
    return await db.rows<T>(sql);
  } finally {
    db.close();
  }
}

test('ends well, prints this page, and says on stderr what was loaded', () => {
  const file = (name: string) => fileURLToPath(new URL(name, import.meta.url));
  expect(first.code).toBe(0);
  expect(first.out).toBe(golden(file('page.golden.txt'), first.out));
  expect(first.err).toBe(golden(file('talk.golden.txt'), first.err));
});

test('does not mind that a person works with another account', { tags: 'journey' }, async () => {
  const env = { CLOUDFLARE_ACCOUNT_ID: 'f'.repeat(32) };
  const { code, out } = await run(['demo', '--dir', 'other'], folder, env);
  expect(code).toBe(0);
  expect(out).toContain('CLOUDFLARE_ACCOUNT_ID names another account than the demo has');
});

test('explain says why nothing meters a line', async () => {
  const db = join('flaretally-demo', 'demo.duckdb');
  const { out } = await run(['explain', 'zaraz.loads', '--db', db], folder);
  expect(out).toContain('only the billable-usage feed counts it');
  expect(out).toContain('No dataset is known to count loads.');
});

test('leaves a schema for each layer', async () => {
  const rows = await query<{ name: string }>('select schema_name as name from duckdb_schemas()');
  expect(rows.map(({ name }) => name)).toEqual(expect.arrayContaining([...LAYER_NAMES]));
});

describe('agrees with what was computed without it', () => {
  type Amounts = { predicted_usd: string; invoiced_usd: string; variance_usd: string };
  type Line = Amounts & { sku: string | null; invoice_line: string | null };
  let found: { lines: Line[]; totals: Amounts; account: string; period: Expected['period'] };

  beforeAll(async () => {
    const db = join('flaretally-demo', 'demo.duckdb');
    const { out } = await run(['reconcile', '--db', db, '--format', 'json'], folder);
    found = JSON.parse(out);
  });

  test.each(Object.entries(expected.skus))('%s', (sku, line) => {
    const own = found.lines.find((one) => one.sku === sku);
    if (line.invoice_line === null && line.predicted_cents === '0') {
      return expect(own).toBeUndefined();
    }
    expect(own).toMatchObject({
      invoice_line: line.invoice_line,
      predicted_usd: usd(line.predicted_cents),
      invoiced_usd: line.invoiced_cents === null ? null : usd(line.invoiced_cents),
      variance_usd: usd(line.variance_cents),
    });
  });

  test.each(expected.not_predicted)('$invoice_line', ({ invoice_line, invoiced_cents }) => {
    const amounts = { predicted_usd: null, invoiced_usd: usd(invoiced_cents) };
    expect(found.lines).toContainEqual(expect.objectContaining({ invoice_line, ...amounts }));
  });

  test('totals, account and period', () => {
    const { predicted_cents, invoiced_cents, variance_cents } = expected.totals;
    expect(found).toMatchObject({ account: expected.account, period: expected.period });
    expect(found.totals).toMatchObject({
      predicted_usd: usd(predicted_cents),
      invoiced_usd: usd(invoiced_cents),
      variance_usd: usd(variance_cents),
    });
  });

  test('the raw quantity of every SKU, unrounded', async () => {
    const rows = await query<{ sku: string; numerator: string; denominator: string }>(
      `select sku, numerator, denominator from rating.charges
       where scenario = 'base' and period_id = '${expected.period.starts_on}'`,
    );
    for (const [sku, { raw }] of Object.entries(expected.skus)) {
      const row = rows.find((one) => one.sku === sku);
      if (row === undefined) expect(sku).toMatch(/subscription$/);
      else
        expect(product(row.numerator, raw.denominator), sku).toBe(
          product(raw.numerator, row.denominator),
        );
    }
  });

  // The stateless Workers' usage is divided by the logs, which the generator's figures do not know.
  test.each(Object.entries(expected.tenants))('the usage of %s', async (tenant, { skus }) => {
    const rows = await query<{ sku: string; weight: string }>(
      `select sku, weight::varchar as weight from allocation.weights
       where tenant = '${tenant}' and period_id = '${expected.period.starts_on}'`,
    );
    const weights = new Map(rows.map(({ sku, weight }) => [sku, weight]));
    for (const [sku, { numerator }] of Object.entries(skus)) {
      if (sku.startsWith('workers.')) continue;
      expect(weights.get(sku) ?? '0', sku).toBe(numerator);
    }
  });
});

test('finds in the logs how long each voice session was awake', async () => {
  const rows = await query<{ object_id: string; awake_ms: string }>(
    `select o.object_id, sum(d.base_ms)::varchar as awake_ms
     from logs.object_days as d
     join staging.log_objects as o using (object_key)
     where o.entrypoint = 'VoiceSession' group by o.object_id order by o.object_id`,
  );
  const found = Object.fromEntries(rows.map((row) => [row.object_id, row.awake_ms]));
  expect(found).toEqual(expected.logs.voice_sessions_awake_ms);
});

test('leaves commands that work from their own folder', { tags: 'journey' }, async () => {
  const script = readFileSync(join(demo, 'commands.sh'), 'utf8');
  const lines = script.split('\n').filter((line) => line.startsWith('flaretally '));
  expect(lines.length).toBeGreaterThan(5);
  for (const line of lines) {
    const { code, out, err } = await run(argvOf(line), demo);
    expect([0, 3], `${line}\n${err}`).toContain(code);
    if (!line.includes(' load ')) expect(out, line).not.toBe('');
  }
});

test('run again it replaces itself and prints the same', { tags: 'journey' }, async () => {
  writeFileSync(join(demo, 'stray.txt'), 'from the first time');
  const second = await run(['demo'], folder);
  expect(second).toEqual(first);
  expect(existsSync(join(demo, 'stray.txt'))).toBe(false);
});

function usd(cents: string): string {
  const [, sign = '', digits = ''] = /^(-?)(\d+)$/.exec(cents) ?? [];
  return `${sign}${digits.padStart(3, '0').replace(/(..)$/, '.$1')}`;
}

function product(a: string, b: string): bigint {
  return BigInt(a) * BigInt(b);
}
