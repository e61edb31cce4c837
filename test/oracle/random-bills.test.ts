import { afterAll, describe, expect, test } from 'vitest';
import { compareRandomBills } from '../support/compare.ts';
import { runs, seeded } from '../support/tier.ts';

const SEEDS = Array.from({ length: runs(1, 10) }, (_, i) => seeded(i + 1));
const ACCOUNTS = 50;

describe('random bills agree with the oracle to the cent, each tenant included', () => {
  const done = { bills: 0, lines: 0, shares: 0, unpriced: 0, edges: 0, changes: 0 };

  test.each(SEEDS)('price book %i: 50 accounts under 4 scenarios', async (seed) => {
    const { pairs, edges, changes } = await compareRandomBills(seed, ACCOUNTS);
    for (const { name, found, expected } of pairs) expect(found, name).toEqual(expected);
    const lines = pairs.flatMap(({ expected }) => Object.entries(expected));
    done.bills += pairs.length;
    done.lines += lines.filter(([key]) => !key.includes(' ')).length;
    done.shares += lines.filter(([key]) => key.includes(' ')).length;
    done.unpriced += lines.filter(([, cents]) => cents === null).length;
    done.edges += edges;
    done.changes += changes;
  });

  // That it is what it claims to be: 200 bills a book, many on edges, with changing prices.
  afterAll(() => {
    expect(done.bills).toBe(200 * SEEDS.length);
    expect(done.lines).toBe(2_200 * SEEDS.length);
    expect(done.shares).toBeGreaterThan(3_000 * SEEDS.length);
    expect(done.edges).toBeGreaterThan(500 * SEEDS.length);
    expect(done.changes).toBeGreaterThan(4 * SEEDS.length);
    expect(done.unpriced).toBeGreaterThan(10 * SEEDS.length);
  });
});

test.each(runs([11], [11, 12]))(
  'price book %i with each row cut into two equal ones',
  async (seed) => {
    const { pairs } = await compareRandomBills(seed, 20, { scenarios: 3, isCut: true });
    for (const { name, found, expected } of pairs) expect(found, name).toEqual(expected);
  },
);
