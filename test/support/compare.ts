import { AccountDatabase } from './account-database.ts';
import {
  type Account,
  type Fact,
  randomAccount,
  randomPrices,
  randomScenario,
  SKUS,
} from './bills.ts';
import { charge, denominator, numerator, type Price, type Scenario, split } from './oracle.ts';
import { Random } from './random.ts';

/** 4 October 2026: the first accounts' periods start here. */
export const FIRST_DAY = 20_730;

const SCENARIOS = ['one', 'two', 'three', 'four'];

/**
 * Two SKUs that share an allowance in every other price book, in the order in which they take it.
 */
const POOL = ['durable_objects.kv_write_units', 'durable_objects.kv_deletes'] as const;
const TARGETS = ['rating.charges', 'allocation.tenant_charges'];

/** Cents of a bill by `SKU`, and by `SKU tenant`; null is unpriced. */
export type Bill = Record<string, bigint | null>;

/** One bill by the rules and by the oracle. */
export interface Pair {
  name: string;
  found: Bill;
  expected: Bill;
}

export interface Compared {
  pairs: Pair[];
  /** Counts that are at, one smallest unit below or one above the edge of a block. */
  edges: number;
  /** The number of SKUs whose price changes. */
  changes: number;
}

/** Accounts with random usage and tenants, a random price book and up to four scenarios. */
export interface RandomBills extends Omit<Compared, 'pairs'> {
  scenarios: readonly string[];
  /** Each bill of a scenario by the rules and by the oracle. */
  pairsOf(scenario: string): Promise<Pair[]>;
  /** Runs `what` with changed rules. */
  withRules<T>(queries: string, what: () => Promise<T>): Promise<T>;
  close(): void;
}

interface Options {
  scenarios?: number;
  isCut?: boolean;
}

export async function compareRandomBills(
  seed: number,
  accounts: number,
  options: Options = {},
): Promise<Compared> {
  const bills = await randomBills(seed, accounts, options);
  try {
    const pairs: Pair[] = [];
    for (const scenario of bills.scenarios) pairs.push(...(await bills.pairsOf(scenario)));
    return { ...bills, pairs };
  } finally {
    bills.close();
  }
}

export async function randomBills(
  seed: number,
  accounts: number,
  options: Options = {},
): Promise<RandomBills> {
  const random = new Random(seed);
  const names = SCENARIOS.slice(0, options.scenarios);
  const prices = new Map(
    Object.entries(SKUS).map(([sku, { kind }]) => [sku, randomPrices(random, kind, FIRST_DAY)]),
  );
  const isShared = seed % 2 === 0;
  if (isShared) prices.set(POOL[1], sharedPrices(new Random(seed + 500), prices.get(POOL[0])));
  const scenarios = Object.fromEntries(names.map((name) => [name, randomScenario(random)]));
  const made = Array.from({ length: accounts }, (_, i) => {
    const aim = scenarios[random.pick(names)] as Scenario;
    return randomAccount(random, `a${i}`, FIRST_DAY, prices, aim);
  });
  const database = await AccountDatabase.open();
  const cut = new Random(seed + 900);
  const given = options.isCut
    ? new Map([...prices].map(([sku, rows]) => [sku, rows.flatMap((row) => inTwo(cut, row))]))
    : prices;
  if (isShared) database.pool(POOL);
  await fill(database, given, scenarios, made);
  const pairsOf = async (name: string): Promise<Pair[]> => {
    await database.build(name, TARGETS);
    const found = await foundBills(database, name);
    return made.map((one) => ({
      name: `seed ${seed} account ${one.account} scenario ${name}`,
      found: found.get(one.account) ?? {},
      expected: expectedBill(one, prices, scenarios[name] as Scenario, isShared),
    }));
  };
  return {
    edges: made.reduce((sum, one) => sum + one.edges, 0),
    changes: [...prices.values()].filter((rows) => rows.length > 1).length,
    scenarios: names,
    pairsOf,
    withRules: (queries, what) => database.withRules(queries, what),
    close: () => database.db.close(),
  };
}

async function fill(
  database: AccountDatabase,
  prices: ReadonlyMap<string, Price[]>,
  scenarios: Readonly<Record<string, Scenario>>,
  accounts: readonly Account[],
): Promise<void> {
  for (const [sku, rows] of prices) await database.price(sku, rows);
  await database.scenarios(scenarios);
  for (const { account, span, usage, tenants } of accounts) {
    database.account(account, span);
    database.usage(account, usage);
    database.tenants(account, tenants);
  }
}

/** Price rows of a SKU that shares the allowance of those given: its own prices, blocks, rounding. */
function sharedPrices(random: Random, rows: readonly Price[] = []): Price[] {
  return rows.map((row) => {
    const own = randomPrices(random, 'count', FIRST_DAY)[0] as Price;
    return { ...row, picos: own.picos, per: own.per, rounding: own.rounding };
  });
}

/** A price row divided into two equal ones, one after the other. */
function inTwo(random: Random, row: Price): Price[] {
  const turn = FIRST_DAY + random.int(1, 30);
  if (turn <= row.from || turn >= row.to) return [row];
  return [
    { ...row, to: turn },
    { ...row, from: turn },
  ];
}

/** The bills of each account by the rules. */
async function foundBills(database: AccountDatabase, scenario: string): Promise<Map<string, Bill>> {
  const rows = await database.db.rows<{ account: string; key: string; usd: string | null }>(
    `select account, sku as key, amount_usd as usd from rating.charges where scenario = $1
     union all
     select account, sku || ' ' || tenant, amount_usd from allocation.tenant_charges
     where sku not like '%subscription'`,
    [scenario],
  );
  const bills = new Map<string, Bill>();
  for (const { account, key, usd } of rows) {
    const bill = bills.get(account) ?? {};
    bill[key] = usd === null ? null : centsOf(usd);
    bills.set(account, bill);
  }
  return bills;
}

/** Whole cents of dollars as the rules print them. */
export function centsOf(usd: string): bigint {
  if (!/^-?\d+\.\d\d$/.test(usd)) throw new Error(`not dollars and cents: ${usd}`);
  return BigInt(usd.replace('.', ''));
}

function expectedBill(
  { span, facts }: Account,
  prices: ReadonlyMap<string, Price[]>,
  scenario: Scenario,
  isShared: boolean,
): Bill {
  const bill: Bill = {};
  const length = span.to - span.from;
  for (const [sku, rows] of prices) {
    const kind = SKUS[sku]?.kind ?? 'count';
    const own = facts.filter((fact) => fact.sku === sku);
    const weigh = (fact: Fact) => numerator(kind, fact, scenario);
    const daysOf = (some: readonly Fact[]) =>
      Array.from({ length }, (_, i) =>
        sum(some.filter(({ day }) => day === span.from + i).map(weigh)),
      );
    const isSecond = isShared && sku === POOL[1];
    const ahead = isSecond ? daysOf(facts.filter((fact) => fact.sku === POOL[0])) : [];
    const d = denominator(kind, scenario, length);
    const cents = charge(daysOf(own), span.from, d, rows, scenario, ahead);
    bill[sku] = cents;
    if (cents === null) continue;
    const weights = new Map<string, bigint>();
    for (const fact of own) {
      const weight = (weights.get(fact.tenant) ?? 0n) + weigh(fact);
      if (weight > 0n) weights.set(fact.tenant, weight);
    }
    const shares = weights.size > 0 ? split(cents, weights) : new Map([['unattributed', cents]]);
    for (const [tenant, share] of shares) bill[`${sku} ${tenant}`] = share;
  }
  return bill;
}

function sum(numbers: readonly bigint[]): bigint {
  return numbers.reduce((a, b) => a + b, 0n);
}
