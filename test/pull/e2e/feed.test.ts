// Cloudflare's own feed, in the three forms that it has had.
import { expect, test } from 'vitest';
import { billableRow } from '../../support/cloudflare/index.ts';
import { query } from './support/database.ts';
import { onStage } from './support/stage.ts';

const DAY = '2026-10-10T00:00:00Z';
const v1 = billableRow({
  ServiceName: 'Workers Standard Requests (first 10M included)',
  BillingPeriodStart: '2026-10-04T00:00:00Z',
  ChargePeriodStart: DAY,
  ConsumedQuantity: 12_345,
  ContractedCost: 0.3,
});
const v2 = {
  ChargePeriodStart: DAY,
  ChargePeriodEnd: '2026-10-11T00:00:00Z',
  ConsumedQuantity: 12_346,
  ConsumedUnit: 'Requests',
  x_BillableMetricId: 'workers_standard_requests',
  x_BillableMetricName: 'Workers Standard Requests',
};
const lists = ['billable_usage', 'billable_usage_v2'];
const kept = `select b.metric_id, b.consumed_quantity::integer as consumed, contracted_cost_usd
  from staging.billable_usage as b join raw.billable_usage using (load_id, row_number)
  order by all`;

test.each(['spring', 'autumn'])(
  '%s rows and those of version 2 stand beside each other',
  async (form) => {
    const rest = { billableUsage: [v1], usageV2: [v2] };
    const isSpring = form === 'spring' ? { billableForm: 'spring' as const } : {};
    const stage = await onStage({ rest, ...isSpring });
    await stage.pull({ fetch: { datasets: [], lists } });
    expect(await query(stage.db, kept)).toEqual([
      { metric_id: 'workers_standard_requests', consumed: 12_346, contracted_cost_usd: null },
      { metric_id: null, consumed: 12_345, contracted_cost_usd: '0.300000000000' },
    ]);
  },
);

test('a range without the anchor day is a success without rows, which is not zero', async () => {
  // The period began long before: no range that may be asked for holds its start.
  const old = { ...v1, BillingPeriodStart: '2026-03-04T00:00:00Z' };
  const stage = await onStage({ rest: { billableUsage: [old] } });
  const { report } = await stage.pull({ fetch: { datasets: [], lists: ['billable_usage'] } });
  expect(report.lists).toEqual([
    {
      name: 'billable_usage',
      isNeeded: true,
      outcome: 'empty',
      rows: 0,
      why: 'the answer is empty, which does not mean zero',
    },
  ]);
  expect(await query(stage.db, kept)).toEqual([]);
});
