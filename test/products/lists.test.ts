// @module-tag journey
// What lists of the REST API name and count, from a pull to the line and the tenant.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { query } from '../pull/e2e/support/database.ts';
import { onStage, PERIOD, type Stage } from '../pull/e2e/support/stage.ts';
import { fault } from '../support/cloudflare/index.ts';
import { History } from '../support/history.ts';
import { listedRows, lists } from './lists.ts';

const days = Array.from({ length: 10 }, (_, i) => `2026-10-${String(4 + i).padStart(2, '0')}`);
const NOW = new Date('2026-10-14T06:00:00Z');
const DAY_MS = 86_400_000;
/** Datasets that have rows here, and those whose products lists count: `month.test.ts` asks for all. */
const asked = new Set([
  ...listedRows(days).map(({ dataset }) => dataset),
  ...['imagesRequestsAdaptiveGroups', 'streamMinutesViewedAdaptiveGroups'],
  'workersInvocationsAdaptive',
]);
const argv = ['pull', '--period', PERIOD, '--only', [...asked].join(',')];

const CHARGES = `select sku, raw_quantity::varchar as quantity, amount_usd::varchar as usd
  from rating.charges where scenario = 'base' and numerator > 0`;

test('names, formats and figures that only lists have, and any name in a tenant map', async () => {
  const rest = lists();
  const stage = await onStage({ rows: listedRows(days), rest }, { now: NOW });
  expect(await stage.cli(argv)).toMatchObject({ code: 0 });

  const charges = async () => {
    const rows = await query<{ sku: string; quantity: string; usd: string }>(stage.db, CHARGES);
    return Object.fromEntries(rows.map(({ sku, quantity, usd }) => [sku, [quantity, usd]]));
  };
  // Ten days of 60 GB as JSON and 8 GB as Parquet, of which the sink of 1 GB is deleted.
  expect(await charges()).toMatchObject({
    'pipelines.sink_json': ['600.000000000', expect.anything()],
    'pipelines.sink_parquet_iceberg': ['80.000000000', expect.anything()],
    // 200M records of traces, and none of other jobs; 190M over the allowance at $0.05.
    'workers.logpush_requests': ['200000000.000000000', '9.50'],
    // Three blocks of 100,000, two of 1,000 minutes, 503 scripts at 2 cents, no bucket over 100,000.
    'images.stored': ['250001.000000000', '15.00'],
    'stream.minutes_stored': ['1501.000000000', '10.00'],
    'workers_for_platforms.scripts': ['1503.000000000', '10.06'],
    'r2.buckets': ['131.000000000', '0.00'],
  });

  // The greatest that is seen inside the period counts, not the newest.
  rest.imagesStats = [{ count: { allowed: 300_000, current: 100_000 } }];
  rest.dispatch = [{ namespace_name: 'live', script_count: 1600 }];
  await stage.clock.sleep(DAY_MS);
  expect(await stage.cli(argv)).toMatchObject({ code: 0 });
  expect(await charges()).toMatchObject({
    'images.stored': ['250001.000000000', '15.00'],
    'workers_for_platforms.scripts': ['1600.000000000', '12.00'],
  });

  await expectNames(stage);
  const history = await History.begin(stage.db);
  try {
    expect(await history.differing()).toEqual([]);
  } finally {
    history.close();
  }
}, 240_000);
/** A tenant map may say any name of a resource. */
async function expectNames(stage: Stage): Promise<void> {
  const map = join(stage.folder, 'tenants.csv');
  const lines = [
    'acme,hyperdrive_config,orders-101',
    'acme,hyperdrive_config,dropped',
    'acme,ai_tag,beta',
    'acme,ai_model,llama',
    'acme,r2_bucket,eu_media',
    'acme,script,site',
    'acme,pipeline_sink,lake',
    'acme,logpush_job,traces',
  ];
  writeFileSync(map, ['tenant,kind,value', ...lines, ''].join('\n'));
  expect(await stage.cli(['load', map])).toMatchObject({ code: 0 });
  const fits = await query<{ line: string; resources: number; says: string | null }>(
    stage.db,
    `select concat_ws(',', tenant, kind, value) as line, resources::integer as resources, says
     from findings.tenant_map order by line`,
  );
  expect(fits).toEqual(lines.toSorted().map((line) => ({ line, resources: 1, says: null })));
}

test('without its list a figure is not zero, and a job is not taken to deliver traces', async () => {
  const gone = /\/(images\/v1\/stats|logpush\/jobs|workers\/dispatch\/namespaces|r2\/buckets)$/;
  let isDown = true;
  const faults = (_: number, { path }: { path: string }) =>
    isDown && gone.test(path) ? fault.unauthorized() : undefined;
  const stage = await onStage({ rows: listedRows(days), rest: lists(), faults }, { now: NOW });
  const { code, err } = await stage.cli(argv);
  expect(code).toBe(5);
  expect(err).toContain('rest logpush_jobs: not fetched');
  expect(err).toContain(
    'rest dispatch_namespaces, images_stats, r2_buckets_eu, r2_buckets_fedramp:',
  );
  const known = await query<{ sku: string; rank: number }>(
    stage.db,
    `select sku, evidence_rank::integer as rank from usage.sku_sources
     where sku in ('images.stored', 'r2.buckets', 'stream.minutes_stored',
       'workers_for_platforms.scripts', 'workers.logpush_requests')
     order by sku`,
  );
  // Days without a record are known, those with records are missing.
  expect(known).toEqual([
    { sku: 'stream.minutes_stored', rank: 2 },
    { sku: 'workers.logpush_requests', rank: 3 },
  ]);
  const [told] = await query<{ says: string }>(
    stage.db,
    "select says from findings.missing_fields where dataset = 'logpushHealthAdaptiveGroups'",
  );
  expect(told?.says).toMatch(
    /: the list of Logpush jobs is not loaded, .* Fetch the list with pull/,
  );
  // The list that comes later decides about usage that was loaded before.
  isDown = false;
  await stage.clock.sleep(60_000);
  expect(await stage.cli(argv)).toMatchObject({ code: 0 });
  const [traces] = await query<{ total: string; rank: number }>(
    stage.db,
    `select total::varchar as total, evidence_rank::integer as rank
     from usage.period_totals join usage.sku_sources using (account, period_id)
     where meter = 'workers.logpush_records' and sku = 'workers.logpush_requests'`,
  );
  expect(traces).toEqual({ total: '200000000', rank: 2 });
}, 240_000);
