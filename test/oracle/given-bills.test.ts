import { expect, test } from 'vitest';
import { AccountDatabase } from '../support/account-database.ts';
import { randomPrices, randomScenario, SKUS } from '../support/bills.ts';
import { centsOf, FIRST_DAY } from '../support/compare.ts';
import { type Counts, charge, denominator, numerator, type Price } from '../support/oracle.ts';
import { Random } from '../support/random.ts';
import { runs } from '../support/tier.ts';

const BOOKS = runs([2], [1, 2, 3]);
const ACCOUNTS = 60;
const ALWAYS = { from: Number.NEGATIVE_INFINITY, to: Number.POSITIVE_INFINITY };

/** Totals of meters as an estimate states them, hibernatable idle time included. */
test.each(BOOKS)('price book %i: 60 stated bills under 4 scenarios', async (seed) => {
  const random = new Random(1_000 + seed);
  const prices = new Map<string, Price>();
  for (const [sku, { kind }] of Object.entries(SKUS)) {
    const [price] = randomPrices(random, kind, FIRST_DAY);
    prices.set(sku, { ...(price as Price), ...ALWAYS });
  }
  const names = ['one', 'two', 'three', 'four'];
  const scenarios = Object.fromEntries(
    names.map((name) => [name, { ...randomScenario(random), neurons: 'cycle_pool' }]),
  );
  const accounts = Array.from({ length: ACCOUNTS }, (_, i) => {
    const days = random.int(28, 31);
    const counts = [...prices.keys()].map((sku) => [sku, randomCounts(random)] as const);
    return { account: `a${i}`, days, counts };
  });
  const database = await AccountDatabase.open();
  try {
    for (const [sku, price] of prices) await database.price(sku, [price]);
    await database.scenarios(scenarios);
    for (const { account, days, counts } of accounts) {
      database.account(account, { from: FIRST_DAY, to: FIRST_DAY + days });
      for (const [sku, { units, messages, idleUs }] of counts) {
        const meter = `${sku.split('.')[0]}.${SKUS[sku]?.meters[0]}`;
        database.given(account, meter, units);
        if (sku.endsWith('requests') && sku.startsWith('durable')) {
          database.given(account, 'durable_objects.hibernation_messages', messages);
        }
        if (sku.endsWith('duration')) {
          database.given(account, 'durable_objects.idle_hibernatable_us', idleUs);
        }
      }
    }
    await database.build('one', ['rating.charges']);
    const found = await database.db.rows<{
      account: string;
      scenario: string;
      sku: string;
      usd: string;
    }>('select account, scenario, sku, amount_usd as usd from rating.charges');
    const cents = Object.fromEntries(
      found.map(({ account, scenario, sku, usd }) => [
        `${account} ${scenario} ${sku}`,
        centsOf(usd),
      ]),
    );
    const expected: Record<string, bigint | null> = {};
    for (const { account, days, counts } of accounts) {
      for (const [name, scenario] of Object.entries(scenarios)) {
        for (const [sku, count] of counts) {
          const kind = SKUS[sku]?.kind ?? 'count';
          const usage = Array.from({ length: days }, () => 0n);
          usage[0] = numerator(kind, count, scenario);
          const d = denominator(kind, scenario, days);
          const price = prices.get(sku) as Price;
          expected[`${account} ${name} ${sku}`] = charge(usage, FIRST_DAY, d, [price], scenario);
        }
      }
    }
    expect(Object.keys(expected)).toHaveLength(ACCOUNTS * 4 * prices.size);
    expect(cents).toEqual(expected);
  } finally {
    database.db.close();
  }
});

function randomCounts(random: Random): Counts {
  const any = () => random.below(10n ** BigInt(random.int(0, 15)));
  return { units: any(), messages: any(), idleUs: any() };
}
