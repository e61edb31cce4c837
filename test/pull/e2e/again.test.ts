// Days that were had are asked for anew where a person wants it, and the newer answer counts.
import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test, vi } from 'vitest';
import { temporary } from '../../support/temp.ts';
import { SMALL, smallRows } from './support/account.ts';
import { query } from './support/database.ts';
import { onStage, type Stage } from './support/stage.ts';

vi.mock('../../../src/sources/cloudflare/clock.ts', () => import('./support/clock.ts'));

const PERIOD = ['pull', '--period', `${SMALL.startsOn}..${SMALL.endsOn}`];
const WORKERS = 'workersInvocationsAdaptive';

const kept = temporary(afterAll);
let first: Promise<string> | undefined;

/** A stage on which the days were had; they are pulled once. */
async function onceHad(): Promise<Stage> {
  first ??= pulled();
  return onStage({ rows: smallRows() }, { database: await first });
}

async function pulled(): Promise<string> {
  const { cli, db } = await onStage({ rows: smallRows() });
  expect((await cli(PERIOD)).code).toBe(0);
  const database = join(kept, 'pulled.duckdb');
  copyFileSync(db, database);
  return database;
}

test('a day that was had is asked for again, the other is not', { tags: 'journey' }, async () => {
  const stage = await onceHad();
  const requests = () =>
    query(
      stage.db,
      `select sum(total)::varchar as total from usage.day_readings where meter = 'workers.requests'`,
    );
  expect(await requests()).toEqual([{ total: '10000' }]);
  const twice = stage.cloudflare.rows.map((row) =>
    row.dataset === WORKERS ? { ...row, sum: { ...row.sum, requests: 6_000 } } : row,
  );
  stage.cloudflare.rows.splice(0, twice.length, ...twice);
  await stage.clock.sleep(60_000);
  const { code, err } = await stage.cli([...PERIOD, '--again', '2026-10-05']);
  expect(code).toBe(0);
  expect(err).toContain(`${WORKERS} total: 1 day(s) fetched, 1 saved before`);
  expect(err).toContain(`${WORKERS} split: 1 day(s) fetched, 1 saved before`);
  expect(await requests()).toEqual([{ total: '11000' }]);
});

test('a range is half-open, and --dry-run shows what it asks', { tags: 'journey' }, async () => {
  const stage = await onceHad();
  const { out } = await stage.cli([...PERIOD, '--again', '2026-10-04..2026-10-05', '--dry-run']);
  const asked = out.split('\n').filter((line) => line.startsWith(`${WORKERS} `));
  expect(asked).toEqual([`${WORKERS} total: 2026-10-04`, `${WORKERS} split: 2026-10-04`]);
});

test.each([
  ['2026-10-06', 'E_AGAIN', '2026-10-06, which is not in the period 2026-10-04 to 2026-10-05'],
  ['2026-10-02..2026-10-05', 'E_AGAIN', '2026-10-02, which is not in the period'],
  ['yesterday', 'E_DAY', '"yesterday" is neither a day nor a range of days'],
  ['2026-10-05..2026-10-05', 'E_DAY', 'is neither a day nor a range of days'],
])('%s ends with exit 2 and asks nothing', async (days, name, says) => {
  const stage = await onStage({ rows: smallRows() });
  const { code, out, err } = await stage.cli([...PERIOD, '--again', days]);
  expect({ code, out }).toEqual({ code: 2, out: '' });
  expect(err).toContain(`error ${name}: `);
  expect(err).toContain(says);
  expect(stage.cloudflare.requests.filter(({ path }) => path === '/graphql')).toEqual([]);
});

test('a day that has not begun cannot be asked for', async () => {
  const stage = await onStage({ rows: smallRows() });
  const period = ['--period', '2026-11-04..2026-12-04'];
  const { code, err } = await stage.cli(['pull', ...period, '--again', '2026-11-11']);
  expect(code).toBe(2);
  expect(err).toContain('--again cannot fetch 2026-11-11, which has not started');
});
