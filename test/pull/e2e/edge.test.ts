// @module-tag journey
// The anchor falls inside a day: the hours of that day are asked for, and divided.
import { expect, test } from 'vitest';
import { demoRest, type Row } from '../../support/cloudflare/index.ts';
import { query } from './support/database.ts';
import { onStage } from './support/stage.ts';

const ANCHOR = '2026-08-04T09:31:07Z';
const billableInfo = {
  covered: true,
  subscriptions: [{ id: 's', billing_cycle_anchor_timestamp: ANCHOR }],
};

/** 7 requests to a Worker before the anchor and 100 after it, on both edge days. */
function edgeRows(): Row[] {
  return ['2026-10-04', '2026-11-04'].flatMap((day) =>
    [
      ['08', 7],
      ['10', 100],
    ].map(([hour, requests]) => ({
      dataset: 'workersInvocationsAdaptive',
      at: `${day}T${hour}:00:00Z`,
      dims: { scriptName: 'edge', status: 'success', usageModel: 'standard' },
      sum: { requests: Number(requests), errors: 0, subrequests: 0, cpuTimeUs: 1_000 },
    })),
  );
}

const totals = `select period_id, total::integer as total from usage.period_totals
  where meter = 'workers.requests' and period_id = '2026-10-04'`;

test('a month is pulled and billed from anchor to anchor', async () => {
  const stage = await onStage({ rows: edgeRows(), rest: demoRest(), billableInfo });
  const argv = ['pull', '--period', '2026-10'];
  const plan = await stage.cli([...argv, '--dry-run']);
  expect(plan.out).toContain('workersInvocationsAdaptive split: 2026-10-04, by hour\n');
  expect(plan.out).toContain('workersInvocationsAdaptive split: 2026-10-05 to 2026-11-03\n');
  expect(plan.out).toContain('workersInvocationsAdaptive split: 2026-11-04, by hour\n');
  expect(await stage.cli(argv)).toMatchObject({ code: 0 });
  expect(await query(stage.db, totals)).toEqual([{ period_id: '2026-10-04', total: 107 }]);
  const { code, out } = await stage.cli(['reconcile', '--period', '2026-10', '--format', 'json']);
  expect(code).toBe(0);
  const { period } = JSON.parse(out);
  expect(period).toMatchObject({ starts_at: '2026-10-04T09:31:07Z', starts_on: '2026-10-04' });
  // What has settled is not asked for again, the hours of the edge days included.
  const again = await stage.cli([...argv, '--dry-run']);
  expect(again.out).not.toMatch(/ (total|split): /);
});

test('without a period the running one is pulled, and is provisional from the last hour on', async () => {
  const now = new Date('2026-11-04T12:30:00Z');
  const stage = await onStage({ rows: edgeRows(), rest: demoRest(), billableInfo }, { now });
  expect(await stage.cli(['pull'])).toMatchObject({ code: 0 });
  const rows = await query(
    stage.db,
    `select strftime(starts_at, '%d %H') as slot, status from usage.dataset_coverage
     where dataset = 'workersInvocationsAdaptive' and usage_on = '2026-11-04' order by slot`,
  );
  expect(rows.slice(0, 4)).toEqual([
    { slot: '04 09', status: 'complete' },
    { slot: '04 10', status: 'complete' },
    { slot: '04 11', status: 'provisional' },
    { slot: '04 12', status: 'provisional' },
  ]);
});

test('an answer by day does not divide the day: both periods are partial', async () => {
  const stage = await onStage({ rows: edgeRows(), rest: demoRest(), billableInfo });
  // The database does not know the anchor yet, and the billing API is not asked.
  await stage.pull({ fetch: { lists: [] } });
  expect(await query(stage.db, totals)).toEqual([{ period_id: '2026-10-04', total: 107 }]);
  await stage.pull({ fetch: { datasets: [] } });
  const rows = await query(
    stage.db,
    `select period_id, usage_on::varchar as usage_on, status, count(*)::integer as hours
     from usage.dataset_coverage where dataset = 'workersInvocationsAdaptive'
       and usage_on = '2026-10-04' group by all order by all`,
  );
  expect(rows).toEqual([
    { period_id: '2026-10-04', usage_on: '2026-10-04', status: 'partial', hours: 15 },
  ]);
  const { code, out } = await stage.cli(['reconcile', '--period', '2026-10']);
  expect(code).toBe(5);
  expect(out).toContain('2026-10-04T09:31:07Z to 2026-11-04T09:31:07Z UTC');
  expect(out).toContain('usage complete to 2026-10-04T09:00:00Z only');
  // Pulled again, the hours are there.
  const again = await stage.cli(['pull', '--period', '2026-10']);
  expect(again.code, again.err).toBe(0);
  expect(await query(stage.db, totals)).toEqual([{ period_id: '2026-10-04', total: 107 }]);
});
