import type { Catalog } from '../../src/rules/catalogued.ts';
import { emptyTables } from '../../src/rules/empty-tables.ts';
import { Calendar } from '../../src/rules/incremental/calendar.ts';
import { Columns } from '../../src/rules/incremental/columns.ts';
import { Parts } from '../../src/rules/incremental/parts.ts';
import { keyOf } from '../../src/rules/incremental/touched.ts';
import type { ResolvedRule } from '../../src/rules/order.ts';
import { resolve } from '../../src/rules/resolve.ts';
import type { Partition } from '../../src/rules/rule-file.ts';
import type { Database } from '../../src/store/database.ts';
import { runs } from './tier.ts';

/** A built database with the builder's objects for computing partitions. */
export interface Divided {
  db: Database;
  rules: ReadonlyMap<string, ResolvedRule>;
  parts: Parts;
  columns: Columns;
  calendar: Calendar;
  /** All possible partitions, with neighbours in different groups. */
  groups: Readonly<Record<Partition, ReadonlySet<string>[]>>;
}

/** All keys by account, in order; days without an answer come last. */
const KEYS: Readonly<Record<Partition, string>> = {
  capture: 'select account, capture_id as value from staging.captures',
  period: 'select account, period_id as value from params.periods',
  day: `select account, usage_on as value from (
      select account, (window_starts_at::date + unnest(range(0, greatest(1,
        date_diff('day', window_starts_at, window_ends_at))))::integer)::date as usage_on
      from staging.captures
    ) group by all`,
};

const OTHER_DAYS = `select distinct account, usage_on as value
  from params.billing_days where (account, usage_on) not in (${KEYS.day})`;

/** The number of separate ranges per account; more would make conditions longer and slower. */
const RUNS = 10;

/** In how many groups they are: two keep neighbours apart, three their neighbours too. */
const GROUPS = runs(2, 3);

export async function divide(db: Database, catalog: Catalog): Promise<Divided> {
  const rules = await resolve(db, catalog);
  const all = new Set(rules.map(({ relation }) => relation));
  return {
    db,
    rules: new Map(rules.map((rule) => [rule.relation, rule])),
    parts: await Parts.over(db, rules, await emptyTables(db)),
    columns: new Columns(db),
    calendar: await Calendar.read(db, all),
    groups: {
      capture: await groupsOf(db, 'capture'),
      period: await groupsOf(db, 'period'),
      day: await groupsOf(db, 'day'),
    },
  };
}

interface KeyRow {
  account: string;
  value: string;
}

async function groupsOf(db: Database, kind: Partition): Promise<ReadonlySet<string>[]> {
  const rows = await db.rows<KeyRow>(`from (${KEYS[kind]}) order by all`);
  const others = kind === 'day' ? await db.rows<KeyRow>(OTHER_DAYS) : [];
  const groups = Array.from({ length: GROUPS }, () => new Set<string>());
  for (const account of new Set(rows.map((row) => row.account))) {
    const own = rows.filter((row) => row.account === account);
    own.forEach(({ value }, i) => {
      const run = Math.floor(i / Math.ceil(own.length / RUNS));
      groups[run % GROUPS]?.add(kind === 'capture' ? value : keyOf(account, value));
    });
  }
  return [...groups, new Set(others.map(({ account, value }) => keyOf(account, value)))];
}

/**
 * Computes a relation group by group, as the builder does, and returns the rows in which the result
 * differs from the relation, with their partition.
 */
export async function unitedDiffers(
  divided: Divided,
  relation: string,
  kind: Partition,
): Promise<object[]> {
  const { db, rules, parts, columns, calendar, groups } = divided;
  const rule = rules.get(relation);
  if (!rule) throw new Error(`there is no ${relation}`);
  await db.run(`create or replace temp table united as from ${relation} limit 0`);
  for (const keys of groups[kind].filter(({ size }) => size > 0)) {
    const slice = calendar.slice(kind, keys);
    await parts.within(rule, slice, await columns.get(), (select) =>
      db.run(`insert into temp.main.united ${select}`),
    );
  }
  return db.rows(
    `(select 'only whole' as held, * from (from ${relation} except all from united) limit 3)
     union all
     (select 'only in parts', * from (from united except all from ${relation}) limit 3)`,
  );
}
