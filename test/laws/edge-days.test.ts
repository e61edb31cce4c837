// A day that two billing periods share is divided by hours, at any hour, and nothing is lost.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { build } from '../../src/rules/build.ts';
import { readCatalog } from '../../src/rules/catalog.ts';
import { Database } from '../../src/store/database.ts';
import { type InsertRow, insertRows } from '../../src/store/insert.ts';
import { newEmptyDatabase } from '../support/empty-database.ts';
import { runs, seeded } from '../support/tier.ts';

const EDGE = '2026-10-04';
const PERIODIC = 'durableObjectsPeriodicGroups';

/** An account: when its anchor falls, and what two objects wrote in some hours of that day. */
const account = fc.record({
  hour: fc.integer({ min: 0, max: 23 }),
  minute: fc.integer({ min: 0, max: 59 }),
  written: fc.array(
    fc.record({
      hour: fc.integer({ min: 0, max: 23 }),
      object: fc.constantFrom('a', 'b'),
      rows: fc.integer({ min: 1, max: 1_000_000 }),
    }),
    { minLength: 1, maxLength: 12 },
  ),
});
type Account = typeof account extends fc.Arbitrary<infer T> ? T : never;

const two = (n: number) => String(n).padStart(2, '0');

/** Answers of three days by hour, of the whole account and by object. */
function answersOf(name: string, own: Account): { captures: InsertRow[]; rows: InsertRow[] } {
  const groupings = { total: 'date,datetimeHour', split: 'date,datetimeHour,objectId' };
  const captures = Object.entries(groupings).map(([slicing, grouping_key]) => ({
    capture_id: `${name} ${slicing}`,
    account: name,
    dataset: PERIODIC,
    grouping_key,
    window_starts_at: '2026-10-03',
    window_ends_at: '2026-10-06',
    captured_at: '2026-10-09',
    row_count: own.written.length,
    is_window_inferred: false,
    is_time_inferred: false,
  }));
  const rows = captures.flatMap(({ capture_id }) =>
    own.written.map(({ hour, object, rows }, i) => ({
      capture_id,
      row_number: i,
      account: name,
      observed_at: `${EDGE}T${two(hour)}:00:00`,
      namespace_id: 'n',
      object_id: capture_id.endsWith('split') ? object : null,
      rows_written: rows,
    })),
  );
  return { captures, rows };
}

async function databaseOf(accounts: readonly Account[]): Promise<Database> {
  const catalog = readCatalog();
  const db = await Database.open(newEmptyDatabase());
  const names = accounts.map((own, i) => ({ name: `account ${i}`, own }));
  const all = names.map(({ name, own }) => answersOf(name, own));
  await insertRows(
    db,
    'params.accounts',
    names.map(({ name }) => ({ account: name, plan: 'workers_paid' })),
  );
  const anchors = names.map(({ name, own }) => ({
    load_id: name,
    account: name,
    subscription_id: 's',
    anchor_at: `2026-09-04T${two(own.hour)}:${two(own.minute)}:30Z`,
  }));
  await insertRows(db, 'raw.billing_anchors', anchors);
  await insertRows(
    db,
    'raw.captures',
    all.flatMap(({ captures }) => captures),
  );
  await insertRows(
    db,
    'raw.durable_objects_periodic',
    all.flatMap(({ rows }) => rows),
  );
  await build(db, catalog, ['usage.day_totals', 'usage.place_totals']);
  return db;
}

test('the two periods of an edge day add up to the day, each with its own hours', async () => {
  const groups = fc.array(account, { minLength: 40, maxLength: 40 });
  await fc.assert(
    fc.asyncProperty(groups, async (accounts) => {
      const db = await databaseOf(accounts);
      try {
        const read = async (relation: string) =>
          (
            await db.rows<{ account: string; period_id: string; total: string }>(
              `select account, period_id, sum(total)::varchar as total from ${relation}
               where meter = 'durable_objects.rows_written' group by all having sum(total) > 0
               order by all`,
            )
          ).map(({ account: name, period_id, total }) => `${name} ${period_id} ${total}`);
        const expected = accounts
          .flatMap((own, i) =>
            [false, true].flatMap((isAfter) => {
              const rows = own.written.filter(({ hour }) => hour >= own.hour === isAfter);
              const total = rows.reduce((sum, row) => sum + row.rows, 0);
              const period = isAfter ? EDGE : '2026-09-04';
              return total > 0 ? [`account ${i} ${period} ${total}`] : [];
            }),
          )
          .sort();
        expect((await read('usage.day_totals')).sort()).toEqual(expected);
        expect((await read('usage.place_totals')).sort()).toEqual(expected);
      } finally {
        db.close();
      }
    }),
    { numRuns: runs(1, 3), seed: seeded(20_261_004) },
  );
});
