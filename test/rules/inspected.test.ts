// Rules of one's own are looked at, all of them, before anything of them runs: they read relations
// that their layer may read, and nothing else, by whatever words.
import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { BUNDLED_QUERIES, readCatalog } from '../../src/rules/catalog.ts';
import { declare } from '../../src/rules/declare.ts';
import { resolve } from '../../src/rules/resolve.ts';
import { Database } from '../../src/store/database.ts';
import { digestsOf, temporary } from '../support/temp.ts';

let db: Database;
beforeEach(async () => {
  db = await Database.open(':memory:');
});
afterEach(() => db.close());

const HEAD = "-- A rule of one's own.\n-- grain: account\n";

/** A folder of rules with these files; texts without a header get one. */
function folderOf(files: Readonly<Record<string, string>>): string {
  const folder = temporary(onTestFinished);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    const isBare = path.endsWith('.sql') && path.includes('/') && !text.startsWith('--');
    writeFileSync(join(folder, path), (isBare ? HEAD : '') + text);
  }
  return folder;
}

const resolved = async (files: Readonly<Record<string, string>>) =>
  resolve(db, readCatalog(folderOf(files)));

/** What the relation of the one file reads. */
async function inputs(path: string, sql: string): Promise<string[]> {
  const relation = path.replace('/', '.').replace('.sql', '');
  return (await resolved({ [path]: sql })).find((rule) => rule.relation === relation)?.inputs ?? [];
}

describe('a prediction does not see the invoice', () => {
  test.each([
    'with "staging.invoice_lines" as (select 1) select * from staging.invoice_lines',
    'from STAGING.INVOICE_LINES',
    'from "Staging"."Invoice_Lines"',
    'select list_transform([1], lambda x: (select count(*) from staging.invoice_lines))',
    'from ref.skus positional join staging.invoice_lines',
    'from (pivot staging.invoice_lines on currency in (1) using count(*))',
    'unpivot staging.invoice_lines on amount_usd',
    'with recursive r as (select 1 as n union all select n + 1 from r, staging.invoice_lines) from r',
    'select (with x as (from staging.invoice_lines) select count(*) from x)',
    'select * from ref.skus where sku in (select description from staging.invoice_lines)',
    'from ref.skus order by (select count(*) from staging.invoice_lines)',
    'select 1 limit (select count(*) from staging.invoice_lines)',
    'from ref.skus semi join staging.invoice_lines using (sku)',
    'from memory.staging.invoice_lines',
    'describe staging.invoice_lines',
  ])('%s', async (sql) => {
    await expect(resolved({ 'usage/mine.sql': sql })).rejects.toMatchObject({
      code: expect.stringMatching(/^E_RULE_(READS|SHAPE)$/),
      exit: 2,
    });
  });
  test.each([
    ['staging/peek.sql', 'select account from staging.invoice_lines'],
    ['staging/peek.sql', 'select account from raw.invoice_lines'],
    ['staging/invoice_periods.sql', 'select *, 1 as usd from staging.invoices'],
  ])('nor over %s: %s', async (path, sql) => {
    const middle = path === 'staging/peek.sql' ? 'staging.peek' : 'staging.invoice_periods';
    const files = {
      [path]: sql,
      'staging/hop.sql': `select account from ${middle}`,
      'params/mine.sql': 'select account from staging.hop',
    };
    await expect(resolved(files)).rejects.toMatchObject({ code: 'E_RULE_READS' });
    const { 'params/mine.sql': _, ...others } = files;
    if (middle === 'staging.peek')
      await resolved({ ...others, 'report/mine.sql': 'from staging.hop' });
  });
});

test('a copy of the bundled rules is as good as they are, under their names alone', async () => {
  const lines = readFileSync(join(BUNDLED_QUERIES, 'staging/invoice_lines.sql'), 'utf8');
  expect(await resolve(db, readCatalog(BUNDLED_QUERIES))).not.toEqual([]);
  const files = { 'staging/peek.sql': lines, 'usage/mine.sql': 'select account from staging.peek' };
  await expect(resolved(files)).rejects.toMatchObject({ code: 'E_RULE_READS' });
});

describe('a CTE stands for itself where it is seen, and for nothing else', () => {
  test.each([
    'select (with lines as (select 1) select count(*) from lines), (select count(*) from lines)',
    'with lines as (from lines) from lines',
    'with a as (with lines as (select 1) from lines) from a, lines',
    'with a as (from b), b as (select 1) from a',
    'from lines',
    'from "secret.csv"',
    "from '/etc/passwd'",
    'from "raw.loads"',
    'from a.b.c',
    'from information_schema.tables',
    'from main.mine',
  ])('refused: %s', async (sql) => {
    await expect(resolved({ 'report/mine.sql': sql })).rejects.toMatchObject({
      code: 'E_RULE_READS',
    });
  });
  test.each([
    ['with skus as (from ref.skus) from SKUS', ['ref.skus']],
    ['with a as (from ref.skus), b as (from a) select * from b, (from a)', ['ref.skus']],
    ['with recursive r as (select 1 as n union all select n + 1 from r where n < 3) from r', []],
    ['with a as (select 1) select (select count(*) from a) from REF.Skus', ['ref.skus']],
    ['from (values (1)) as t(account)', []],
    ["select 'from raw.loads; drop' as account -- from raw.loads;\n;", []],
    ['with p as (pivot ref.skus on unit in (1) using count(*)) from p', ['ref.skus']],
    ['from range(3), unnest([1])', []],
  ])('allowed: %s', async (sql, expected) => {
    expect(await inputs('report/mine.sql', sql)).toEqual(expected);
  });
});

describe('a rule reads nothing but relations', () => {
  test.each([
    "from read_text('/etc/passwd')",
    "from system.main.read_text('/etc/passwd')",
    "from query('from raw.loads')",
    "from query_table('raw.loads')",
    'from duckdb_tables()',
    "from glob('*')",
    'show tables',
    "select getvariable('account') as account",
    "select GetVariable('account') as account",
    "select system.main.getvariable('account') as account",
    "select coalesce(1, length(getenv('HOME'))) as account",
    "select current_setting('temp_directory') as account",
    "select json_serialize_plan('from raw.loads') as account",
  ])('%s', async (sql) => {
    for (const path of ['report/mine.sql', 'checks/mine.sql'])
      await expect(resolved({ [path]: sql })).rejects.toMatchObject({ code: 'E_RULE_READS' });
    const macros = folderOf({ 'macros_mine.sql': `create macro mine() as (${sql});` });
    await expect(declare(db, readCatalog(macros))).rejects.toMatchObject({
      code: expect.stringMatching(/^E_RULE_(READS|SHAPE)$/),
    });
  });
});

describe('nothing of a declaration runs', () => {
  const work = temporary(afterAll);
  const refused = (sql: string, code: RegExp) => async () => {
    const before = digestsOf(work);
    const cwd = process.cwd();
    process.chdir(work);
    try {
      const text = `${HEAD}-- kind: declaration\n${sql}`;
      await expect(
        declare(db, readCatalog(folderOf({ 'raw/mine.sql': text }))),
      ).rejects.toMatchObject({
        code: expect.stringMatching(code),
        exit: 2,
      });
    } finally {
      process.chdir(cwd);
    }
    expect(digestsOf(work)).toEqual(before);
    // Nothing else was made either.
    expect(await db.rows('select 1 from duckdb_tables() where not internal')).toEqual([]);
  };
  for (const sql of [
    "copy (select 1) to 'written.csv'",
    "attach 'written.duckdb'",
    "select 1 as account; copy (select 1) to 'written.csv'",
    "from read_text('/etc/passwd')",
    "from 'secret.csv'",
    "select getvariable('x') as account",
    'from ref.skus',
    'select count(*) as account from staging.invoices',
    "pragma profile_output = 'written.json'",
  ])
    test(sql, refused(sql, /^E_RULE_(READS|SHAPE)$/));

  for (const columns of [
    `1 as "a"" int; copy (select 1) to 'written.csv'; --"`,
    `{'a': 1} as pair`,
    `'x'::enum ('x', 'y''') as choice`,
  ])
    test(`nor do its columns: ${columns}`, async () => {
      const text = `${HEAD}-- kind: declaration\nselect ${columns}`;
      const catalog = readCatalog(folderOf({ 'raw/mine.sql': text }));
      await expect(declare(db, catalog)).rejects.toMatchObject({ code: 'E_RULE_SHAPE', exit: 2 });
      expect(existsSync('written.csv')).toBe(false);
    });

  test('its rows are none, whatever it selects', async () => {
    const text = `${HEAD}-- kind: declaration\nselect 'mine' as account -- one row`;
    await declare(db, readCatalog(folderOf({ 'raw/mine.sql': text })));
    expect(await db.rows('from raw.mine')).toEqual([]);
    // A column that was declared since is added.
    const more = `${HEAD}-- kind: declaration\nselect 'mine' as account, 1 as n -- and more;`;
    await declare(db, readCatalog(folderOf({ 'raw/mine.sql': more })));
    expect((await db.query('from raw.mine')).columns.map(({ name }) => name)).toEqual([
      'account',
      'n',
    ]);
  });
});

describe('a file is where a rule lies, and has a name', () => {
  test.each([
    'report/my-rule.sql',
    'report/Mine.sql',
    'report/1st.sql',
    'report/mine; drop table x.sql',
    'report/a" as select 1; --.sql',
    'report/mine.SQL',
    'report/deeper/mine.sql',
    'Report/mine.sql',
    'finance/mine.sql',
    'main/mine.sql',
    'charges.sql',
    'macros_Mine.sql',
    'ref/my skus.csv',
  ])('%s is refused', (path) => {
    const file = { [path]: 'select 1 as account' };
    expect(() => readCatalog(folderOf({ ...file, 'report/good.sql': 'select 1' }))).toThrow(
      expect.objectContaining({ code: 'E_QUERIES_NAME', exit: 2 }),
    );
    // Alone it is the name that is at fault below a layer, elsewhere that there is no rule.
    const code = /^(report|ref)\//.test(path) ? 'E_QUERIES_NAME' : 'E_QUERIES_EMPTY';
    expect(() => readCatalog(folderOf(file))).toThrow(expect.objectContaining({ code, exit: 2 }));
  });
  test('a CSV fills what is declared', async () => {
    for (const files of [
      { 'ref/mine.csv': 'account\na\n' },
      { 'report/lines.csv': 'account\na\n' },
    ])
      await expect(declare(db, readCatalog(folderOf(files)))).rejects.toMatchObject({
        code: 'E_REF_UNDECLARED',
        exit: 2,
      });
  });
  test('a link is read as the file that it names; one that names none is told', async () => {
    const other = folderOf({ 'report/mine.sql': 'select 1 as account' });
    const folder = temporary(onTestFinished);
    mkdirSync(join(folder, 'report'));
    symlinkSync(join(other, 'report/mine.sql'), join(folder, 'report/linked.sql'));
    const found = await resolve(db, readCatalog(folder));
    expect(found.map(({ relation }) => relation)).toContain('report.linked');
    symlinkSync(join(other, 'gone.sql'), join(folder, 'report/gone.sql'));
    expect(() => readCatalog(folder)).toThrow(
      expect.objectContaining({ code: 'E_QUERIES_MISSING', exit: 2 }),
    );
  });
});
