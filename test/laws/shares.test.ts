import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readCatalog } from '../../src/rules/catalog.ts';
import { declare } from '../../src/rules/declare.ts';
import { Database } from '../../src/store/database.ts';
import { insertRows } from '../../src/store/insert.ts';
import { centsOf } from '../support/compare.ts';
import { split } from '../support/oracle.ts';
import { runs, seeded } from '../support/tier.ts';

/** What is shared out, and the weight of each tenant. */
interface Line {
  cents: bigint;
  weights: [tenant: string, weight: bigint][];
}
type Shares = Map<string, bigint>;

/** The rules themselves, over tables that hold what the test says. */
const { rules } = readCatalog();
const ruleOf = (relation: string) => rules.find((rule) => rule.relation === relation)?.sql ?? '';

const TABLES = [
  'rating.charges (account varchar, period_id varchar, scenario varchar, sku varchar, amount_usd decimal(38, 2))',
  'rating.flat_charges (account varchar, charged_on date, scenario varchar, sku varchar, amount_usd decimal(38, 2))',
  'params.periods (account varchar, period_id varchar, starts_on date, ends_on date)',
  'allocation.weights (account varchar, period_id varchar, sku varchar, tenant varchar, weight hugeint)',
  'reconcile.lines (account varchar, period_id varchar, line_key varchar, sku varchar, predicted_usd decimal(38, 2), invoiced_usd decimal(38, 2))',
  'reconcile.statements (account varchar, period_id varchar, invoices bigint)',
  // Without allocation policies: test/oracle/policies.test.ts has those.
  'params.policies (account varchar, period_id varchar)',
  'reconcile.chosen_parts (account varchar, period_id varchar, line_key varchar, sku varchar, tenant varchar, component varchar, predicted_usd decimal(38, 2), invoiced_usd decimal(38, 2))',
];

const cents = fc.oneof(
  fc.bigInt({ min: -1_000n, max: 1_000n }),
  fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n }),
);
const weight = fc.oneof(
  fc.bigInt({ min: 1n, max: 5n }),
  fc.bigInt({ min: 1n, max: 10n ** 9n }),
  fc.bigInt({ min: 1n, max: 10n ** 20n }),
);
const line: fc.Arbitrary<Line> = fc.record({
  cents,
  weights: fc.uniqueArray(fc.tuple(fc.string({ minLength: 1, unit: 'grapheme-ascii' }), weight), {
    maxLength: 12,
    selector: ([tenant]) => tenant,
  }),
});
const lines = fc.array(line, { minLength: 60, maxLength: 60 });

let db: Database;

beforeAll(async () => {
  db = await Database.open(':memory:');
  await declare(db, readCatalog());
  for (const table of TABLES) await db.run(`create table ${table}`);
  await db.run("insert into params.selection values ('base', 0, 0)");
  for (const relation of [
    'allocation.charges',
    'allocation.weight_totals',
    'allocation.tenant_charges',
  ]) {
    await db.run(`create view ${relation} as ${ruleOf(relation)}`);
  }
  await db.run(`create view reconcile.tenant_lines as ${ruleOf('reconcile.tenant_lines')}`);
});

afterAll(() => db.close());

/** Shares of each line as predicted and as invoiced amounts are split. */
async function share(given: readonly Line[]): Promise<{ predicted: Shares; invoiced: Shares }[]> {
  for (const table of [
    'rating.charges',
    'allocation.weights',
    'reconcile.lines',
    'reconcile.statements',
  ]) {
    await db.run(`delete from ${table}`);
  }
  const keyed = given.map((one, i) => ({ account: `a${i}`, period_id: 'p', sku: 's', ...one }));
  const moneyed = keyed.map(({ weights, cents: whole, ...key }) => {
    return { ...key, line_key: 's', scenario: 'base', usd: dollars(whole) };
  });
  await insertRows(
    db,
    'rating.charges',
    moneyed.map((one) => ({ ...one, amount_usd: one.usd })),
  );
  await insertRows(
    db,
    'reconcile.lines',
    moneyed.map((one) => ({ ...one, predicted_usd: one.usd, invoiced_usd: one.usd })),
  );
  await insertRows(
    db,
    'reconcile.statements',
    keyed.map(({ account, period_id }) => ({ account, period_id, invoices: 1 })),
  );
  await insertRows(
    db,
    'allocation.weights',
    keyed.flatMap(({ weights, account, period_id, sku }) =>
      weights.map(([tenant, size]) => {
        return { account, period_id, sku, tenant, weight: String(size) };
      }),
    ),
  );
  const rows = await db.rows<{
    account: string;
    tenant: string;
    predicted: string;
    invoiced: string;
  }>(
    'select account, tenant, predicted_usd as predicted, invoiced_usd as invoiced from reconcile.tenant_lines',
  );
  return keyed.map(({ account }) => {
    const own = rows.filter((row) => row.account === account);
    return {
      predicted: new Map(own.map((row) => [row.tenant, centsOf(row.predicted)])),
      invoiced: new Map(own.map((row) => [row.tenant, centsOf(row.invoiced)])),
    };
  });
}

function dollars(whole: bigint): string {
  const digits = String(whole < 0n ? -whole : whole).padStart(3, '0');
  return `${whole < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

function sum(shares: Shares): bigint {
  return [...shares.values()].reduce((a, b) => a + b, 0n);
}

describe('shares', () => {
  test('add up exactly, charge or credit, and are those of largest remainder', async () => {
    await fc.assert(
      fc.asyncProperty(lines, async (given) => {
        const found = await share(given);
        for (const [i, { predicted, invoiced }] of found.entries()) {
          const { cents: whole, weights } = given[i] as Line;
          const none = new Map([['unattributed', whole]]);
          const expected = weights.length > 0 ? split(whole, new Map(weights)) : none;
          expect(sum(predicted)).toBe(whole);
          expect(predicted).toEqual(expected);
          expect(invoiced).toEqual(expected);
        }
      }),
      { seed: seeded(20_261_004), numRuns: runs(6, 15) },
    );
  });

  test('of a credit undo those of the charge', async () => {
    await fc.assert(
      fc.asyncProperty(lines, async (given) => {
        const charges = await share(given);
        const credits = await share(given.map((one) => ({ ...one, cents: -one.cents })));
        for (const [i, { predicted }] of charges.entries()) {
          const undone = [...(credits[i]?.predicted ?? [])].map(([name, size]) => [name, -size]);
          expect(new Map(undone as [string, bigint][])).toEqual(predicted);
        }
      }),
      { seed: seeded(20_261_005), numRuns: runs(4, 8) },
    );
  });

  test('of others move by at most a cent when one tenant becomes two', async () => {
    const cut = fc.record({ line, at: fc.bigInt({ min: 0n, max: 1_000_000n }) });
    await fc.assert(
      fc.asyncProperty(fc.array(cut, { minLength: 60, maxLength: 60 }), async (given) => {
        const usable = given.filter((one) => one.line.weights.some(([, size]) => size > 1n));
        const before = await share(usable.map((one) => one.line));
        const halved = usable.map((one) => cutInTwo(one.line, one.at));
        const after = await share(halved.map(({ line: cutLine }) => cutLine));
        for (const [i, { predicted }] of before.entries()) {
          const { victim } = halved[i] as { victim: string };
          for (const [tenant, size] of predicted) {
            if (tenant === victim) continue;
            const moved = size - (after[i]?.predicted.get(tenant) ?? 0n);
            expect(moved >= -1n && moved <= 1n, `${tenant} by ${moved}`).toBe(true);
          }
        }
      }),
      { seed: seeded(20_261_006), numRuns: runs(4, 8) },
    );
  });
});

/** The line with its first tenant of weight above 1 replaced by two that weigh as much together. */
function cutInTwo({ cents: whole, weights }: Line, at: bigint): { line: Line; victim: string } {
  const [victim, size] = weights.find(([, own]) => own > 1n) ?? ['', 0n];
  const part = 1n + (at % (size - 1n || 1n));
  const others = weights.filter(([tenant]) => tenant !== victim);
  const halves: Line['weights'] = [
    [`${victim} first half`, part],
    [`${victim} second half`, size - part],
  ];
  return { line: { cents: whole, weights: [...others, ...halves] }, victim };
}
