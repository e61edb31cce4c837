import fc from 'fast-check';
import { expect, test } from 'vitest';
import { AccountDatabase } from '../support/account-database.ts';
import { SKUS } from '../support/bills.ts';
import { centsOf, FIRST_DAY } from '../support/compare.ts';
import type { Price, Scenario } from '../support/oracle.ts';
import { runs, seeded } from '../support/tier.ts';

const DAYS = 31;
const ALWAYS = { from: Number.NEGATIVE_INFINITY, to: Number.POSITIVE_INFINITY };
const SKU_NAMES = Object.keys(SKUS);

const price: fc.Arbitrary<Price> = fc.record({
  from: fc.constant(ALWAYS.from),
  to: fc.constant(ALWAYS.to),
  picos: fc.bigInt({ min: 0n, max: 10n ** 13n }),
  per: fc.constantFrom(1n, 3n, 1_000n, 1_000_000n),
  included: fc.constantFrom(0n, 1n, 5n, 400_000n),
  rounding: fc.constantFrom('block', 'none', 'nearest'),
  allowance: fc.constantFrom('period', 'day', 'none', 'unlimited'),
});
const scenario: fc.Arbitrary<Scenario> = fc.record({
  wsRatio: fc.constantFrom(1n, 20n),
  memoryMb: fc.constantFrom(32n, 125n, 128n),
  mbPerGb: fc.constantFrom(1000n, 1024n),
  bytesPerGb: fc.constantFrom(10n ** 9n, 2n ** 30n),
  gbMonthDays: fc.constantFrom('30', 'period'),
  rounding: fc.constantFrom('block', 'pro_rata', 'floor'),
  allowance: fc.constantFrom('included', 'none'),
  neurons: fc.constantFrom('cycle_pool', 'daily'),
  idle: fc.constant('free'),
});
const total = fc
  .tuple(fc.bigInt({ min: 0n, max: 999n }), fc.integer({ min: 0, max: 16 }))
  .map(([digits, zeros]) => digits * 10n ** BigInt(zeros));
const ladder = fc.uniqueArray(total, { minLength: 40, maxLength: 40 });
const prices = fc.array(price, { minLength: SKU_NAMES.length, maxLength: SKU_NAMES.length });
const scenarios = fc.array(scenario, { minLength: 6, maxLength: 6 });

test('within one price row more usage never costs less', async () => {
  await fc.assert(
    fc.asyncProperty(prices, scenarios, ladder, async (rows, readings, totals) => {
      const steps = [...totals].sort((a, b) => (a < b ? -1 : 1)).flatMap((n) => [n, n + 1n]);
      const amounts = await rate(rows, readings, steps);
      for (const [key, cents] of amounts) {
        const falling = cents.find((own, i) => i > 0 && own < (cents[i - 1] as bigint));
        expect(falling, key).toBeUndefined();
      }
      expect(amounts.size).toBe(SKU_NAMES.length * readings.length);
    }),
    { seed: seeded(20_261_007), numRuns: runs(1, 4) },
  );
});

/** The cents of each SKU and scenario, in the order of `totals`: an account each. */
async function rate(
  rows: readonly Price[],
  readings: readonly Scenario[],
  totals: readonly bigint[],
): Promise<Map<string, bigint[]>> {
  const database = await AccountDatabase.open();
  try {
    for (const [i, sku] of SKU_NAMES.entries()) await database.price(sku, [rows[i] as Price]);
    await database.scenarios(Object.fromEntries(readings.map((one, i) => [`s${i}`, one])));
    for (const [i, size] of totals.entries()) {
      const account = String(i).padStart(4, '0');
      database.account(account, { from: FIRST_DAY, to: FIRST_DAY + DAYS });
      for (const [sku, { meters }] of Object.entries(SKUS)) {
        database.given(account, `${sku.split('.')[0]}.${meters[0]}`, size);
      }
    }
    await database.build('s0', ['rating.charges']);
    const found = await database.db.rows<{ key: string; usd: string }>(
      `select sku || ' ' || scenario as key, amount_usd as usd
       from rating.charges order by account, key`,
    );
    const amounts = new Map<string, bigint[]>();
    for (const { key, usd } of found) amounts.set(key, [...(amounts.get(key) ?? []), centsOf(usd)]);
    return amounts;
  } finally {
    database.db.close();
  }
}
