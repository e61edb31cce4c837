import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { tableFromIPC } from 'apache-arrow';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { runCli } from '../../src/commands/main.ts';
import { bufferIo } from '../../src/commands/shared/buffer-io.ts';
import type { Io } from '../../src/commands/shared/io.ts';
import { placeLoaded } from '../support/loaded.ts';

const folder = mkdtempSync(join(tmpdir(), 'flaretally-sql-'));
const db = join(folder, 'bill.duckdb');
const MISTYPED = { code: 2, out: '' };

beforeAll(() => placeLoaded('block-rounding', db));
afterAll(() => rmSync(folder, { recursive: true }));
afterEach(() => vi.restoreAllMocks());

async function sql(argv: string[], world: Partial<Io> = {}) {
  const io = bufferIo(world);
  const code = await runCli(['sql', '--db', db, ...argv], io);
  return { code, out: io.out(), err: io.err(), bytes: io.bytes() };
}

function pipe(text: string) {
  vi.spyOn(process, 'stdin', 'get').mockReturnValue(Readable.from([text]) as typeof process.stdin);
}

describe('sql', () => {
  test('prints the rows of the last statement, their number beside', async () => {
    const { code, out, err } = await sql([
      'create temp table t as select 1.10::decimal(9, 2) as usd; select * from t',
    ]);
    expect({ code, out, err }).toEqual({ code: 0, out: 'usd\n1.10\n', err: '1 row\n' });
  });
  test('keeps every digit, null and both columns of one name', async () => {
    const ask = 'select 170141183460469231731687303715884105727::hugeint as a, null as b, 2 as a';
    expect((await sql([ask])).out).toBe('a,b,a:1\n170141183460469231731687303715884105727,,2\n');
    expect((await sql([ask, '--format', 'json'])).out).toContain(
      '{"a":"170141183460469231731687303715884105727","b":null,"a:1":2}',
    );
  });
  test('reads a file, standard input, and not both', async () => {
    const file = join(folder, 'query.sql');
    writeFileSync(file, '\ufeff-- a remark\nselect 3 as n;\n');
    expect((await sql(['-f', file])).out).toBe('n\n3\n');
    pipe('select 4 as n');
    expect((await sql([])).out).toBe('n\n4\n');
    pipe('select 5 as n');
    expect((await sql(['--file', '-'])).out).toBe('n\n5\n');
    const both = await sql(['select 1', '-f', file]);
    expect(both).toMatchObject(MISTYPED);
    expect(both.err).toContain('E_SQL_TWICE');
    expect((await sql(['-f', `${file}.not`])).err).toContain('E_FILE_MISSING');
  });
  test.each(['', ' \n', '-- nothing but a remark', ';'])(
    'asks for SQL when given %j',
    async (text) => {
      pipe(text);
      const { code, out, err } = await sql([]);
      expect({ code, out }).toEqual(MISTYPED);
      expect(err).toContain('E_SQL_EMPTY');
    },
  );
  test("shows DuckDB's message, candidates and caret", async () => {
    const column = await sql(['select acount from params.accounts']);
    expect(column).toMatchObject(MISTYPED);
    expect(column.err).toMatch(/^error E_SQL: /);
    expect(column.err).toContain('Candidate bindings: "account"');
    expect(column.err).toMatch(/LINE 1: select acount from params\.accounts\n +\^\n/);
    const many = await sql(['select date_trunc(1, 2, 3)']);
    expect(many.err).toContain('date_trunc(VARCHAR, DATE) -> TIMESTAMP');
    expect(many.err).toMatch(/LINE 1: .*\n +\^\n/);
    expect(many.err).not.toContain('␉');
  });
  test.each([
    'insert into ref.plans from ref.plans',
    'drop table ref.skus',
    "from read_csv('/etc/passwd')",
    "copy (select 1) to '/tmp/flaretally-sql.csv'",
    "attach '/tmp/flaretally-sql.duckdb'",
    'set enable_external_access = true',
  ])('refuses %s', async (statement) => {
    const { code, err } = await sql([statement]);
    expect(code).toBe(2);
    expect(err).toContain('E_SQL');
  });
  test('streams Arrow into a pipe, exactly, and not onto a terminal', async () => {
    const ask = 'select range as n, 0.10::decimal(38, 2) as usd from range(5000)';
    const { code, bytes, err } = await sql([ask, '--format', 'arrow']);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    const table = tableFromIPC(bytes);
    expect(table.numRows).toBe(5000);
    expect(String(table.schema.fields[1]?.type)).toContain('Decimal');
    const shown = await sql([ask, '--format', 'arrow'], { isStdoutTty: true });
    expect(shown).toMatchObject(MISTYPED);
    expect(shown.err).toContain('E_ARROW_TERMINAL');
    const broken = await sql(['select nope', '--format', 'arrow']);
    expect(broken).toMatchObject(MISTYPED);
  });
  test.each(['table', 'arrow'])('gives up on Ctrl-C, printing %s', async (format) => {
    const interrupt = new AbortController();
    setTimeout(() => interrupt.abort(), 200);
    const ask = 'select sum(a.range * b.range) from range(10000000) a, range(10000000) b';
    const { code, err } = await sql([ask, '--format', format], { signal: interrupt.signal });
    expect(code).toBe(130);
    expect(err).toContain('E_INTERRUPTED');
  });
  test('says what to do without a database', async () => {
    const io = bufferIo();
    expect(await runCli(['sql', 'select 1', '--db', join(folder, 'nowhere.duckdb')], io)).toBe(2);
    expect(io.err()).toContain('E_DB_MISSING');
  });
});
