// @module-tag journey
// Thirteen months, night by night, run by `run` itself against a stub of Cloudflare: invoices come
// on the first five days, usage comes late, a night is lost, another runs twice, a month is opened
// again.
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { digestsOf } from '../support/digests.ts';
import { runs, tell } from '../support/tier.ts';
import { dayOf, msOf, next, Year } from './year.ts';

vi.mock('../../src/sources/cloudflare/clock.ts', () => import('../pull/e2e/support/clock.ts'));

/** In a sample two of the nights of a month, with all that happens in a year. */
const [FIRST, LAST] = runs(['2025-11-03', '2025-11-12'], ['2025-10-02', '2026-11-06']);
const NIGHTS = runs([FIRST, LAST], everyNight());
const LOST = runs('', '2025-11-18');
const TWICE = runs(FIRST, '2026-01-09');
const MONTHS = runs(1, 13);
/** Of these months usage comes after they are closed; the one is opened again. */
const LATE = runs([0], [2, 5, 8, 11]);
const REOPENED = runs(0, 5);

function everyNight(): string[] {
  const nights = (msOf('2026-11-06') - msOf('2025-10-02')) / 86_400_000;
  return Array.from({ length: nights + 1 }, (_, i) => dayOf(msOf('2025-10-02') + i * 86_400_000));
}

const SUMS = `
  select c.period_id, c.version, t.variance_usd,
    any_value(c.predicted_usd) + coalesce(sum(k.change_usd) filter (where side = 'predicted'), 0)
      as told_usd,
    any_value(t.predicted_usd) as current_usd
  from ops.closes as c anti join ops.reopens using (account, period_id, version)
  left join ops.corrections as k using (account, period_id, version)
  join report.totals as t using (account, period_id)
  group by all order by 1`;

test('each month closes, verifies, and adds up', { timeout: 14_400_000 }, async () => {
  const year = await Year.begin(FIRST);
  const { account, stage } = year;
  const months = Array.from({ length: MONTHS }).reduce<string[]>(
    (all) => [...all, next(all.at(-1) ?? '2025-09')],
    [],
  );
  const dueOn = (i: number) => `${next(`${months[i]}`)}-0${1 + ((3 * i + 2) % 5)}`;
  const [invoiced, late] = [new Set<string>(), new Set<string>()];
  const closedOn = new Map<string, string>();
  for (const night of NIGHTS.filter((one) => one !== LOST)) {
    await year.wake(night);
    for (const [i, month] of months.entries()) {
      if (night >= dueOn(i) && !invoiced.has(month)) {
        year.invoice(month);
        invoiced.add(month);
      }
      if (night >= `${next(month)}-12` && LATE.includes(i) && !late.has(month)) {
        late.add(month);
        expect(await year.late(month)).toMatchObject({ code: 0 });
      }
    }
    for (const _ of night === TWICE ? [1, 2] : [1]) {
      const { code, err } = await year.run();
      // Done, or a difference that a later night explains, or days that are not there yet.
      if (![0, 3, 5].includes(code)) throw new Error(`${night} ends with ${code}: ${err}`);
    }
    for (const month of invoiced) {
      if (closedOn.has(month)) continue;
      const { code, err } = await account.run(night, 'close', month);
      if (code === 0) {
        closedOn.set(month, night);
        tell(`${month} is closed on ${night}`);
      } else expect(err).toContain('E_CLOSE_REFUSED');
    }
    const reopened = `${months[REOPENED]}`;
    if (night === `${next(reopened)}-12`) {
      const reason = ['--reason', 'usage came late'];
      expect(await account.run(night, 'reopen', reopened, ...reason)).toMatchObject({ code: 0 });
      expect(await account.run(night, 'close', reopened)).toMatchObject({ code: 0 });
    }
  }
  for (const month of months)
    expect(closedOn.get(month)?.localeCompare(`${next(month)}-08`)).toBe(-1);

  const sums = await account.rows(LAST, 'sql', SUMS);
  expect(sums).toHaveLength(MONTHS);
  for (const { told_usd, current_usd, variance_usd } of sums)
    expect([told_usd, variance_usd]).toEqual([current_usd, '0.00']);
  expect(sums[REOPENED]).toMatchObject({ version: 2 });
  expect(await account.rows(LAST, 'breaks')).toEqual([]);
  const corrections = await account.rows(LAST, 'corrections');
  const added = corrections.filter(
    ({ side, version, change_usd }) =>
      side === 'predicted' && `${version}` === '1' && change_usd !== '0.00',
  );
  expect(added.map(({ period }) => period)).toEqual(
    LATE.flatMap((i) => (i === REOPENED ? [i, i] : [i])).map((i) => `${months[i]}-01`),
  );
  for (const month of months) {
    tell(`verifying ${month}`);
    const parts = await account.rows(LAST, 'close', 'verify', month);
    expect(parts.map(({ agrees }) => agrees)).toEqual(['yes', 'yes', 'yes', 'yes']);
  }
  const again = join(stage.folder, 'again.duckdb');
  expect(await stage.cli(['load', year.saved, year.inbox, '--db', again])).toMatchObject({
    code: 0,
  });
  expect(await digestsOf(again)).toEqual(await digestsOf(stage.db));
  const count = await account.rows(LAST, 'sql', 'select count(*) as n from ops.runs');
  const lost = NIGHTS.includes(LOST) ? 1 : 0;
  expect(Number(count[0]?.n)).toBe(NIGHTS.length + 1 - lost);
});
