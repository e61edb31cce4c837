// What the bill would be without a tenant: each SKU rated by the oracle twice, with the tenant's
// use and without it.
import { expect, test } from 'vitest';
import { AccountDatabase } from '../support/account-database.ts';
import { type Fact, randomAccount, randomPrices, randomScenario, SKUS } from '../support/bills.ts';
import { centsOf, FIRST_DAY } from '../support/compare.ts';
import { charge, denominator, numerator, type Price, type Scenario } from '../support/oracle.ts';
import { Random } from '../support/random.ts';
import { runs, seeded } from '../support/tier.ts';

const SEEDS = runs([1], [1, 2, 3, 4]).map(seeded);
const ACCOUNTS = runs(15, 40);

test.each(SEEDS)('accounts without each of their tenants, seed %i', async (seed) => {
  const random = new Random(5_000 + seed);
  const prices = new Map(
    Object.entries(SKUS).map(([sku, { kind }]) => [sku, randomPrices(random, kind, FIRST_DAY)]),
  );
  const scenario = randomScenario(random);
  const made = Array.from({ length: ACCOUNTS }, (_, i) =>
    randomAccount(random, `a${i}`, FIRST_DAY, prices, scenario),
  );
  const database = await AccountDatabase.open();
  try {
    for (const [sku, rows] of prices) await database.price(sku, rows);
    await database.scenarios({ one: scenario });
    for (const { account, span, usage, tenants } of made) {
      database.account(account, span);
      database.usage(account, usage);
      database.tenants(account, tenants);
    }
    await database.build('one', ['allocation.incremental']);
    const rows = await database.db.rows<{ key: string; usd: string | null }>(
      `select concat_ws(' ', account, sku, tenant) as key, amount_usd as usd
       from allocation.incremental`,
    );
    const found = new Map(rows.map(({ key, usd }) => [key, usd === null ? null : centsOf(usd)]));
    const expected = new Map<string, bigint | null>();
    for (const { account, span, facts } of made) {
      const days = span.to - span.from;
      for (const [sku, segments] of prices) {
        const own = facts.filter((fact) => fact.sku === sku);
        const rate = (some: readonly Fact[]) =>
          chargeOf(sku, some, { days, from: span.from }, segments, scenario);
        for (const tenant of usersOf(sku, own, scenario)) {
          const [all, rest] = [rate(own), rate(own.filter((fact) => fact.tenant !== tenant))];
          const isKnown = all !== null && rest !== null;
          expected.set(`${account} ${sku} ${tenant}`, isKnown ? all - rest : null);
        }
      }
    }
    expect(inOrder(found)).toEqual(inOrder(expected));
    expect([...expected.values()].filter((cents) => (cents ?? 0n) > 0n).length).toBeGreaterThan(
      ACCOUNTS,
    );
  } finally {
    database.db.close();
  }
});

function chargeOf(
  sku: string,
  facts: readonly Fact[],
  { days, from }: { days: number; from: number },
  prices: readonly Price[],
  scenario: Scenario,
): bigint | null {
  const kind = SKUS[sku]?.kind ?? 'count';
  const weigh = (fact: Fact) => numerator(kind, fact, scenario);
  const usage = Array.from({ length: days }, (_, i) =>
    facts.filter(({ day }) => day === from + i).reduce((sum, fact) => sum + weigh(fact), 0n),
  );
  return charge(usage, from, denominator(kind, scenario, days), prices, scenario);
}

function usersOf(sku: string, facts: readonly Fact[], scenario: Scenario): Set<string> {
  const kind = SKUS[sku]?.kind ?? 'count';
  const used = facts.filter((fact) => numerator(kind, fact, scenario) > 0n);
  return new Set(used.map(({ tenant }) => tenant));
}

function inOrder(cents: ReadonlyMap<string, bigint | null>) {
  return [...cents].sort(([a], [b]) => (a < b ? -1 : 1));
}
