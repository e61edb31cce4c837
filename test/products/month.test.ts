// A month of every product: pulled whole, and each line to the cent as worked out by hand beside it.
import { expect, test } from 'vitest';
import { readCatalog } from '../../src/rules/catalog.ts';
import { onStage, PERIOD } from '../pull/e2e/support/stage.ts';
import { monthRows } from './month.ts';

/** From the first of October: counters begin there. */
const days = Array.from({ length: 34 }, (_, i) =>
  new Date(Date.UTC(2026, 9, 1 + i)).toISOString().slice(0, 10),
);

/** What 31 days have over the allowance, and its dollars. */
const LINES: Readonly<Record<string, readonly [quantity: string, usd: string]>> = {
  'kv.reads': ['21000000', '10.50'],
  'kv.writes': ['2100000', '15.00'],
  'kv.lists': ['550000', '5.00'],
  // 3 GB for 744 hours are 3.1 GB-months of 720 hours.
  'kv.storage': ['2.1', '1.50'],
  'd1.rows_read': ['6000000000', '6.00'],
  'd1.rows_written': ['12000000', '12.00'],
  // 10 GB for 31 days of 30, less 5 GB.
  'd1.storage': ['5.333333333', '4.50'],
  // 620,015.5 less 31 days of 10,000: 311 blocks.
  'workers_ai.neurons': ['310015.5', '3.42'],
  'containers.cpu': ['8507.75', '0.17'],
  'containers.memory': ['220000', '0.55'],
  'containers.disk': ['830000', '0.06'],
  'containers.egress_na_eu': ['550', '13.75'],
  'r2.class_a': ['2100000', '13.50'],
  // Refused reads and deletes are free.
  'r2.class_b': ['21000000', '7.56'],
  'r2.class_b_infrequent': ['31000', '0.90'],
  'r2.retrieval_infrequent': ['31', '0.31'],
  // Objects and what describes them: 95 blocks of 1.5 cents.
  'r2.storage': ['94.366666667', '1.43'],
  'r2.storage_infrequent': ['10.333333333', '0.11'],
  'queues.operations': ['2100000', '1.20'],
  // 9,300 at the end of October less 900 on the anchor day, and 900 in November.
  'images.unique_transformations': ['4300', '2.50'],
  'images.delivered': ['310000', '4.00'],
  'stream.minutes_delivered': ['31000', '31.00'],
  'vectorize.queried_dimensions': ['105000000', '1.05'],
  'vectorize.stored_dimensions': ['10000000', '0.05'],
  'workflows.steps': ['1050000', '8.80'],
  'dynamic_workers.unique_per_day': ['2100', '4.20'],
  'workers.build_minutes': ['3315.5', '16.58'],
  // Functions of Pages are Workers requests.
  'workers.requests': ['5500000', '1.80'],
  'r2_data_catalog.catalog_operations': ['2100000', '27.00'],
  'r2_data_catalog.compaction_data': ['21', '0.11'],
  'r2_data_catalog.compaction_objects': ['2100000', '6.00'],
  'r2_sql.data_scanned': ['300', '0.75'],
  'pipelines.sql_transform': ['260', '10.40'],
  'pipelines.sink_parquet_iceberg': ['105', '6.30'],
  'realtime.egress': ['550', '27.50'],
  'browser_run.browser_hours': ['52', '4.68'],
  'browser_run.concurrent_browsers': ['5', '10.00'],
  // Free until the fourteenth of October: 21 days are billed.
  'artifacts.operations': ['11000', '1.65'],
  'media_transformations.operations': ['1200', '1.00'],
};

test('a month of every product', async () => {
  const { cli, cloudflare } = await onStage({ rows: monthRows(days) }, { isNew: true });
  const every = readCatalog().datasets.filter(({ scope }) => scope === 'account');
  const only = every.map(({ dataset }) => dataset).join(',');
  const pulled = await cli(['pull', '--period', PERIOD, '--only', only]);
  expect(pulled.code, pulled.err).toBe(0);
  // The settings, and a question a dataset and slicing; counters reach over the widest window.
  const questions = cloudflare.requests.filter(({ path }) => path === '/graphql').length;
  const slicings = every.reduce((sum, { hasTotal }) => sum + (hasTotal ? 2 : 1), 0);
  expect(questions).toBeLessThanOrEqual(1 + slicings + 2);

  const { code, out, err } = await cli(['reconcile', '--format', 'json', '--period', PERIOD]);
  expect(code, err).toBe(0);
  const bill = JSON.parse(out) as { lines: Record<string, string | null>[] };
  const found = bill.lines
    .filter(({ predicted_quantity, sku }) => predicted_quantity !== null && sku !== null)
    .map(({ sku, predicted_quantity, predicted_usd }) => [
      sku ?? '',
      [trimmed(predicted_quantity ?? ''), predicted_usd],
    ]);
  expect(Object.fromEntries(found)).toMatchObject(LINES);
  // 500 queries on each of 31 days, of 10 MB at least: 155 GB more than the 300 GB over the allowance.
  const most = ['--format', 'json', '--period', PERIOD, '--scenario', 'sql_minimum_added'];
  const high = JSON.parse((await cli(['reconcile', ...most])).out) as typeof bill;
  const sql = high.lines.find(({ sku }) => sku === 'r2_sql.data_scanned');
  expect(trimmed(sql?.predicted_quantity ?? '')).toBe('455');
  // What runs is also kept, and no dataset counts that.
  const unmetered = bill.lines.filter(({ status }) => status === 'not_metered');
  expect(unmetered.map(({ sku }) => sku)).toEqual(['artifacts.storage', 'workflows.storage']);
}, 240_000);

/** `3.100000000` as `3.1`. */
function trimmed(quantity: string): string {
  return quantity.includes('.') ? quantity.replace(/\.?0+$/, '') : quantity;
}
