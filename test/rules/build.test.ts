// What a build makes again, and what it keeps: a kept relation must be the one that would be made.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type Built, build } from '../../src/rules/build.ts';
import { readCatalog } from '../../src/rules/catalog.ts';
import type { Catalog } from '../../src/rules/catalogued.ts';
import { checksOfReceived } from '../../src/rules/check.ts';
import { declare } from '../../src/rules/declare.ts';
import { macrosIn } from '../../src/rules/macros.ts';
import { resolve } from '../../src/rules/resolve.ts';
import { Database } from '../../src/store/database.ts';
import { newEmptyDatabase } from '../support/empty-database.ts';

const CHANGED = 'findings.terms';

let db: Database;
let catalog: Catalog;

/** Declares and builds, and tells which relations were made, how many macros, how many CSVs were read. */
async function made(what: Catalog) {
  const spies = [vi.spyOn(db, 'run'), vi.spyOn(db, 'query')];
  await declare(db, what);
  await build(db, what);
  const statements = spies.flatMap(({ mock }) => mock.calls.map(([sql]) => sql));
  for (const spy of spies) spy.mockRestore();
  const computed = what.rules.filter(({ header }) => header.kind !== 'declaration');
  const rules = new Set(computed.map(({ relation }) => relation));
  const named = statements.flatMap(
    (sql) => /^(?:create or replace (?:view|table)|insert into) (\S+)/.exec(sql)?.[1] ?? [],
  );
  const relations = named.map((name) => name.split('.').slice(-2).join('.'));
  return {
    relations: [...new Set(relations)].filter((name) => rules.has(name)),
    macros: statements.filter((sql) => sql.startsWith('create or replace macro')).length,
    csvs: statements.filter((sql) => sql.includes('read_csv')).length,
  };
}

const withRule = (sql: (old: string) => string): Catalog => ({
  ...catalog,
  rules: catalog.rules.map((rule) =>
    rule.relation === CHANGED ? { ...rule, sql: sql(rule.sql) } : rule,
  ),
});

/** A relation and all that read it, over any number of others. */
async function readersOf(relation: string): Promise<Set<string>> {
  const readers = new Set([relation]);
  for (const rule of await resolve(db, catalog)) {
    if (rule.inputs.some((input) => readers.has(input))) readers.add(rule.relation);
  }
  return readers;
}

const columns = async () =>
  (await db.query(`select * from ${CHANGED} limit 0`)).columns.map(({ name }) => name);

beforeEach(async () => {
  db = await Database.open(newEmptyDatabase());
  catalog = readCatalog();
});

afterEach(() => db.close());

test('a second build makes nothing, and reads only the CSVs whose rows commands change', {
  tags: 'journey',
}, async () => {
  db.close();
  db = await Database.open(':memory:');
  const first = await made(catalog);
  expect(first.relations.length).toBeGreaterThan(200);
  expect(first.macros).toBeGreaterThan(10);
  const { relations, macros, csvs } = await made(catalog);
  expect({ relations, macros }).toEqual({ relations: [], macros: 0 });
  expect(csvs).toBe(catalog.seeds.filter((seed) => !seed.relation.startsWith('ref.')).length);
});

test('of an answer the tables of its dataset are made, not those of datasets without rows', {
  tags: 'journey',
}, async () => {
  await made(catalog);
  await db.run(
    `insert into raw.captures by name
       select 'one' as capture_id, 'a' as account, 'kvStorageAdaptiveGroups' as dataset;
     insert into raw.kv_storage by name select 'one' as capture_id, 'a' as account`,
  );
  const { relations } = await made(catalog);
  expect(relations).toContain('staging.kv_storage');
  expect(relations).not.toContain('staging.kv_operations');
});

test('another text makes its relation anew and all that read it, there and back', async () => {
  await made(catalog);
  const before = await columns();
  const readers = [...(await readersOf(CHANGED))].sort();
  expect(readers.length).toBeGreaterThan(1);
  const other = withRule((sql) => `select *, 1 as one from (${sql.replace(/;\s*$/, '')}\n)`);
  expect((await made(other)).relations.sort()).toEqual(readers);
  expect(await columns()).toEqual([...before, 'one']);
  expect((await made(catalog)).relations.sort()).toEqual(readers);
  expect(await columns()).toEqual(before);
});

test('other macros make all anew', { tags: 'journey' }, async () => {
  const all = catalog.rules.filter(({ header }) => header.kind !== 'declaration');
  const macros = `${catalog.macros}\ncreate or replace macro one() as 1;`;
  const second = await made({ ...catalog, macros });
  expect(second.relations.sort()).toEqual(all.map(({ relation }) => relation).sort());
  expect(second.macros).toBe(macrosIn(catalog.macros).length + 1);
});

test('another CSV fills its table anew', async () => {
  const seeds = catalog.seeds.map((seed) =>
    seed.relation === 'ref.skus' ? { ...seed, csv: `${seed.csv} ` } : seed,
  );
  const { csvs } = await made(catalog);
  expect((await made({ ...catalog, seeds })).csvs).toBe(csvs + 1);
});

test('a relation that somebody dropped is made again', async () => {
  await made(catalog);
  await db.run(`drop view ${CHANGED}`);
  expect((await made(catalog)).relations).toEqual([CHANGED]);
});

test('what was received is checked before anything is counted from it', async () => {
  const checks = await checksOfReceived(db, catalog);
  expect(checks).toEqual(expect.arrayContaining(['checks.invoice_totals', 'checks.invoice_lines']));
  expect(checks).not.toContain('checks.sums');
  const refuse = (built: Built) => Promise.reject([...built.context.done]);
  const done: string[] = await build(db, catalog, undefined, undefined, {
    relations: checks,
    check: refuse,
  }).then(
    () => [],
    (found) => found,
  );
  expect(done).toEqual(expect.arrayContaining([...checks, 'staging.invoice_lines']));
  expect(done.filter((relation) => relation.startsWith('usage.'))).toEqual([]);
});
