// Which answers must be counted again for days or answers that have changed: one too few leaves an
// old figure, and one too many costs time on each load.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Calendar } from '../../src/rules/incremental/calendar.ts';
import { keyOf, type Touched, UNTOUCHED } from '../../src/rules/incremental/touched.ts';
import { Database } from '../../src/store/database.ts';

let db: Database;
let calendar: Calendar;
beforeAll(async () => {
  db = await Database.open(':memory:');
  await db.run(
    `create schema staging;
     create table staging.captures as from (values
       ('one day', 'a', timestamp '2026-10-02', timestamp '2026-10-03', 5),
       ('three days', 'a', timestamp '2026-10-02', timestamp '2026-10-05', 5),
       ('the day before', 'a', timestamp '2026-10-01', timestamp '2026-10-02', 5),
       ('the day after', 'a', timestamp '2026-10-03', timestamp '2026-10-04', 5),
       ('of no known day', 'a', null, null, null),
       ('of another account', 'b', timestamp '2026-10-02', timestamp '2026-10-03', 5)
     ) as c(capture_id, account, window_starts_at, window_ends_at, row_count)`,
  );
  calendar = await Calendar.read(db, new Set(['staging.captures']));
});
afterAll(() => db.close());

const capturesOf = (touched: Partial<Touched>) =>
  [...(calendar.keys('capture', { ...UNTOUCHED, isChanged: true, ...touched }) ?? [])].sort();
const days = new Set([keyOf('a', '2026-10-02')]);

test('a changed day changes the answers of that day, and those of no known day', () => {
  expect(capturesOf({ days })).toEqual(['of no known day', 'one day', 'three days']);
});

test('changed answers are added to them, known or not', () => {
  const captures = new Set(['the day after', 'not listed']);
  expect(capturesOf({ days, captures })).toEqual([
    ...['not listed', 'of no known day', 'one day', 'the day after', 'three days'],
  ]);
});

test('where no day has changed, only the changed answers have', () => {
  expect(capturesOf({ captures: new Set(['one day']) })).toEqual(['one day']);
  expect(capturesOf({})).toEqual([]);
});

test('a changed period has answers that cannot be told', () => {
  const periods = new Set([keyOf('a', '2026-10-01')]);
  expect(calendar.keys('capture', { ...UNTOUCHED, isChanged: true, periods })).toBeUndefined();
});
