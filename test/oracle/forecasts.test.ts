// Forecasts, their error, their dollars and the edges that they pass, beside a second calculation
// from the words of docs/foresight.md.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { insertRows } from '../../src/store/insert.ts';
import { dateOf } from '../support/account-database.ts';
import {
  dayForecast,
  lowAndHigh,
  onPath,
  pathsOf,
  type Series,
  sum,
} from '../support/forecast-oracle.ts';
import { charge, type Scenario } from '../support/oracle.ts';
import { Random } from '../support/random.ts';
import { RuleDatabase } from '../support/rule-database.ts';
import { runs, seeded } from '../support/tier.ts';

const ACCOUNTS = runs(12, 150);
const FIRST = Date.UTC(2026, 3, 1) / 86_400_000;
const PERIOD = 30;
const PERIODS = 5;
const START = FIRST + PERIOD * (PERIODS - 1);
const END = START + PERIOD;
const SCENARIO = { rounding: 'block', allowance: 'included', neurons: 'daily' } as Scenario;

/** Price, block and allowance, as Cloudflare's pages say them. */
const SKUS = {
  'kv.writes': { meter: 'kv.writes', d: 1n, per: 1_000_000n, included: 1_000_000n },
  'd1.storage': { meter: 'd1.byte_days', d: 30_000_000_000n, per: 1n, included: 5n },
} as const;
type Sku = keyof typeof SKUS;
const PICOS: Record<Sku, bigint> = { 'kv.writes': 5n * 10n ** 12n, 'd1.storage': 75n * 10n ** 10n };

interface Account {
  account: string;
  asOn: number;
  series: Record<Sku, Series>;
  /** Days of which an answer holds a part, which no figure may count. */
  partial: Record<Sku, number[]>;
}

let database: RuleDatabase;
const accounts = Array.from({ length: ACCOUNTS }, (_, i) => randomAccount(seeded(i), `a${i}`));

beforeAll(async () => {
  database = await RuleDatabase.open();
});

afterAll(() => database?.db.close());

test('quantities, dollars and edges are those of the second calculation', async () => {
  const found = await computed();
  const expected = accounts.flatMap(linesOf);
  expect(found.lines).toEqual(expected.map(({ line }) => line).sort());
  expect(found.edges).toEqual(expected.flatMap(({ edges }) => edges).sort());
  expect(expected.filter(({ isForecast }) => isForecast).length).toBeGreaterThan(ACCOUNTS / 2);
  expect(found.edges.length).toBeGreaterThan(ACCOUNTS / 2);
}, 300_000);

function randomAccount(seed: number, account: string): Account {
  const random = new Random(7_000 + seed);
  const asOn = random.int(START + 1, END);
  const history = random.int(3, 118);
  const series = {} as Account['series'];
  const partial = {} as Account['partial'];
  for (const sku of Object.keys(SKUS) as Sku[]) {
    const method = sku === 'd1.storage' ? 'level' : 'weekday';
    const size = method === 'level' ? 8_000_000_000 : random.int(1, 120_000);
    const known = new Map<number, bigint>();
    partial[sku] = [];
    for (let day = Math.max(FIRST, asOn - history); day < asOn; day += 1) {
      const isKnown = !random.chance(0.05);
      const rhythm = day % 7 < 2 ? 0.5 : 1;
      const used = random.chance(0.1) ? 0 : Math.round(size * rhythm * (0.7 + random.next()));
      if (isKnown) known.set(day, BigInt(used));
      else partial[sku].push(day);
    }
    const through = Math.max(...known.keys());
    const all = Array.from({ length: PERIOD }, (_, i) => START + i);
    series[sku] = { known, through, method, open: all.filter((day) => !known.has(day)) };
  }
  return { account, asOn, series, partial };
}

function linesOf(one: Account) {
  const skus = Object.keys(SKUS) as Sku[];
  const backs = new Set(skus.flatMap((sku) => [...paths(one, sku).keys()]));
  return skus.map((sku) => lineOf(one, sku, [...backs]));
}

function paths({ series }: Account, sku: Sku) {
  return isForecast(series[sku]) ? pathsOf(series[sku]) : new Map();
}

function isForecast({ known }: Series): boolean {
  return known.size >= 14;
}

function lineOf(one: Account, sku: Sku, backs: readonly number[]) {
  const series = one.series[sku];
  const own = paths(one, sku);
  const ahead = new Map(
    (isForecast(series) ? series.open : []).map((day) => [
      day,
      dayForecast(series.known, series.through, day, series.method),
    ]),
  );
  const inPeriod = new Map([...series.known].filter(([day]) => day >= START));
  const base = days(inPeriod, ahead);
  const cases = backs.map((back) =>
    days(inPeriod, new Map([...ahead].map(([day, n]) => [day, onPath(n, own.get(back))]))),
  );
  const cents = (of: readonly bigint[]) => centsOf(sku, of);
  const isBanded = own.size >= 5;
  const [low, high] = lowAndHigh(cases.map(sum), sum(base));
  const [lowUsd, highUsd] = lowAndHigh(cases.map(cents), cents(base));
  const isDone = series.open.length === 0;
  const shown = (n: bigint, isKnown: boolean) => (isKnown ? String(n) : '-');
  const figures = [
    shown(cents(days(inPeriod, new Map())), inPeriod.size > 0),
    shown(cents(base), isForecast(series)),
    shown(lowUsd, isBanded || isDone),
    shown(highUsd, isBanded || isDone),
    shown(rounded(sku, low), isBanded || isDone),
    shown(rounded(sku, high), isBanded || isDone),
    String(own.size),
  ];
  return {
    isForecast: isForecast(series),
    line: `${one.account} ${sku} ${figures.join(' ')}`,
    edges: edgesOf(one, sku, inPeriod, base, cases),
  };
}

function edgesOf(
  { account }: Account,
  sku: Sku,
  inPeriod: ReadonlyMap<number, bigint>,
  base: readonly bigint[],
  cases: readonly (readonly bigint[])[],
): string[] {
  const { d, included } = SKUS[sku];
  if (sum(base) === 0n) return [];
  const position = included * d;
  const passing = cases.filter((of) => sum(of) > position).length;
  const running = base.map((_, i) => sum(base.slice(0, i + 1)));
  const day = running.findIndex((used) => used > position);
  const isPassed = sum([...inPeriod.values()]) > position;
  const on = day < 0 ? '-' : dateOf(START + day);
  return [`${account} ${sku} ${isPassed} ${passing}/${cases.length} ${on}`];
}

/** The usage of each day of the period: known, forecast or nothing. */
function days(known: ReadonlyMap<number, bigint>, ahead: ReadonlyMap<number, bigint>): bigint[] {
  return Array.from(
    { length: PERIOD },
    (_, i) => known.get(START + i) ?? ahead.get(START + i) ?? 0n,
  );
}

function centsOf(sku: Sku, of: readonly bigint[]): bigint {
  const { d, per, included } = SKUS[sku];
  const price = { per, included, picos: PICOS[sku], from: 0, to: Number.POSITIVE_INFINITY };
  const book = [{ ...price, rounding: 'block', allowance: 'period' }];
  return charge(of, START, d, book, SCENARIO) ?? -1n;
}

/** A numerator in billionths of the unit. */
function rounded(sku: Sku, n: bigint): bigint {
  const { d } = SKUS[sku];
  return (n * 1_000_000_000n + d / 2n) / d;
}

async function computed(): Promise<{ lines: string[]; edges: string[] }> {
  return database.meanwhile(async () => {
    const { db } = database;
    const given = givenRows();
    for (const [relation, rows] of Object.entries(given)) {
      await database.empty(relation);
      await insertRows(db, relation, rows as never);
    }
    await db.run(`delete from params.clock; insert into params.clock values ('2027-01-01');
      delete from params.selection; insert into params.selection values ('base', 0, 0)`);
    const known = new Set(Object.keys(given));
    await database.compute('foresight.lines', known);
    const lines = await db.rows<{ line: string }>(
      `select concat_ws(' ', account, sku,
         coalesce(usd_to_cents(to_date_usd)::varchar, '-'),
         coalesce(usd_to_cents(base_usd)::varchar, '-'),
         coalesce(usd_to_cents(low_usd)::varchar, '-'),
         coalesce(usd_to_cents(high_usd)::varchar, '-'),
         coalesce(billionths(low_quantity)::varchar, '-'),
         coalesce(billionths(high_quantity)::varchar, '-'), paths) as line
       from foresight.lines where sku in ('kv.writes', 'd1.storage') order by 1`,
    );
    await database.compute('foresight.edges', known);
    const edges = await db.rows<{ edge: string }>(
      `select concat_ws(' ', account, pool, is_passed, passing || '/' || paths,
         coalesce(passes_on::varchar, '-')) as edge
       from foresight.edges where number = 0 order by 1`,
    );
    return {
      lines: lines.map(({ line }) => line).sort(),
      edges: edges.map(({ edge }) => edge).sort(),
    };
  });
}

function givenRows() {
  const starts = Array.from({ length: PERIODS }, (_, i) => FIRST + i * PERIOD);
  const periods = accounts.flatMap(({ account }) => starts.map((from) => periodOf(account, from)));
  const each = Object.entries(SKUS) as [Sku, (typeof SKUS)[Sku]][];
  const sources = periods.flatMap(({ account, period_id }) =>
    each.map(([sku, { meter }]) => ({ account, period_id, sku, meter, source: 'dataset' })),
  );
  const cells = accounts.flatMap((one) =>
    each.flatMap(([sku, { meter }]) => [
      ...[...one.series[sku].known].map(([day, n]) => totalOf(one.account, meter, day, n)),
      ...one.partial[sku].map((day) => totalOf(one.account, meter, day, 77n)),
      // What a later day shows does not matter.
      ...(one.asOn < END ? [totalOf(one.account, meter, one.asOn, 10n ** 15n)] : []),
    ]),
  );
  return {
    'params.periods': periods,
    'params.accounts': accounts.map(({ account }) => ({ account, plan: 'workers_paid' })),
    'params.as_of': accounts.map(({ account, asOn }) => {
      return { account, period_id: dateOf(START), as_on: dateOf(asOn) };
    }),
    'usage.sku_sources': sources.map(({ meter, ...row }) => {
      return { ...row, source: 'meters', evidence_rank: '0' };
    }),
    'usage.meter_sources': sources.map(({ sku, ...row }) => ({ ...row, evidence_rank: '0' })),
    'usage.coverage': accounts.flatMap(({ account, partial }) =>
      each.flatMap(([sku, { meter }]) => partial[sku].map((day) => slotOf(account, meter, day))),
    ),
    'usage.day_totals': cells,
  };
}

function periodOf(account: string, from: number) {
  const [starts_on = '', ends_on, last_on] = [from, from + PERIOD, from + PERIOD - 1].map(dateOf);
  const bounds = { starts_on, ends_on, starts_at: starts_on, ends_at: ends_on, last_on };
  return { account, period_id: starts_on, source: 'stated', ...bounds };
}

function totalOf(account: string, meter: string, day: number, n: bigint) {
  const total = String(n);
  return { ...dayOf(account, meter, day), total, low: total, high: total };
}

function slotOf(account: string, meter: string, day: number) {
  const bounds = { starts_at: dateOf(day), ends_at: dateOf(day + 1) };
  const state = { status: 'partial', is_accepted: false, has_answer: true, dataset: 'dataset' };
  return { ...dayOf(account, meter, day), ...bounds, ...state };
}

function dayOf(account: string, meter: string, day: number) {
  const period_id = dateOf(day - ((day - FIRST) % PERIOD));
  return { account, period_id, meter, usage_on: dateOf(day) };
}
