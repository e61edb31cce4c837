// Accounts as daily sums, from which the rules tell changes of level as of each day.
import { insertRows } from '../../../src/store/insert.ts';
import { dateOf } from '../../support/account-database.ts';
import type { RuleDatabase } from '../../support/rule-database.ts';
import { METERS, type Thing } from './quiet.ts';

export const FIRST = Date.UTC(2026, 5, 1) / 86_400_000;
const PERIOD = 30;

export interface Alarm {
  account: string;
  place: string;
  meter: string;
  first_on: string;
  usd_month: string;
}

/** The alarms of accounts over all days that they have. */
export async function alarmsOf(
  database: RuleDatabase,
  accounts: ReadonlyMap<string, readonly Thing[]>,
  length: number,
): Promise<Alarm[]> {
  return database.meanwhile(async () => {
    const { db } = database;
    const names = [...accounts.keys()];
    const starts = Array.from({ length: Math.ceil(length / PERIOD) }, (_, i) => i * PERIOD);
    const periods = names.flatMap((account) =>
      starts.map((start) => periodOf(account, FIRST + start)),
    );
    const given = new Map<string, Record<string, unknown>[]>([
      ['params.periods', periods],
      ['params.accounts', names.map((account) => ({ account, plan: 'workers_paid' }))],
      ['params.as_of', names.map((account) => asOf(account, FIRST + length))],
      ['usage.sku_sources', periods.flatMap(sourcesOf)],
      ['usage.resources', [...accounts].flatMap(([a, things]) => things.map((t) => named(a, t)))],
      ['usage.resource_days', [...accounts].flatMap(([a, things]) => usedDays(a, things))],
      ['usage.day_totals', [...accounts].flatMap(([a, things]) => totals(a, things, length))],
    ]);
    for (const [relation, rows] of given) {
      await database.empty(relation);
      await insertRows(db, relation, rows as never);
    }
    await db.run(`delete from params.clock; insert into params.clock values ('2027-01-01');
      delete from params.selection; insert into params.selection values ('base', 0, 0)`);
    await database.compute('foresight.changes', new Set(given.keys()));
    return db.rows<Alarm>(
      `select c.account, r.resource_id as place, c.meter, c.first_on::varchar as first_on,
         c.usd_month
       from foresight.changes as c
       join usage.resources as r on r.resource_key = c.thing
       order by all`,
    );
  });
}

function periodOf(account: string, from: number) {
  const [starts_on, ends_on, last_on] = [from, from + PERIOD, from + PERIOD - 1].map(dateOf);
  const bounds = { starts_on, ends_on, starts_at: starts_on, ends_at: ends_on, last_on };
  return { account, period_id: starts_on ?? '', source: 'stated', ...bounds };
}

function asOf(account: string, end: number) {
  return { account, period_id: dateOf(end - PERIOD), as_on: dateOf(end) };
}

function sourcesOf({ account, period_id }: { account: string; period_id: string }) {
  return Object.values(METERS).map(({ sku }) => {
    return { account, period_id, sku, source: 'meters', evidence_rank: '0' };
  });
}

function keyOf(account: string, { name }: Thing): string {
  return `${account}/${name}`;
}

function named(account: string, thing: Thing) {
  return {
    ...{ resource_key: keyOf(account, thing), account },
    ...{ kind: 'thing', resource_id: thing.name },
  };
}

function usedDays(account: string, things: readonly Thing[]) {
  return things.flatMap((thing) =>
    thing.days.flatMap((used, day) => {
      const total = String(Math.round(used));
      const resource_key = keyOf(account, thing);
      return used < 0.5
        ? []
        : [{ ...cell(account, thing.meter, day), resource_key, total, split: total }];
    }),
  );
}

function totals(account: string, things: readonly Thing[], length: number) {
  return [...new Set(things.map(({ meter }) => meter))].flatMap((meter) =>
    Array.from({ length }, (_, day) => {
      const own = things.filter((thing) => thing.meter === meter);
      const sum = own.reduce((all, { days }) => all + BigInt(Math.round(days[day] ?? 0)), 0n);
      const total = String(sum);
      return { ...cell(account, meter, day), total, low: total, high: total };
    }),
  );
}

function cell(account: string, meter: string, day: number) {
  const period_id = dateOf(FIRST + day - (day % PERIOD));
  return { account, period_id, meter, usage_on: dateOf(FIRST + day) };
}
