// `sql` reads the database and nothing else: no statement writes a byte anywhere, whatever the name by
// which a file is reached, and no file but the database is read.
import { spawnSync } from 'node:child_process';
import {
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { readAnswer, refused } from '../../src/reports/sql-answer.ts';
import type { Database } from '../../src/store/database.ts';
import { openForStatements } from '../../src/store/readable.ts';
import { placeLoaded } from '../support/loaded.ts';
import { run } from '../support/run.ts';
import { digestsOf, ROOT, temporary } from '../support/temp.ts';

const work = temporary(afterAll);
const db = join(work, 'bill.duckdb');
let before: Record<string, string>;
let database: Database;
let cwd: string;

beforeAll(async () => {
  await placeLoaded('block-rounding', db);
  mkdirSync(join(work, 'below'));
  symlinkSync(db, join(work, 'soft.duckdb'));
  linkSync(db, join(work, 'hard.duckdb'));
  writeFileSync(join(work, 'secret.csv'), 'a\nhunter2\n');
  before = digestsOf(work);
  cwd = process.cwd();
  process.chdir(work);
  database = await openForStatements('bill.duckdb');
});

afterAll(() => {
  database.close();
  process.chdir(cwd);
});

/** After each: not a byte was written, and no file came or went. */
afterEach(() => expect(digestsOf(work)).toEqual(before));

const sql = (text: string, ...more: string[]) =>
  run(['sql', '--db', 'bill.duckdb', text, ...more], work);

/** What `sql` makes of statements, without opening the database each time. */
const answer = (text: string) =>
  readAnswer(database, text).catch((error: unknown) => {
    throw refused(error);
  });

const REFUSED = { code: 'E_SQL', exit: 2, message: expect.not.stringMatching(/file ?system/i) };

const NAMES = [
  'bill.duckdb',
  './bill.duckdb',
  'below/../bill.duckdb',
  db,
  `file://${db}`,
  'soft.duckdb',
  'hard.duckdb',
  '/proc/self/cwd/bill.duckdb',
  'bill.duckdb.wal',
  'bill.duckdb.tmp/new.csv',
  'new.csv',
  '/dev/stdout',
];
const COPIES = NAMES.flatMap((name) => [
  `copy (select 1) to '${name}'`,
  `copy (select 1) to '${name}' (use_tmp_file false)`,
  `explain analyze copy (select 1) to '${name}' (use_tmp_file false)`,
]);

describe('sql writes nothing', () => {
  test.each([
    ...COPIES,
    "/* look */ explain (analyze) -- at this\n copy (select 1) to 'bill.duckdb' (use_tmp_file false)",
    "explain copy (select 1) to 'bill.duckdb'",
    "select 1; copy (select 1) to 'bill.duckdb' (use_tmp_file false); select 2",
    "prepare p as copy (select 1) to 'bill.duckdb' (use_tmp_file false); execute p",
    "copy (select 1 as a, 2 as b) to 'parts' (partition_by (a))",
    "copy (select 1 as a) to 'parts' (format parquet, per_thread_output)",
    "export database 'whole'",
    "attach 'new.duckdb'",
    "attach 'bill.duckdb' as again (read_write)",
    "attach 'hard.duckdb' as again (read_write)",
    "attach ':memory:' as more",
    'install httpfs',
    'load httpfs',
    "load './new.duckdb_extension'",
    "set temp_directory = '.'",
    "set profiling_output = 'profile.json'",
    "pragma profile_output = 'profile.json'",
    'pragma enable_profiling',
    "set log_query_path = 'queries.log'",
    "call enable_logging(storage = 'file', storage_path = 'logs')",
    "set home_directory = '.'",
    "set secret_directory = '.'",
    "set extension_directory = '.'",
    "set disabled_filesystems = ''",
    'reset disabled_filesystems',
    'set lock_configuration = false',
    'reset enable_external_access',
    'create table mine as select 1',
    'create or replace view ref.skus as select 1',
    'create macro mine() as 1',
    'create schema mine',
    'insert into ref.plans from ref.plans',
    'explain analyze delete from ref.plans',
    "update ref.skus set sku = 'mine'",
    'drop schema report cascade',
    "comment on table ref.skus is 'mine'",
    'alter table ref.skus rename to mine',
    "copy ref.skus from 'secret.csv'",
    "import database 'whole'",
  ])('%s', async (statement) => {
    await expect(answer(statement)).rejects.toMatchObject(REFUSED);
  });
  test.each(['checkpoint', 'force checkpoint', 'vacuum', 'analyze'])(
    '%s has nothing to do',
    async (statement) => {
      expect((await answer(`${statement}; select 1 as n`)).rows).toEqual([{ n: 1 }]);
    },
  );
  test('in any format', async () => {
    const copy = "copy (select 1) to 'bill.duckdb' (use_tmp_file false)";
    for (const format of ['arrow', 'json'])
      expect(await sql(copy, '--format', format)).toMatchObject({ code: 2, out: '' });
  });
  test('nor does the real program, nor any other reader, whose database has no side files', {
    tags: 'journey',
  }, () => {
    const program = join(ROOT, 'dist/cli.js');
    const copy = "copy (select 1) to '/proc/self/cwd/bill.duckdb' (use_tmp_file false)";
    const options = { cwd: work, encoding: 'utf8' } as const;
    for (const argv of [['sql', copy], ['report'], ['check', 'ref.skus']])
      spawnSync(process.execPath, [program, ...argv, '--db', db], options);
    expect(readdirSync(work)).not.toContain('bill.duckdb.tmp');
  });
});

describe('sql refuses, as the shell does,', () => {
  const list = readFileSync(join(ROOT, 'test/commands/refused.sql'), 'utf8').trim().split('\n');
  test.each(list)('%s', async (statement) => {
    await expect(answer(statement)).rejects.toMatchObject(REFUSED);
  });
});

describe('sql reads no file', () => {
  test.each([
    "from read_csv('secret.csv')",
    "from read_text('secret.csv')",
    "from read_blob('bill.duckdb')",
    "from read_json('secret.csv')",
    "from glob('*')",
    "from 'secret.csv'",
    'from "secret.csv"',
    "from sniff_csv('secret.csv')",
    "from parquet_metadata('secret.csv')",
    "from read_duckdb('hard.duckdb', table_name = 'skus')",
    "from query('from read_text(''secret.csv'')')",
    "from query_table('secret.csv')",
    "select getenv('HOME')",
  ])('%s', async (statement) => {
    await expect(answer(statement)).rejects.toMatchObject(REFUSED);
  });
  test('and knows no secret that DuckDB keeps for a person', async () => {
    expect((await answer('from duckdb_secrets()')).rows).toEqual([]);
  });
});

describe('sql answers', () => {
  test.each([
    ['pivot ref.skus on unit using count(*) group by product', /^product,/],
    ['select 1; pivot ref.skus on unit using count(*) group by product;', /^product,/],
    ["with p as (pivot ref.skus on unit in ('GB-s') using count(*)) from p", /,GB-s,/],
    ['unpivot (select 1 as a, 2 as b) on a, b', /^name,value,a,1,b,2$/],
    ['summarize ref.skus', /^column_name,/],
    ['describe ref.skus', /^column_name,/],
    ["pragma table_info('ref.skus')", /^cid,name,/],
    ['show all tables', /,ref,skus,/],
    ['from ref.plans limit 0', /^plan/],
    ['with n as (select 3 as n) select n from n', /^n,3$/],
    ['values (1)', /^col0,1$/],
    ['explain select 1', /^explain_key,/],
    ['explain analyze select 1', /^explain_key,/],
    ['create temp table t(n int); insert into t values (7); from t', /^n,7$/],
    ['select 1 as n; select 2 as n; -- the end', /^n,2$/],
    ['prepare p as select $1::int as n; execute p(4)', /,4$/],
    ["set variable x = 'y'; select getvariable('x') as x", /^x,y$/],
    ['use ref; from plans limit 0', /^plan/],
    ['call pragma_version()', /^library_version/],
    ["select ';' as a, '-- no remark' as b", /^a,b,;,-- no remark$/],
  ])('%s', async (statement, words) => {
    const { columns, rows } = await answer(statement);
    const cells = [
      ...columns.map(({ name }) => name),
      ...rows.flatMap((row) => Object.values(row)),
    ];
    expect(cells.join()).toMatch(words);
  });
  test('as Arrow too, the last of several', async () => {
    const pivot = 'select 1; pivot ref.skus on unit using count(*) group by product';
    expect(await sql(pivot, '--format', 'arrow')).toMatchObject({ code: 0, err: '' });
  });
  test.each([';', ' ;; ', '/* a remark */ ;', '\n-- a remark\n'])(
    'nothing to %j',
    async (nothing) => {
      await expect(answer(nothing)).rejects.toMatchObject({ code: 'E_SQL_EMPTY', exit: 2 });
    },
  );
  test('a mistake in any statement in the words of DuckDB', async () => {
    const why = /^Parser Error: syntax error at or near "selec"[\s\S]*LINE 1: select 1; selec 2/;
    await expect(answer('select 1; selec 2')).rejects.toMatchObject({
      code: 'E_SQL',
      exit: 2,
      why: expect.stringMatching(why),
    });
  });
});
