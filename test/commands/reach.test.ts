// @module-tag journey
// An account without an invoice, of which one product is metered: what else is in use is named, by
// the feed's figures to date where it has some, and is never $0.00.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ACCOUNT, workerRow, writeAnswer } from '../support/answers.ts';
import { billableRow } from '../support/cloudflare/index.ts';
import { run } from '../support/run.ts';
import { temporary } from '../support/temp.ts';

const folder = temporary(afterAll);
const saved = temporary(afterAll);
const days = Array.from({ length: 31 }, (_, i) => `2026-10-${String(i + 1).padStart(2, '0')}`);

function list(name: string, result: unknown): string {
  const path = join(saved, `${name}.json`);
  const dataset = `rest/${name.replace(/-\d$/, '')}`;
  const response = { success: true, errors: [], messages: [], result };
  const captured = { captured_at: '2026-11-02T06:00:00Z', account: ACCOUNT };
  writeFileSync(path, JSON.stringify({ flaretally: 1, ...captured, dataset, response }));
  return path;
}

const fed = (ServiceName: string, day: string, ConsumedQuantity: number | null) => ({
  ...billableRow({
    ServiceName,
    BillingPeriodStart: '2026-10-01T00:00:00Z',
    ChargePeriodStart: `${day}T00:00:00Z`,
  }),
  ConsumedQuantity,
});

function usage(): string {
  return writeAnswer(saved, 'workers', {
    dataset: 'workersInvocationsAdaptive',
    from: '2026-10-01',
    to: '2026-11-01',
    capturedAt: '2026-11-02T06:00:00Z',
    rows: days.map((date) => workerRow(date, 'api', 1_000_000)),
  });
}

const lists = () => [
  list(
    'd1_databases',
    [1, 2, 3].map((n) => ({ uuid: `d${n}`, name: `db-${n}` })),
  ),
  list('r2_buckets', { buckets: [{ name: 'files' }] }),
];

const feed = () =>
  list('billable_usage', [
    ...days.slice(0, 20).map((day) => fed('KV List Operations', day, 200_000)),
    fed('KV Write Operations', '2026-10-03', null),
    fed('A service of tomorrow', '2026-10-03', 7),
  ]);

async function reconciled(db: string) {
  const { code, out } = await run(['reconcile', '--db', db, '--format', 'json'], folder);
  const found = JSON.parse(out);
  return { code, found, lines: Object.fromEntries(found.lines.map((l: Line) => [l.sku, l])) };
}

interface Line {
  sku: string;
}

beforeAll(async () => {
  const load = (db: string, files: string[]) =>
    run(['load', ...files, '--plan', 'workers_paid', '--db', db], folder);
  expect(await load('alone.db', [usage()])).toMatchObject({ code: 0 });
  expect(await load('lists.db', [usage(), ...lists()])).toMatchObject({ code: 0 });
  expect(await load('feed.db', [usage(), ...lists(), feed()])).toMatchObject({ code: 0 });
}, 600_000);

test('usage alone: what else may be in use is not known', async () => {
  const { code, found } = await reconciled('alone.db');
  expect(code).toBe(0);
  expect(found.prediction).toMatchObject({
    says:
      'The prediction covers 1 of 1 product in use; without an invoice or the billable-usage feed, ' +
      'others may be in use.',
    products_in_use: 1,
    products_covered: 1,
    is_use_known: false,
    products: [{ product: 'Workers', covered: 'whole', lacking_skus: null }],
  });
  expect(found.totals).toMatchObject({ is_partial: false, lacks: [] });
}, 600_000);

test('what lists show is not metered, without a prediction, and costs no exit code', async () => {
  const { code, found, lines } = await reconciled('lists.db');
  expect(code).toBe(0);
  expect(lines['d1.rows_read']).toMatchObject({
    predicted_quantity: null,
    predicted_usd: null,
    invoiced_usd: null,
    variance_usd: null,
    status: 'not_metered',
    evidence: 'missing',
  });
  const quiet = found.lines.filter(({ status }: { status: string }) => status === 'not_metered');
  expect(quiet.map(({ sku }: Line) => sku)).toEqual([
    'd1.rows_read',
    'd1.rows_written',
    'd1.storage',
    'r2.class_a',
    'r2.class_b',
    'r2.storage',
  ]);
  expect(found.totals).toMatchObject({
    predicted_usd: '11.32',
    is_partial: true,
    lacks: ['D1', 'R2'],
  });
}, 600_000);

test('the page counts these lines and names the products', async () => {
  const { code, out } = await run(['reconcile', '--db', 'lists.db'], folder);
  expect(code).toBe(0);
  expect(out).toContain('\nThe prediction covers 1 of 3 products in use; ');
  expect(out).toContain('Predicted $11.32 (partial: 2 products in use are not in it); no invoice');
  expect(out).toContain('\n6 lines of products in use that nothing meters are hidden: ');
  expect(out).toContain(
    [
      '- not metered: 2 findings',
      '    Nothing meters D1 (3 databases): its cost is not in this prediction.',
      '    Nothing meters R2 (1 bucket): its cost is not in this prediction.\n',
    ].join('\n'),
  );
  expect(out).not.toMatch(/^d1\./m);
  const { out: all } = await run(['report', 'lines', '--db', 'lists.db', '--all'], folder);
  expect(all).toContain('d1.rows_read');
}, 600_000);

test('what the feed counts is predicted to date, and said to be so', async () => {
  const { code, found, lines } = await reconciled('feed.db');
  expect(code).toBe(0);
  expect(lines['kv.lists']).toMatchObject({
    predicted_quantity: '3000000',
    predicted_usd: '15.00',
    status: 'not_invoiced',
    evidence: 'inferred',
  });
  expect(lines['kv.writes']).toMatchObject({ predicted_usd: null, status: 'not_metered' });
  expect(found.totals).toMatchObject({
    predicted_usd: '26.32',
    is_partial: true,
    lacks: ['A service of tomorrow', 'D1', 'KV', 'R2'],
  });
  const says = found.findings.map((finding: { says: string }) => finding.says);
  expect(says).toEqual(
    expect.arrayContaining([
      'The billable-usage feed has 20 of 31 days: $15.00 of 1 line(s) is what it has counted to date.',
      '1 row(s) of the billable-usage feed have no quantity (KV writes on 2026-10-03): its ' +
        'count of these is incomplete.',
      '1 row(s) of version 1 of the billable-usage feed are not read, no SKU is known for them: A ' +
        'service of tomorrow.',
      'Nothing meters KV writes, which the billable-usage feed names without a figure: this cost is ' +
        'not in this prediction.',
    ]),
  );
}, 600_000);
