// A resource that tenants share by weight: each day is divided to the last unit, whatever the weights.
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readCatalog } from '../../src/rules/catalog.ts';
import { declare } from '../../src/rules/declare.ts';
import { Database } from '../../src/store/database.ts';
import { insertRows } from '../../src/store/insert.ts';
import { split } from '../support/oracle.ts';

const WHOLE = 1_000_000_000n;
const TABLES = [
  'usage.meters (account varchar, period_id varchar, meter varchar, usage_on date, resource_key varchar, total hugeint)',
  'usage.ownership (resource_key varchar, from_on date, to_on date, tenant varchar, weight hugeint, weights hugeint)',
];

let db: Database;

beforeAll(async () => {
  const catalog = readCatalog();
  db = await Database.open(':memory:');
  await declare(db, catalog);
  for (const table of TABLES) await db.run(`create table ${table}`);
  const rule = catalog.rules.find(({ relation }) => relation === 'usage.mapped_meters');
  await db.run(`create view usage.mapped_meters as ${rule?.sql}`);
});

afterAll(() => db.close());

/** Parts of a billion that make a billion: the gaps between cuts. */
const weights = fc
  .uniqueArray(fc.bigInt({ min: 1n, max: WHOLE - 1n }), { maxLength: 9 })
  .map((cuts) => [0n, ...cuts.sort((a, b) => (a < b ? -1 : 1)), WHOLE])
  .map((edges) => edges.slice(1).map((edge, i) => edge - (edges[i] ?? 0n)));
const total = fc.oneof(fc.bigInt({ min: 0n, max: 20n }), fc.bigInt({ min: 0n, max: 10n ** 24n }));
const resources = fc.array(fc.record({ total, weights }), { minLength: 60, maxLength: 60 });

test('weights divide the usage of a day by largest remainder and lose nothing', async () => {
  await fc.assert(
    fc.asyncProperty(resources, async (given) => {
      for (const table of ['usage.meters', 'usage.ownership']) await db.run(`delete from ${table}`);
      const key = { account: 'a', period_id: 'p', meter: 'm', usage_on: '2026-10-04' };
      await insertRows(
        db,
        'usage.meters',
        given.map((one, i) => ({ ...key, resource_key: `r${i}`, total: String(one.total) })),
      );
      const span = { from_on: '2026-10-01', to_on: '2026-11-01', weights: String(WHOLE) };
      await insertRows(
        db,
        'usage.ownership',
        given.flatMap((one, i) =>
          one.weights.map((weight, t) => {
            return { ...span, resource_key: `r${i}`, tenant: `t${t}`, weight: String(weight) };
          }),
        ),
      );
      const rows = await db.rows<{ resource_key: string; tenant: string; total: string }>(
        'select resource_key, tenant, total::varchar as total from usage.mapped_meters',
      );
      for (const [i, one] of given.entries()) {
        const own = rows.filter((row) => row.resource_key === `r${i}`);
        const found = new Map(own.map((row) => [row.tenant, BigInt(row.total)]));
        const named = one.weights.map((weight, t) => [`t${t}`, weight] as [string, bigint]);
        expect([...found.values()].reduce((a, b) => a + b, 0n)).toBe(one.total);
        expect(found).toEqual(split(one.total, new Map(named)));
      }
    }),
    { seed: 20_261_007, numRuns: 10 },
  );
});
