// @module-tag journey
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type RandomBills, randomBills } from '../support/compare.ts';
import { type Change, withMutant } from '../support/mutant.ts';

/** Price books: what the one does not show, the other does. */
const SEEDS = [14, 4];
const ACCOUNTS = 20;

/** Rules said wrongly that only odd amounts, ties or changing prices show. */
const MUTATIONS: readonly [says: string, changes: readonly Change[]][] = [
  [
    'cents are cut off, not rounded',
    [['macros.sql', '((abs(n) + (d // 2)::hugeint) // d)', '(abs(n) // d)']],
  ],
  ['half a cent is rounded down', [['macros.sql', '(d // 2)::hugeint', '((d - 1) // 2)::hugeint']]],
  ['blocks are cut off', [['macros.sql', 'ceil_div(n, d) * d', '(n // d) * d']]],
  ['one more block at the edge', [['macros.sql', 'case when n % d > 0 then 1 else 0 end', '1']]],
  [
    'each price starts its own count',
    [
      [
        'rating/price_segments.sql',
        ') over (partition by account, period_id, sku order by from_on) as starts_count',
        ') over (partition by account, period_id, sku order by from_on) or true as starts_count',
      ],
    ],
  ],
  [
    'a change of allowance goes on counting',
    [['rating/price_segments.sql', 'sum(starts_count::integer)', 'sum(0)']],
  ],
  [
    'an allowance a day is one a period',
    [
      [
        'rating/price_segments.sql',
        "allowance = 'day' then sum(days)",
        "allowance = '' then sum(days)",
      ],
    ],
  ],
  [
    'an allowance a day is for all days of the period',
    [['rating/price_segments.sql', 'then sum(days) over same_count else', 'then period_days else']],
  ],
  [
    'an allowance of the period is given again where it changes',
    [['rating/segment_charges.sql', '- q.earlier', '']],
  ],
  ['SKUs that share an allowance have it each', [['rating/segment_charges.sql', ' - q.ahead', '']]],
  [
    'a corrected price is believed no more than the old',
    [['rating/price_rows.sql', 'order by known_on desc', 'order by known_on']],
  ],
  [
    'usage without a price costs nothing',
    [['rating/charges.sql', 'when t.numerator = p.priced_numerator', 'when true']],
  ],
  [
    'cents left over go to the last names',
    [
      [
        'allocation/tenant_charges.sql',
        'order by rest desc, tenant',
        'order by rest desc, tenant desc',
      ],
    ],
  ],
  [
    'cents left over go to the smallest remainders',
    [['allocation/tenant_charges.sql', 'order by rest desc, tenant', 'order by rest, tenant']],
  ],
  [
    'cents left over go to nobody',
    [['macros.sql', 'case when place <= abs(cents) - bases then 1 else 0 end', '0']],
  ],
  [
    'the last day belongs to the old owner too',
    [['usage/mapped_meters.sql', 'm.usage_on < o.to_on\nwhere', 'm.usage_on <= o.to_on\nwhere']],
  ],
  [
    'the lowest, not the peak',
    [
      [
        'usage/resource_days.sql',
        'then max(r.total) filter (where d.is_total)',
        'then min(r.total) filter (where d.is_total)',
      ],
    ],
  ],
];

let books: RandomBills[];

beforeAll(async () => {
  books = await Promise.all(SEEDS.map((seed) => randomBills(seed, ACCOUNTS, { scenarios: 2 })));
});

afterAll(() => {
  for (const bills of books) bills.close();
});

/** How many bills of the first scenario that has such are not what the oracle says. */
async function wrong(): Promise<number> {
  for (const bills of books) {
    const count = await wrongOf(bills);
    if (count > 0) return count;
  }
  return 0;
}

/** The same with other rules. */
async function wrongWith(queries: string): Promise<number> {
  for (const bills of books) {
    const count = await bills.withRules(queries, () => wrongOf(bills));
    if (count > 0) return count;
  }
  return 0;
}

async function wrongOf(bills: RandomBills): Promise<number> {
  for (const scenario of bills.scenarios) {
    const pairs = await bills.pairsOf(scenario);
    const count = pairs.filter(({ found, expected }) => !isSame(found, expected)).length;
    if (count > 0) return count;
  }
  return 0;
}

function isSame(found: unknown, expected: unknown): boolean {
  try {
    expect(found).toEqual(expected);
    return true;
  } catch {
    return false;
  }
}

test('the rules as they are agree with the oracle', async () => {
  expect(await wrong()).toBe(0);
});

test.each(MUTATIONS)('seen: %s', async (_says, changes) => {
  expect(await withMutant(changes, wrongWith)).toBeGreaterThan(0);
});

test('the rules as they are agree with the oracle again after all of these', async () => {
  expect(await wrong()).toBe(0);
});
