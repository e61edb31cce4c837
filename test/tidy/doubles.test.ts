// From `usage` onward nothing counts in floating point: not in a column, not inside an expression.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { build } from '../../src/rules/build.ts';
import { readCatalog } from '../../src/rules/catalog.ts';
import { declare } from '../../src/rules/declare.ts';
import { doublesIn } from '../../src/rules/doubles.ts';
import type { Rule } from '../../src/rules/rule-file.ts';
import { Database } from '../../src/store/database.ts';
import { columnsOfAll } from '../support/columns.ts';
import { newEmptyDatabase } from '../support/empty-database.ts';
import { temporary } from '../support/temp.ts';

const EXACT = [
  ...['logs', 'usage', 'rating', 'allocation', 'reconcile', 'variance', 'findings', 'report'],
];
const rules = readCatalog().rules.filter(({ layer }) => EXACT.includes(layer));

let db: Database;
let columns: ReadonlyMap<string, readonly [string, string][]>;

beforeAll(async () => {
  db = await Database.open(newEmptyDatabase());
  columns = await columnsOfAll(db);
  await db.run(
    'create schema probe; create table probe.money as select 1.5::decimal(38, 2) as usd',
  );
});

afterAll(() => db.close());

test('there are rules to look at, and columns of each', () => {
  expect(rules.length).toBeGreaterThan(60);
  expect(rules.filter(({ relation }) => !columns.has(relation))).toEqual([]);
});

test('what no plan can be made of does not look free of them', () =>
  expect(doublesIn(db, 'select usd from probe.nothing')).rejects.toMatchObject({ code: 'E_SQL' }));

const isDouble = ([, type]: readonly [string, string]) => /DOUBLE|FLOAT|REAL/.test(type);

test.each(rules.map((rule) => [rule.path, rule] as const))('%s', async (_, rule: Rule) => {
  expect(await doublesIn(db, rule.sql)).toEqual([]);
  expect((columns.get(rule.relation) ?? []).filter(isDouble)).toEqual([]);
});

describe('is found wherever it hides', () => {
  test.each([
    'select (usd / 3)::decimal(38, 2) as usd from probe.money',
    'select (usd // 3)::decimal(38, 2) as usd from probe.money',
    'select avg(usd)::decimal(38, 2) as usd from probe.money',
    'select round_even(usd, 1)::decimal(38, 2) as usd from probe.money',
    'select usd from probe.money where usd / 3 > 1',
    'select usd from probe.money order by usd / 3',
    'select row_number() over (order by usd / 3) as n from probe.money',
    'select count(*) filter (where usd / 3 > 0) as n from probe.money',
    'select sum(a.usd) as usd from probe.money as a join probe.money as b on a.usd / 3 = b.usd',
    'select (select max(m.usd / 3) from probe.money as m)::decimal(38, 2) as usd',
    'with thirds as (select usd / 3 as x from probe.money) select x::decimal(38, 2) as usd from thirds',
    'select list_transform([usd], lambda u: (u / 3)::decimal(38, 2)) as parts from probe.money',
    'select case when usd > 1e0 then 1 else 0 end as is_over from probe.money',
    'select sum(raw_quantity::double)::decimal(38, 2) as usd from rating.charges',
  ])('%s', async (sql) => expect(await doublesIn(db, sql)).not.toEqual([]));
});

describe('is refused in a rule of one’s own', () => {
  test.each(['view', 'table'])('that is a %s', async (kind) => {
    const folder = temporary(onTestFinished);
    mkdirSync(join(folder, 'rating'));
    const header = `-- A third.\n-- grain: account\n-- kind: ${kind}\n`;
    const sql = 'select account, (amount_usd / 3)::decimal(38, 2) as usd\nfrom rating.charges\n';
    writeFileSync(join(folder, 'rating/thirds.sql'), header + sql);
    const catalog = readCatalog(folder);
    const own = await Database.open(newEmptyDatabase());
    onTestFinished(() => own.close());
    await declare(own, catalog);
    await expect(build(own, catalog)).rejects.toMatchObject({ code: 'E_RULE_DOUBLE', exit: 2 });
  });
});
