// @module-tag journey
import { copyFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { build } from '../../src/rules/build.ts';
import { readCatalog } from '../../src/rules/catalog.ts';
import { declare } from '../../src/rules/declare.ts';
import { Database } from '../../src/store/database.ts';
import { centsOf } from '../support/compare.ts';
import { placeLoaded } from '../support/loaded.ts';
import { type Change, withMutant } from '../support/mutant.ts';
import { runs } from '../support/tier.ts';

const DEMO = fileURLToPath(new URL('../../fixtures/demo', import.meta.url));
const DO = 'durable_objects';

/** Cents by `SKU` and by `SKU tenant`, but for zeros. */
type Figures = Record<string, string>;

const PER_TENANT: readonly Change[] = [
  [
    'allocation/weights.sql',
    'sum(t.total * n.numerator) as weight',
    'greatest(sum(t.total * n.numerator) - any_value(a.included), 0) as weight',
  ],
  [
    'allocation/weights.sql',
    'group by t.account',
    `join rating.segment_charges as a
        on a.account = t.account and a.period_id = t.period_id
        and a.scenario = 'base' and a.sku = n.sku
    group by t.account`,
  ],
];

/** One rule said wrongly, and a figure that then is not what the generator of the demo computed. */
const MUTATIONS: readonly [says: string, moves: string, changes: readonly Change[]][] = [
  [
    'a message is a whole request',
    `${DO}.requests`,
    [
      [
        'ref/sku_meters.csv',
        `${DO}.hibernation_messages,1,,`,
        `${DO}.hibernation_messages,1,ws_ratio,`,
      ],
    ],
  ],
  ['messages one to one', `${DO}.requests`, [['params/scenarios.csv', 'base,20,', 'base,1,']]],
  [
    'a block begun is not billed (macros.sql)',
    `${DO}.duration`,
    [['macros.sql', 'ceil_div(n, d) * d', '(n // d) * d']],
  ],
  [
    'a block begun is not billed (segment_charges.sql)',
    'workers.requests',
    [['rating/segment_charges.sql', 'else s.rounding', "else 'floor'"]],
  ],
  ['125 MB', `${DO}.duration`, [['params/scenarios.csv', 'base,20,128,', 'base,20,125,']]],
  [
    'months of 31 days',
    `${DO}.sql_storage`,
    [
      [
        'params/scenarios.csv',
        'base,20,128,1000,1000000000,30,',
        'base,20,128,1000,1000000000,period,',
      ],
    ],
  ],
  [
    'the greatest namespace is the whole storage',
    `${DO}.sql_storage`,
    [
      [
        'usage/readings.sql',
        `resource_key,
        'durable_objects.sql_byte_days' as meter`,
        `null as resource_key,
        'durable_objects.sql_byte_days' as meter`,
      ],
    ],
  ],
  [
    'internal errors are billed',
    'workers.requests',
    [['ref/meter_conditions.csv', 'not_in,internalError', 'not_in,nothing']],
  ],
  [
    'an allowance for each of six tenants',
    `${DO}.duration`,
    [
      [
        'rating/segment_charges.sql',
        'else greatest(s.period_included * q.denominator',
        'else greatest(6 * s.period_included * q.denominator',
      ],
    ],
  ],
  [
    'tenants weigh what is over an allowance of their own',
    `${DO}.duration acme-support`,
    PER_TENANT,
  ],
  [
    'remainders are dropped',
    `${DO}.duration borealis-games`,
    [['macros.sql', 'case when place <= abs(cents) - bases then 1 else 0 end', '0']],
  ],
  [
    'a tenant map without dates',
    `${DO}.rows_written ember-media`,
    [['usage/ownership.sql', 'and c.valid_from <= s.from_on and c.valid_to >= s.to_on', '']],
  ],
];

const TRIED = MUTATIONS.filter((_, i) => i % runs(3, 1) === 0);

const temporary = mkdtempSync(join(tmpdir(), 'flaretally-mutations-'));
const loaded = join(temporary, 'demo.duckdb');

beforeAll(async () => {
  await placeLoaded('demo', loaded);
});

afterAll(() => rmSync(temporary, { recursive: true, force: true }));

/** The demo's figures under the bundled rules, or with some of them replaced. */
async function figures(queries?: string): Promise<Figures> {
  const copy = join(temporary, 'copy.duckdb');
  copyFileSync(loaded, copy);
  const catalog = readCatalog(queries);
  const db = await Database.open(copy);
  try {
    await declare(db, catalog);
    await build(db, catalog, ['rating.charges', 'allocation.tenant_charges']);
    const rows = await db.rows<{ key: string; usd: string }>(
      `with figures as (
         select period_id, sku as key, amount_usd as usd
         from rating.charges join params.selection using (scenario)
         union all
         select period_id, sku || ' ' || tenant, amount_usd from allocation.tenant_charges
       )
       select key, usd from figures where period_id = '2026-10-04' and usd <> 0`,
    );
    return Object.fromEntries(rows.map(({ key, usd }) => [key, String(centsOf(usd))]));
  } finally {
    db.close();
    rmSync(copy, { force: true });
  }
}

type Skus = Record<string, { predicted_cents: string }>;

/** What the generator computed without Flaretally; the plan is no usage. */
function expectedFigures(): Figures {
  const { skus, tenants } = JSON.parse(readFileSync(join(DEMO, 'expected.json'), 'utf8')) as {
    skus: Skus;
    tenants: Record<string, { skus: Skus }>;
  };
  const all: Figures = {};
  const add = (key: string, cents: string) => {
    if (cents !== '0') all[key] = cents;
  };
  for (const [sku, { predicted_cents }] of Object.entries(skus)) {
    if (sku !== 'workers.subscription') add(sku, predicted_cents);
  }
  for (const [tenant, { skus: own }] of Object.entries(tenants)) {
    for (const [sku, { predicted_cents }] of Object.entries(own)) {
      add(`${sku} ${tenant}`, predicted_cents);
    }
  }
  return all;
}

test('the rules as they are give the figures that the generator computed', async () => {
  expect(await figures()).toEqual(expectedFigures());
});

test.each(TRIED)('seen: %s', async (_says, moves, changes) => {
  const expected = expectedFigures();
  const mutated = await withMutant(changes, figures);
  expect(() => expect(mutated).toEqual(expected)).toThrow();
  expect(mutated[moves]).not.toBe(expected[moves]);
});
