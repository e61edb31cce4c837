// @module-tag journey
// One cent, one unit or one day of each invoice line of the demo, mutated: exactly that line changes,
// and exactly in the status and terms that it should. The mutated invoices are of accounts beside
// the demo's, rated by copied rows, so that one run of the rules judges all of them. In a soak each
// mutation has an account to itself; otherwise mutations of one kind share one with whole lines.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readCatalog } from '../../src/rules/catalog.ts';
import { resolve } from '../../src/rules/resolve.ts';
import { Database } from '../../src/store/database.ts';
import { centsOf } from '../support/compare.ts';
import {
  afterCents,
  afterCut,
  afterUnit,
  type Expected,
  type Facts,
} from '../support/line-model.ts';
import { placeLoaded } from '../support/loaded.ts';
import { temporary } from '../support/temp.ts';
import { runs } from '../support/tier.ts';

const BASE = '8f14e45fceea167a5a36dedd4bea2543';
const TERMS = ['cut_off', 'volume', 'ratio', 'allowance', 'rounding', 'price', 'credit_and_tax'];

/** Accounts whose invoice says anything at all. */
const RANDOM = runs(20, 60);

/** Of how many neighbouring lines one is mutated in an account. */
const ONE_OF = runs(8, 100);

/** Tables that the layer reads by account. */
const BY_ACCOUNT = [
  'params.periods',
  'rating.charges',
  'rating.segment_charges',
  'rating.flat_charges',
  'rating.day_quantities',
  'usage.sku_sources',
  'staging.invoices',
  'staging.invoice_lines',
];

interface Mutation {
  name: string;
  /** Number of the account that has it. */
  copy: number;
  facts: Facts;
  set: string;
  expected: Expected | 'astray';
}

type Judged = Record<string, Expected>;

let db: Database;
let facts: Facts[];
let mutations: Mutation[];
let copies: number;
let judged: Map<string, Judged>;

beforeAll(async () => {
  const folder = temporary(afterAll);
  const file = join(folder, 'demo.duckdb');
  await placeLoaded('demo', file);
  db = await Database.open(file);
  afterAll(() => {
    db.close();
    rmSync(file, { force: true });
  });
  facts = await readFacts();
  const places = new Map<string, number>();
  mutations = facts.flatMap((one, i) => mutationsOf(one, i % ONE_OF, places));
  copies = places.size;
  await multiply();
  await randomise();
  judged = await judge();
}, 180_000);

async function readFacts(): Promise<Facts[]> {
  const base = (await judgedOf([BASE])).get(BASE) ?? {};
  const rows = await db.rows<Record<string, string | null>>(
    `select l.line_key, m.line_number, p.line_shape, l.predicted_usd, i.quantity, i.amount_usd,
       coalesce(g.running, 1) as numerator, coalesce(g.denominator, 1) as denominator,
       coalesce(g.included // g.denominator, 0) as included, coalesce(g.per_quantity, 1) as per,
       coalesce(price_picos(g.price_usd), 0) as picos, g.rounding, m.printed_scale as scale,
       coalesce(d.numerator, 0) as last_day
     from reconcile.lines as l
     join reconcile.compared_lines as p using (account, period_id, line_key)
     join reconcile.invoiced as i using (account, period_id, line_key)
     join reconcile.matched_lines as m
       on m.account = l.account and coalesce(m.sku, m.description) = l.line_key
     left join rating.segment_charges as g
       on g.account = l.account and g.sku = l.sku and g.scenario = 'base'
       and g.period_id = l.period_id
     left join rating.day_quantities as d
       on d.account = l.account and d.sku = l.sku and d.scenario = 'base'
       and d.usage_on = date '2026-11-03' and d.period_id = l.period_id
     where l.account = $1 and l.period_id = '2026-10-04' order by l.line_key`,
    [BASE],
  );
  const whole = (text: string | null | undefined) => BigInt(text ?? '0');
  return rows.map((row) => ({
    line: row.line_key ?? '',
    lineNumber: row.line_number ?? '',
    shape: row.line_shape ?? null,
    status: base[row.line_key ?? '']?.status ?? '',
    terms: base[row.line_key ?? '']?.terms ?? {},
    predictedCents: row.predicted_usd ? centsOf(row.predicted_usd) : null,
    quantity: row.quantity?.replace(/\.?0+$/, '') || null,
    cents: centsOf(row.amount_usd ?? ''),
    numerator: whole(row.numerator),
    denominator: whole(row.denominator),
    included: whole(row.included),
    per: whole(row.per),
    picos: whole(row.picos),
    rounding: row.rounding === 'none' ? 'none' : 'block',
    scale: BigInt(row.scale ?? '1'),
    lastDay: whole(row.last_day),
  }));
}

function mutationsOf(one: Facts, place: number, places: Map<string, number>): Mutation[] {
  const of = (kind: string, set: string, expected: Mutation['expected']) => {
    const key = `${kind} ${place}`;
    const copy = places.get(key) ?? places.size;
    places.set(key, copy);
    return { name: `${one.line}: ${kind}`, copy, facts: one, set, expected };
  };
  const cut = afterCut(one);
  const isUsage = one.predictedCents !== null && one.shape !== 'subscription';
  const isFlat = one.shape === 'subscription';
  return [
    of('a cent more', 'amount_usd = amount_usd + 0.01', afterCents(one, 1n)),
    of('a cent less', 'amount_usd = amount_usd - 0.01', afterCents(one, -1n)),
    ...(one.quantity ? [of('a unit more', 'quantity = quantity + 1', afterUnit(one))] : []),
    ...(isUsage
      ? [of('cut', `quantity = ${cut.quantity}, amount_usd = ${usd(cut.cents)}`, cut)]
      : []),
    of('ends a day early', 'ends_on = (ends_on - 1)::date', one),
    of('starts a day late', 'starts_on = (starts_on + 1)::date', one),
    of('starts a day early', 'starts_on = (starts_on - 1)::date', isFlat ? one : 'astray'),
  ];
}

function usd(cents: bigint): string {
  return `${cents / 100n}.${String(cents % 100n).padStart(2, '0')}`;
}

/** The rows of the demo once more for each mutation, and then its change. */
async function multiply(): Promise<void> {
  await db.run('create temp table copies as select unnest(range($1::integer)) as copy', [
    String(copies + RANDOM),
  ]);
  for (const relation of BY_ACCOUNT) {
    const id = relation.startsWith('staging.invoice')
      ? ", 'm' || copy || '/' || invoice_id as invoice_id"
      : '';
    const only = relation === 'rating.day_quantities' ? "and scenario = 'base'" : '';
    await db.run(
      `insert into ${relation} select r.* replace ('m' || copy as account${id})
       from ${relation} as r cross join copies where account = '${BASE}' ${only}`,
    );
  }
  for (const { copy, facts: one, set } of mutations) {
    await db.run(
      `update staging.invoice_lines set ${set}
       where account = 'm${copy}' and line_number = ${one.lineNumber}`,
    );
  }
}

/** Quantity, price and amount of every line of the last copies become any number, or none. */
async function randomise(): Promise<void> {
  const dice = (salt: string) => `hash(account || '${salt}' || line_number)`;
  await db.run(
    `update staging.invoice_lines set
       quantity = case ${dice('q')} % 5 when 0 then quantity when 1 then quantity * 2
         when 2 then null else (${dice('n')} % 90000000)::decimal(38, 9) end,
       unit_price_usd = case ${dice('p')} % 4 when 0 then null when 1 then unit_price_usd * 2
         else unit_price_usd end,
       amount_usd = case ${dice('a')} % 4 when 0 then amount_usd when 1 then -amount_usd
         else (${dice('c')} % 30000)::decimal(38, 2) * 0.01 end
     where account in (select 'm' || copy from copies where copy >= ${copies})`,
  );
}

/** Runs the layer alone; what it reads is there. */
async function judge(): Promise<Map<string, Judged>> {
  const rules = await resolve(db, readCatalog());
  const own = rules.filter(({ layer, header, name }) => {
    const isOurs = layer === 'reconcile' || layer === 'variance';
    return isOurs && header.kind === 'table' && name !== 'tenant_lines';
  });
  for (const { relation, sql } of own)
    await db.run(`create or replace table ${relation} as ${sql}`);
  return judgedOf(mutations.map(({ copy }) => `m${copy}`));
}

async function judgedOf(accounts: readonly string[]): Promise<Map<string, Judged>> {
  const rows = await db.rows<Record<string, string>>(
    `select account, line_key, status, ${TERMS.map((term) => `${term}_usd as ${term}`).join(', ')},
       unexplained_usd as unexplained
     from reconcile.lines join variance.walks using (account, period_id, line_key)
     where period_id = '2026-10-04'`,
  );
  const found = new Map<string, Judged>(accounts.map((account) => [account, {}]));
  for (const { account = '', line_key = '', status = '', ...terms } of rows) {
    const cents = Object.entries(terms).map(([term, text]) => [term, centsOf(text)] as const);
    const of = found.get(account);
    if (!of) continue;
    of[line_key] = { status, terms: Object.fromEntries(cents.filter(([, value]) => value !== 0n)) };
  }
  return found;
}

/** Without its line, a metered SKU is not invoiced, and one that nothing meters is no line. */
function withoutLine({ predictedCents }: Facts): Expected | undefined {
  if (!predictedCents) return undefined;
  return { status: 'not_invoiced', terms: { unexplained: -predictedCents } };
}

describe('each line of the demo', () => {
  test('there are as many as the invoice prints', () => {
    expect(facts.length).toBe(57);
    expect(mutations.length).toBeGreaterThan(facts.length * 5);
  });

  test('changes as it should and alone', () => {
    const wrong = Array.from({ length: copies }, (_, copy) => {
      const own = mutations.filter((mutation) => mutation.copy === copy);
      const wanted: Record<string, Expected | undefined> = Object.fromEntries(
        facts.map(({ line, status, terms }) => [line, { status, terms }]),
      );
      for (const { facts: one, expected } of own)
        wanted[one.line] = expected === 'astray' ? withoutLine(one) : expected;
      const found = judged.get(`m${copy}`) ?? {};
      const names = own.map(({ name }) => name).join(', ');
      return facts
        .filter(({ line }) => text(found[line]) !== text(wanted[line]))
        .map(({ line }) => `${names}: ${line} is ${text(found[line])}, not ${text(wanted[line])}`);
    }).flat();
    expect(wrong).toEqual([]);
  });

  test('the terms add up to the variance, whatever an invoice says', async () => {
    expect(await db.rows('from checks.walks')).toEqual([]);
    const [count] = await db.rows<{ found: string; accounts: string }>(
      `select count(*) as found, count(distinct account) as accounts
       from variance.walks where unexplained_usd <> 0`,
    );
    expect(Number(count?.found)).toBeGreaterThan(RANDOM);
  });

  test('a line dated before the period stands apart, and is not lost', async () => {
    const rows = await db.rows<{ lines: string }>(
      `select count(*) as lines from reconcile.matched_lines where other_kind = 'earlier_period'`,
    );
    const astray = mutations.filter(({ expected }) => expected === 'astray');
    expect(rows[0]?.lines).toBe(String(astray.length));
  });
});

function text(one: Expected | undefined): string {
  if (!one) return 'no line';
  const terms = Object.entries(one.terms).map(([term, cents]) => `${term} ${cents}`);
  return [one.status, ...terms.sort()].join(' ');
}
