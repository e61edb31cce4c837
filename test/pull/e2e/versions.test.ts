// @module-tag journey
import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { DEMO_ACCOUNT, demoRest, demoRows, type Row } from '../../support/cloudflare/index.ts';
import { temporary } from '../../support/temp.ts';
import { DATASETS, fetchUsage } from '../support/pull.ts';
import { SMALL, SMALL_TIMES, smallRows } from './support/account.ts';
import { NOW } from './support/clock.ts';
import { query } from './support/database.ts';
import { onStage, type Stage } from './support/stage.ts';

const METER = 'durable_objects.http_requests';
const argv = ['pull', '--period', '2026-10-04..2026-11-04'];
const argvSmall = ['pull', '--period', `${SMALL.startsOn}..${SMALL.endsOn}`];

/** Early on the 9 October: the 8th has just ended, the 7th settles, the 6th has settled. */
const NINTH = new Date('2026-10-09T06:00:00Z');
const DAYS = ['04', '05', '06', '07', '08', '09'].map((day) => `2026-10-${day}`);

/** The stub's HTTP requests of a day become that many more. */
function restate({ cloudflare }: Stage, day: string, more: number): void {
  cloudflare.rows.splice(
    0,
    cloudflare.rows.length,
    ...cloudflare.rows.map((row): Row => {
      if (!row.at.startsWith(day) || !row.dims?.objectId?.toString().startsWith('1')) return row;
      const requests = Number(row.sum?.requests ?? 0);
      return requests === 0 ? row : { ...row, sum: { ...row.sum, requests: requests + more } };
    }),
  );
}

/** Days asked of a dataset since a request. */
function askedSince({ cloudflare }: Stage, from: number): string[] {
  return cloudflare.requests.slice(from).flatMap(({ query: text, variables }) => {
    if (!text?.includes('query DurableObjectsInvocationsTotals')) return [];
    const { datetime_geq, datetime_lt } = (variables?.filter ?? {}) as Record<string, string>;
    return [`${datetime_geq?.slice(0, 10)} ${datetime_lt?.slice(0, 10)}`];
  });
}

let first: Promise<string> | undefined;

/** A stage on the 9 October, with what was pulled then; that is pulled once. */
async function onNinth(): Promise<Stage> {
  first ??= pulledOnNinth();
  return onStage({ rows: smallRows(DAYS) }, { now: NINTH, database: await first });
}

const kept = temporary(afterAll);

async function pulledOnNinth(): Promise<string> {
  const { cli, db } = await onStage({ rows: smallRows(DAYS) }, { now: NINTH });
  expect((await cli(argv)).code).toBe(0);
  const database = join(kept, 'ninth.duckdb');
  copyFileSync(db, database);
  return database;
}

test('settling days are pulled again, settled ones are not; how much a day moved is known', async () => {
  const stage = await onNinth();
  restate(stage, '2026-10-05', 500);
  restate(stage, '2026-10-08', 41);
  await stage.clock.sleep(3_600_000);
  const from = stage.cloudflare.requests.length;
  expect((await stage.cli(argv)).code).toBe(0);
  // 7 October 00:00 and two days are 9 October 00:00, which is past.
  expect(askedSince(stage, from)).toEqual(['2026-10-07 2026-10-10']);

  const moved = await query<{ day: string }>(
    stage.db,
    `select usage_on::varchar as day, version, total, moved from usage.version_movements
     where meter = '${METER}' and grouping_key not like '%objectId%' and usage_on >= '2026-10-04'
     order by day, version`,
  );
  expect(moved.filter(({ day }) => ['2026-10-05', '2026-10-08'].includes(day))).toEqual([
    { day: '2026-10-05', version: '1', total: '6000', moved: null },
    { day: '2026-10-08', version: '1', total: '6000', moved: null },
    { day: '2026-10-08', version: '2', total: '6041', moved: '41' },
  ]);
  const totals = await query(
    stage.db,
    `select usage_on::varchar as day, total, split from usage.day_readings
     where meter = '${METER}' and total <> 6000`,
  );
  expect(totals).toEqual([{ day: '2026-10-08', total: '6041', split: '6041' }]);
});

test('a day that had not ended is provisional, and complete the day after', async () => {
  const stage = await onNinth();
  const statusOf = async () => {
    const rows = await query<{ status: string }>(
      stage.db,
      `select status from usage.dataset_coverage where usage_on = '2026-10-09'
       and dataset = 'durableObjectsInvocationsAdaptiveGroups'`,
    );
    return rows[0]?.status;
  };
  expect(await statusOf()).toBe('provisional');
  await stage.clock.sleep(86_400_000);
  expect((await stage.cli(argv)).code).toBe(0);
  expect(await statusOf()).toBe('complete');
});

test('an older answer that is loaded later does not count', async () => {
  const stage = await onStage({ rows: smallRows() });
  const old = join(stage.folder, 'old');
  await fetchUsage({
    ...{ account: DEMO_ACCOUNT, token: stage.cloudflare.token, baseUrl: stage.cloudflare.url },
    ...{ datasets: DATASETS, period: SMALL_TIMES, now: NOW, spool: old, clock: stage.clock },
  });
  await stage.clock.sleep(60_000);
  restate(stage, '2026-10-05', 7);
  expect((await stage.cli(argvSmall)).code).toBe(0);
  expect((await stage.cli(['load', join(old, DEMO_ACCOUNT)])).code).toBe(0);
  const [day] = await query(
    stage.db,
    `select total from usage.day_readings where meter = '${METER}' and usage_on = '2026-10-05'`,
  );
  expect(day).toEqual({ total: '6007' });
});

test('several accounts lie in one database, each with its own', async () => {
  const other = 'e'.repeat(32);
  const accounts = [DEMO_ACCOUNT, other];
  const rows = [...demoRows(), ...smallRows().map((row): Row => ({ ...row, account: other }))];
  const stage = await onStage({ rows, rest: demoRest(), accounts });
  expect((await stage.cli(argvSmall)).code).toBe(0);
  const alone = await stage.cli(['reconcile', '--period', '2026-10', '--format', 'json']);
  const argvOther = [...argvSmall, '--account', other];
  expect((await stage.cli(argvOther)).code).toBe(0);
  const beside = await stage.cli(['reconcile', '--period', '2026-10', '--format', 'json']);
  expect(beside).toEqual(alone);
  const usage = await query(
    stage.db,
    `select account, sum(total) as total from usage.day_readings where meter = '${METER}'
     group by account order by account`,
  );
  expect(usage).toMatchObject([{ account: DEMO_ACCOUNT }, { account: other, total: '12000' }]);
  // What one account has is not taken for the other's; days without a row are asked again.
  const from = stage.cloudflare.requests.length;
  expect((await stage.cli(argvOther)).code).toBe(0);
  expect(askedSince(stage, from)).toEqual([]);
});
