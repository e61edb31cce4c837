import { expect, test } from 'vitest';
import type { PeriodWish } from '../../../src/period.ts';
import { boundsOf } from '../../../src/pull/bounds.ts';

/** The bounds that are pulled if no database knows them. */
async function bounds(
  anchor: string | undefined,
  period: PeriodWish | undefined,
  { anchorDay, now = '2026-11-10T06:00:00Z' }: { anchorDay?: number; now?: string } = {},
) {
  const wish = { account: 'acme', period, anchorDay, now: new Date(now) };
  const found = await boundsOf(wish, {}, async () => (anchor ? new Date(anchor) : undefined));
  return [found.startsAt, found.endsAt].map((at) => at.toISOString().slice(0, 19));
}

const ANCHOR = '2025-03-04T09:31:07Z';
const OCTOBER = { month: '2026-10' };
const DAYS = { startsOn: '2026-10-04', endsOn: '2026-11-04' };

test('a month runs from anchor to anchor, at its time of day', async () => {
  expect(await bounds(ANCHOR, OCTOBER)).toEqual(['2026-10-04T09:31:07', '2026-11-04T09:31:07']);
  const last = await bounds('2025-01-31T23:00:00Z', { month: '2026-02' });
  expect(last).toEqual(['2026-02-28T23:00:00', '2026-03-31T23:00:00']);
});

test('without an anchor a month runs from the day that is given, else from the first', async () => {
  const given = await bounds(undefined, OCTOBER, { anchorDay: 4 });
  expect(given).toEqual(['2026-10-04T00:00:00', '2026-11-04T00:00:00']);
  const first = await bounds(undefined, OCTOBER);
  expect(first).toEqual(['2026-10-01T00:00:00', '2026-11-01T00:00:00']);
});

test('a day that is given goes before the anchor, which then has no say on the time', async () => {
  const given = await bounds(ANCHOR, OCTOBER, { anchorDay: 7 });
  expect(given).toEqual(['2026-10-07T00:00:00', '2026-11-07T00:00:00']);
});

test('days that are given have the time of the anchor where they are its day', async () => {
  expect(await bounds(ANCHOR, DAYS)).toEqual(['2026-10-04T09:31:07', '2026-11-04T09:31:07']);
  const other = await bounds(ANCHOR, { startsOn: '2026-10-04', endsOn: '2026-10-20' });
  expect(other).toEqual(['2026-10-04T09:31:07', '2026-10-20T00:00:00']);
});

test.each([
  ['current', '2026-11-04T09:31:06Z', '2026-10-04T09:31:07', '2026-11-04T09:31:07'],
  ['current', '2026-11-04T09:31:07Z', '2026-11-04T09:31:07', '2026-12-04T09:31:07'],
  ['last', '2026-11-04T09:31:06Z', '2026-09-04T09:31:07', '2026-10-04T09:31:07'],
  ['last', '2026-11-04T09:31:07Z', '2026-10-04T09:31:07', '2026-11-04T09:31:07'],
  ['last', '2027-01-01T00:00:00Z', '2026-11-04T09:31:07', '2026-12-04T09:31:07'],
] as const)('%s at %s', async (relative, now, startsAt, endsAt) => {
  expect(await bounds(ANCHOR, { relative }, { now })).toEqual([startsAt, endsAt]);
});

test('by default the running period, to the minute', async () => {
  const before = await bounds(ANCHOR, undefined, { now: '2026-11-04T09:31:06Z' });
  expect(before).toEqual(['2026-10-04T09:31:07', '2026-11-04T09:31:07']);
  const after = await bounds(ANCHOR, undefined, { now: '2026-11-04T09:31:07Z' });
  expect(after).toEqual(['2026-11-04T09:31:07', '2026-12-04T09:31:07']);
  await expect(bounds(undefined, undefined)).rejects.toMatchObject({ code: 'E_PERIOD_UNKNOWN' });
});
