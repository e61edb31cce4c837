// What is known to be wrong: each turns red, and moves to its own file, once it is mended.
import { expect, test } from 'vitest';
import type { ProgressEvent } from '../../../src/sources/cloudflare/report.ts';
import { fault } from '../../support/cloudflare/index.ts';
import { runs } from '../../support/tier.ts';
import { SMALL, smallRows } from './support/account.ts';
import { query, tablesOf } from './support/database.ts';
import { onStage } from './support/stage.ts';

const small = ['pull', '--period', `${SMALL.startsOn}..${SMALL.endsOn}`];

// E_CAPTURE_OVERLAPS, for good: what was refused in one stretch of days is answered by day.
test('a dataset that was refused once is loaded once it is answered', {
  tags: 'journey',
}, async () => {
  const faults = (n: number) =>
    n === 3 ? fault.errorsIn200('internal: cannot serve this', 'other') : undefined;
  const { cli } = await onStage({ rows: smallRows(), faults });
  expect((await cli(small)).code).toBe(5);
  expect(await cli(small)).toMatchObject({ code: 0 });
});

// The same: today's refusal is a day longer than yesterday's.
test('a dataset that is not entitled is refused again on the next day', {
  tags: 'journey',
}, async () => {
  const unentitled = ['workersInvocationsAdaptive'];
  const stage = await onStage(
    { rows: smallRows(), unentitled },
    { now: new Date('2026-10-06T06:00:00Z') },
  );
  const argv = ['pull', '--period', '2026-10-04..2026-10-11'];
  expect((await stage.cli(argv)).code).toBe(5);
  await stage.clock.sleep(86_400_000);
  expect(await stage.cli(argv)).toMatchObject({ code: 5 });
});

// The anchor day is not kept: the database assumes the calendar month, which the second pull then asks.
test('the same command with --anchor-day asks for the same period again', async () => {
  const stage = await onStage({ rows: smallRows() }, { now: new Date('2026-10-06T06:00:00Z') });
  const argv = ['pull', '--period', '2026-10', '--anchor-day', '4'];
  expect((await stage.cli(argv)).code).toBe(0);
  const periods = await query(stage.db, 'select period_id from params.periods');
  expect(periods).toContainEqual({ period_id: '2026-10-04' });
  expect((await stage.cli([...argv, '--dry-run'])).out).not.toContain('2026-10-01');
});

// `load` does not look at a signal that has gone off before it began.
test('called off after the last answer it does not load', async () => {
  const { pull } = await onStage({ rows: smallRows() });
  const stop = new AbortController();
  const onProgress = ({ dataset, slicesDone, slicesTotal }: ProgressEvent) => {
    if (dataset === 'rest' && slicesDone === slicesTotal) stop.abort();
  };
  const wish = { period: SMALL, signal: stop.signal, onProgress, fetch: { concurrency: 1 } };
  const error = await pull(wish).catch((reason: unknown) => reason);
  expect(error).toMatchObject({ exit: 130 });
});

// usage.pulled_days leaves out answers without a row: quiet days are asked for ever again.
test('a settled day of which nothing was used is not asked for again', {
  tags: 'journey',
}, async () => {
  const stage = await onStage({ rows: smallRows() });
  const argv = ['pull', '--period', '2026-10-03..2026-10-09'];
  expect((await stage.cli(argv)).code).toBe(0);
  expect((await stage.cli([...argv, '--dry-run'])).out).not.toMatch(/ (total|split): /);
});

// capture_id is made of the bytes of the envelope, in which the capture time stands.
test('a pull that had to wait has the digest that `check --digest` prints', {
  tags: 'journey',
}, async () => {
  const printed: string[] = [];
  for (const at of [0, 1]) {
    const faults = (n: number) => (n === at ? fault.rateLimited(20) : undefined);
    const stage = await onStage({ rows: smallRows(), faults });
    await stage.pull({ period: SMALL, fetch: { lists: [] } });
    // What views show follows from the tables, and takes ten times as long to read.
    const names = runs(await tablesOf(stage.db), []);
    printed.push((await stage.cli(['check', '--digest', ...names, '--format', 'csv'])).out);
  }
  expect(printed[1]).toBe(printed[0]);
});

// A refused envelope states a limit of no rows, which its no rows reach: that reads as truncated.
test('days that were refused are refused in the coverage', { tags: 'journey' }, async () => {
  const unentitled = ['workersInvocationsAdaptive'];
  const { cli, db } = await onStage({ rows: smallRows(), unentitled });
  expect((await cli(small)).code).toBe(5);
  const found = await query(
    db,
    `select distinct status from usage.dataset_coverage where dataset = 'workersInvocationsAdaptive'
     and usage_on between '2026-10-04' and '2026-10-05'`,
  );
  expect(found).toEqual([{ status: 'refused' }]);
});
