import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { insertRows } from '../../src/store/insert.ts';
import { partsOf } from '../support/policy-oracle.ts';
import { Random } from '../support/random.ts';
import { randomStatement } from '../support/random-statements.ts';
import { RuleDatabase } from '../support/rule-database.ts';
import { type Parts, PLANS, type Plan, type Statement } from '../support/statement-model.ts';
import { rowsOf } from '../support/statement-rows.ts';
import { runs, seeded } from '../support/tier.ts';

const SEEDS = Array.from({ length: runs(1, 10) }, (_, i) => seeded(i + 1));
const STATEMENTS = 200;
let database: RuleDatabase;

beforeAll(async () => {
  database = await RuleDatabase.open();
});
afterAll(() => database.db.close());

interface Row {
  account: string;
  plan: Plan;
  basis: string;
  line_key: string;
  tenant: string;
  component: string;
  cents: string;
}

/** Parts by `account plan`. */
type Found = Map<string, Parts>;

describe('policies agree with the oracle to the cent', () => {
  const done = { parts: 0, credits: 0, residues: 0, allowances: 0, passedOn: 0 };

  test.each(SEEDS)('200 statements under each policy, seed %i', async (seed) => {
    const random = new Random(7_000 + seed);
    const made = Array.from({ length: STATEMENTS }, (_, i) => randomStatement(random, `a${i}`));
    const { found, lines } = await computed(made);
    for (const statement of made) {
      for (const plan of PLANS) {
        const name = `seed ${seed} ${statement.account} ${plan}`;
        const parts = found.get(`${statement.account} ${plan}`) ?? new Map();
        expect(inOrder(parts), name).toEqual(inOrder(partsOf(statement, plan)));
        requireSums(statement, parts, plan, name);
      }
      // What people are told is the chosen plan.
      const chosen = partsOf(statement, 'chosen');
      expect(inOrder(lines.get(statement.account) ?? new Map())).toEqual(inOrder(chosen));
      for (const [key, cents] of chosen) count(key, cents);
    }
  });

  function count(key: string, cents: bigint): void {
    done.parts += 1;
    if (cents < 0n) done.credits += 1;
    if (key.endsWith('block_residue')) done.residues += 1;
    if (key.endsWith('allowance')) done.allowances += 1;
    if (key.endsWith('unattributed') && !key.includes('| unattributed |')) done.passedOn += 1;
  }

  // That it is what it claims to be.
  afterAll(() => {
    expect(done.parts).toBeGreaterThan(1_500 * SEEDS.length);
    expect(done.credits).toBeGreaterThan(300 * SEEDS.length);
    expect(done.residues).toBeGreaterThan(100 * SEEDS.length);
    expect(done.allowances).toBeGreaterThan(50 * SEEDS.length);
    expect(done.passedOn).toBeGreaterThan(100 * SEEDS.length);
  });
});

/** All statements in one database: parts under each plan, and the published ones of the chosen. */
async function computed(made: readonly Statement[]): Promise<{ found: Found; lines: Found }> {
  return database.meanwhile(async () => {
    const { db } = database;
    const rows = made.map(rowsOf);
    const given = new Set(Object.keys(rows[0] ?? {}));
    for (const relation of given) {
      await database.empty(relation);
      await insertRows(
        db,
        relation,
        rows.flatMap((one) => one[relation] ?? []),
      );
    }
    await database.compute('reconcile.tenant_lines', given);
    const parts = await db.rows<Row>(
      `select account, plan, basis, line_key, tenant, component, cents
       from reconcile.policy_parts where not is_passed_on and cents <> 0`,
    );
    const lines = await db.rows<Row>(
      `select account, 'chosen' as plan, basis, line_key, tenant, component, usd_to_cents(usd) as cents
       from (unpivot reconcile.tenant_lines on predicted_usd as predicted, invoiced_usd as invoiced
             into name basis value usd)
       where usd <> 0`,
    );
    return {
      found: byName(parts, ({ account, plan }) => `${account} ${plan}`),
      lines: byName(lines, ({ account }) => account),
    };
  });
}

function byName(rows: readonly Row[], nameOf: (row: Row) => string): Found {
  const found: Found = new Map();
  for (const row of rows) {
    const parts = found.get(nameOf(row)) ?? new Map();
    found.set(nameOf(row), parts);
    const { basis, line_key, tenant, component, cents } = row;
    parts.set([basis, line_key, tenant, component].join(' | '), BigInt(cents));
  }
  return found;
}

/** The parts make the invoice and the prediction, whatever the policy. */
function requireSums(statement: Statement, parts: Parts, plan: Plan, name: string): void {
  const dealt = statement.others.filter(({ description }) =>
    [...parts.keys()].some((key) => key.includes(`: ${description} | `)),
  );
  const total = (basis: 'predicted' | 'invoiced') =>
    [...parts].filter(([key]) => key.startsWith(basis)).reduce((sum, [, cents]) => sum + cents, 0n);
  const lines = (basis: 'predicted' | 'invoiced') =>
    statement.lines.reduce((sum, line) => sum + (line[basis] ?? 0n), 0n);
  expect(total('predicted'), name).toBe(lines('predicted'));
  const others = dealt.reduce((sum, { cents }) => sum + cents, 0n);
  expect(total('invoiced'), `${name} ${plan}`).toBe(
    statement.hasInvoice ? lines('invoiced') + others : 0n,
  );
}

function inOrder(parts: Parts): [string, bigint][] {
  return [...parts].sort(([a], [b]) => (a < b ? -1 : 1));
}
