import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test, vi } from 'vitest';
import { demoRest, demoRows, fault } from '../../support/cloudflare/index.ts';
import type { Ran } from '../../support/run.ts';
import { temporary } from '../../support/temp.ts';
import { SMALL, smallRows } from './support/account.ts';
import { query } from './support/database.ts';
import { onStage, PERIOD } from './support/stage.ts';

vi.mock('../../../src/sources/cloudflare/clock.ts', () => import('./support/clock.ts'));

const INVOCATIONS = 'durableObjectsInvocationsAdaptiveGroups';
const argv = ['pull', '--period', `${SMALL.startsOn}..${SMALL.endsOn}`];

test.each([
  ['a 401', 'E_TOKEN', fault.unauthorized()],
  ['a 403', 'E_ACCOUNT_UNSEEN', fault.forbidden()],
  ['authz in a 200', 'E_TOKEN', fault.errorsIn200('Unauthorized', 'authz')],
])('%s ends at once with exit 4 and names the permission', async (_, name, found) => {
  for (const from of [1, 4]) {
    const faults = (n: number) => (n >= from ? found : undefined);
    const { cli, cloudflare } = await onStage({ rows: smallRows(), faults });
    const { code, out, err } = await cli(argv);
    expect({ code, out }).toEqual({ code: 4, out: '' });
    expect(err).toContain(`error ${name}: `);
    expect(err).toContain('Account > Account Analytics > Read');
    expect(err).toContain('Billing > Read');
    // Those that were under way at the same time may still be counted.
    expect(cloudflare.requests.length).toBeLessThan(from + 4);
  }
});

test('an account that the token does not see is exit 4', async () => {
  const { cli } = await onStage({ rows: smallRows(), accounts: ['f'.repeat(32)] });
  const { code, err } = await cli(argv);
  expect(code).toBe(4);
  expect(err).toContain('error E_ACCOUNT_UNSEEN: ');
  expect(err).toContain('compare the account id');
  expect(err).toContain('Account > Account Analytics > Read');
});

test('giving up is exit 1, after a countdown that is seen, and the next run goes on', {
  tags: 'journey',
}, async () => {
  let isDown = true;
  const faults = (n: number) => (isDown && n > 4 ? fault.unavailable() : undefined);
  const { cli, cloudflare } = await onStage({ rows: smallRows(), faults });
  const { code, err } = await cli(argv);
  expect(code).toBe(1);
  expect(err).toContain('error E_PULL_GAVE_UP: ');
  expect(err).toMatch(/attempt\(s\)/);
  expect(err).toMatch(/waiting until \d\d:\d\d:\d\d UTC \(\d+:\d\d\): /);
  isDown = false;
  const before = cloudflare.requests.length;
  expect((await cli(argv)).code).toBe(0);
  expect(cloudflare.requests.length - before).toBeLessThan(24);
});

test('an unentitled dataset costs that dataset only, and shows', { tags: 'journey' }, async () => {
  const unentitled = ['workersInvocationsAdaptive'];
  const { cli, db } = await onStage({ rows: demoRows(), rest: demoRest(), unentitled });
  const { code, err } = await cli(['pull', '--period', PERIOD]);
  expect(code).toBe(5);
  expect(err).toMatch(/workersInvocationsAdaptive total: 0 day\(s\) fetched/);
  expect(err).toMatch(/31 day\(s\) not fetched.*: .*not (enabled|have access)/);
  const lines = await cli(['reconcile', '--period', '2026-10', '--format', 'json']);
  expect(lines.code).toBe(5);
  const days = await query(
    db,
    `select dataset, status = 'complete' as is_whole, count(distinct usage_on) as days
     from usage.dataset_coverage
     where period_id = '2026-10-04' group by all order by dataset`,
  );
  expect(days).toEqual([
    { dataset: INVOCATIONS, is_whole: true, days: '31' },
    { dataset: 'durableObjectsPeriodicGroups', is_whole: true, days: '31' },
    { dataset: 'durableObjectsSqlStorageGroups', is_whole: true, days: '31' },
    { dataset: 'durableObjectsStorageGroups', is_whole: true, days: '31' },
    { dataset: 'workersInvocationsAdaptive', is_whole: false, days: '31' },
  ]);
  const found = JSON.parse(lines.out).lines as { sku: string; predicted_usd: string | null }[];
  const usdOf = (sku: string) => found.find((line) => line.sku === sku)?.predicted_usd;
  expect(usdOf('durable_objects.duration')).toBe('125.00');
  expect(usdOf('workers.requests') ?? null).toBeNull();
});

test('an unentitled field costs that field only, and is named', async () => {
  const unentitled = [`${INVOCATIONS}.dimensions_name`, `${INVOCATIONS}.sum_wallTime`];
  const { cli } = await onStage({ rows: smallRows(), unentitled });
  const { code, err } = await cli(argv);
  expect(code).toBe(0);
  expect(err).toContain('dimensions.name: not available to this account');
});

const settings = { [INVOCATIONS]: { notOlderThan: 14 * 86_400 } };
const keptNoLonger = () => ({ rows: demoRows(), rest: demoRest(), settings });

const kept = temporary(afterAll);
let first: Promise<{ ran: Ran; database: string }> | undefined;

/** Pulls, where days are kept no longer, once for all that look at what came of it. */
async function pulledFirst() {
  const { cli, db } = await onStage(keptNoLonger());
  const ran = await cli(['pull', '--period', PERIOD]);
  const database = join(kept, 'first.duckdb');
  copyFileSync(db, database);
  return { ran, database };
}

test('days that are kept no longer are refused, shown, and exit 5', {
  tags: 'journey',
}, async () => {
  first ??= pulledFirst();
  const { ran, database } = await first;
  const { cli, db } = await onStage(keptNoLonger(), { database });
  const { code, err } = ran;
  expect(code).toBe(5);
  // Now is 10 November, 06:00: of 27 October a part is kept.
  expect(err).toContain('24 day(s) not fetched (kept from 2026-10-28): cannot request data older');
  const { out, code: exit } = await cli(['reconcile', '--period', '2026-10', '--format', 'json']);
  expect(exit).toBe(5);
  const days = await query(
    db,
    `select status = 'complete' as is_whole, count(distinct usage_on) as days,
       min(usage_on)::varchar as from_on from usage.dataset_coverage
     where dataset = '${INVOCATIONS}' and period_id = '2026-10-04' group by all order by from_on`,
  );
  expect(days).toEqual([
    { is_whole: false, days: '24', from_on: '2026-10-04' },
    { is_whole: true, days: '7', from_on: '2026-10-28' },
  ]);
  const { datasets } = JSON.parse(out).coverage as {
    datasets: { dataset: string; days_missing: string[] }[];
  };
  const missing = datasets.find(({ dataset }) => dataset === INVOCATIONS)?.days_missing;
  expect(missing).toHaveLength(24);
});

test('days that are kept no longer are refused again on another day', {
  tags: 'journey',
}, async () => {
  first ??= pulledFirst();
  const { ran, database } = await first;
  const { cli, clock } = await onStage(keptNoLonger(), { database });
  expect(ran.code).toBe(5);
  await clock.sleep(86_400_000);
  expect(await cli(['pull', '--period', PERIOD])).toMatchObject({ code: 5 });
});
