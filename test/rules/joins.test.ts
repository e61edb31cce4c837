// DuckDB compares every row with every other where an outer join has a condition beside equal
// columns of its two sides, even one that looks at one side only. Ten thousand tenants then cost a
// hundred million comparisons. So each such join is named here, with what keeps a side small.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readCatalog } from '../../src/rules/catalog.ts';
import { openOverlay } from '../../src/rules/overlay.ts';
import { resolve } from '../../src/rules/resolve.ts';
import type { Database } from '../../src/store/database.ts';
import { ABOVE } from '../../src/store/overlay.ts';
import { newEmptyDatabase } from '../support/empty-database.ts';

const SMALL: Readonly<Record<string, string>> = {
  'params.subscriptions': 'the names of plans',
  'logs.classes': 'classes that a person states, and the kinds of an idle tail',
  'usage.feed_rows': 'the metrics of the feed',
  'usage.implied_skus': 'the price book',
  'reconcile.matched_lines': 'the billing periods of an account',
  'findings.missing_fields': 'the fields that are named',
  'staging.budget_reasons': 'the SKUs',
  'logs.batch_sorts': 'the kinds of an event',
  'report.price_pages': 'the pages with prices',
};

interface Node {
  name: string;
  extra_info: Readonly<Record<string, unknown>>;
  children?: readonly Node[];
}

function joinsIn({ name, extra_info: info, children = [] }: Node): string[] {
  const isOuter = /NL_JOIN|NESTED_LOOP/.test(name) && info['Join Type'] !== 'INNER';
  const condition = String(info.Conditions ?? info.Condition);
  // A relation of one row, such as the selection of a run, is joined on nothing.
  const own = isOuter && condition !== 'true' ? [condition] : [];
  return [...own, ...children.flatMap(joinsIn)];
}

let db: Database;
beforeAll(async () => {
  db = await openOverlay(newEmptyDatabase());
});
afterAll(() => db.close());

async function joinsOf(sql: string): Promise<string[]> {
  const [row] = await db.rows<{ explain_value: string }>(`explain (format json) ${sql}`);
  const [plan] = JSON.parse(row?.explain_value ?? '[]') as Node[];
  return plan ? joinsIn(plan) : [];
}

test('no outer join compares all rows with all, unless one side stays small', async () => {
  const found: string[] = [];
  for (const { relation, header, sql } of await resolve(db, readCatalog())) {
    if (header.kind === 'declaration') continue;
    if ((await joinsOf(sql)).length > 0) found.push(relation);
    // Of a view the next ones would have its joins: they read a table in its place.
    if (header.kind === 'view')
      await db.run(`create table ${ABOVE}.${relation} as from (${sql}\n) limit 0`);
  }
  expect(found.toSorted()).toEqual(Object.keys(SMALL).toSorted());
});

test('a condition on one side alone is such a join', async () => {
  const sides = '(select 1 as a, true as b) as l left join (select unnest([1, 2]) as a) as r';
  expect(await joinsOf(`select * from ${sides} on l.a = r.a and l.b`)).toHaveLength(1);
  expect(await joinsOf(`select * from ${sides} on r.a = if(l.b, l.a, null)`)).toEqual([]);
});
