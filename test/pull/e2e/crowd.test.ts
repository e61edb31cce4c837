// @module-tag journey
import { expect, test } from 'vitest';
import { objectRows } from '../../support/cloudflare/index.ts';
import { runs } from '../../support/tier.ts';
import { query } from './support/database.ts';
import { onStage } from './support/stage.ts';

// So many, on such pages, are fetched in `fetch/pages.test.ts`; in a soak they are loaded too.
const OBJECTS = runs(2_500, 25_000);
const PAGE = runs(1_000, 10_000);
const settings = { '*': { maxPageSize: PAGE } };
const day = '2026-11-01';

test(`${OBJECTS} objects in a day of pages of ${PAGE}: every row once, every sum exact`, async () => {
  const rows = objectRows({ objects: OBJECTS, day });
  const { db, cli, cloudflare } = await onStage({ rows, settings });
  const { code } = await cli(['pull', '--period', `${day}..2026-11-02`]);
  expect(code).toBe(0);
  expect(Math.max(...limitsOf(cloudflare.requests))).toBe(PAGE);

  const sumOf = (dataset: string, field: string) =>
    rows
      .filter((row) => row.dataset === dataset)
      .reduce((total, { sum }) => total + BigInt(sum?.[field] ?? 0), 0n);
  const [periodic] = await query(
    db,
    `select count(*) as rows, count(distinct object_id) as objects, sum(active_us) as active_us,
       sum(rows_read) as rows_read from staging.durable_objects_periodic
     where object_id is not null`,
  );
  expect(periodic).toEqual({
    rows: `${OBJECTS}`,
    objects: `${OBJECTS}`,
    active_us: `${sumOf('durableObjectsPeriodicGroups', 'activeTime')}`,
    rows_read: `${sumOf('durableObjectsPeriodicGroups', 'rowsRead')}`,
  });
  const requests = `${sumOf('durableObjectsInvocationsAdaptiveGroups', 'requests')}`;
  const [split] = await query(
    db,
    `select count(*) as rows, count(distinct object_id) as objects, sum(requests) as requests
     from staging.durable_objects_invocations where object_id is not null`,
  );
  expect(split).toEqual({ rows: `${OBJECTS}`, objects: `${OBJECTS}`, requests });
  const days = await query(
    db,
    `select total, split from usage.day_readings where meter = 'durable_objects.http_requests'`,
  );
  expect(days).toEqual([{ total: requests, split: requests }]);
  const covered = await query(
    db,
    `select distinct status from usage.dataset_coverage
    where usage_on = '${day}'`,
  );
  expect(covered).toEqual([{ status: 'complete' }]);
});

function limitsOf(requests: readonly { variables?: Readonly<Record<string, unknown>> }[]) {
  return requests.flatMap(({ variables }) => Number(variables?.limit ?? 0));
}
