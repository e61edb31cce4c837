// The command: its list, its parameters, its forms, and the doors that it goes through.
import { getEventListeners } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runCli } from '../../src/commands/main.ts';
import { bufferIo } from '../../src/commands/shared/buffer-io.ts';
import { parseQuestion } from '../../src/questions/question.ts';
import { filledIn } from '../../src/questions/values.ts';
import { placeLoaded } from '../support/loaded.ts';
import { run } from '../support/run.ts';
import { temporary } from '../support/temp.ts';

const folder = temporary(afterAll);
const own = join(folder, 'own');
beforeAll(async () => {
  await placeLoaded('block-rounding', join(folder, 'flaretally.duckdb'));
  mkdirSync(own);
  const head = '-- title: Lines\n-- The lines.\n-- theme: Ours\n-- empty: There is no line.\n';
  const put = (name: string, sql: string, more = '') =>
    writeFileSync(join(own, `${name}.sql`), `${head}${more}${sql}\n`);
  put('lines', 'select sku from reconcile.lines where account = $account order by sku limit 1');
  put('cents', "select 'ours' as whose", '-- unknown: whose; Nobody knows whose.\n');
  put('rounding', "select 'ours' as whose");
  put('nobody', 'select null::varchar as whose', '-- unknown: whose; Nobody knows whose.\n');
  put('writes', 'create table ref.mine as select 1');
  put('reads', "from read_csv('/etc/passwd')");
  put('odd', 'select $nothing as odd');
});

const ask = (...argv: string[]) => run(['ask', ...argv], folder);
const mine = (...argv: string[]) => ask(...argv, '--questions', own);

describe('the list', () => {
  test('names each question with its sentence, theme by theme, without a database', async () => {
    const { code, out } = await ask('--format', 'table', '--db', 'none.duckdb');
    expect(code).toBe(0);
    expect(out.match(/^\S.*$/gm)).toEqual(
      ['Analytics', 'Durable Objects', 'Money', 'Storage and databases', 'Tenants'].concat(
        'Workers and logs',
      ),
    );
    expect(out).toContain('  hibernation\n    Durable Object classes with WebSockets: ');
  });
  test('has those of an own folder, which replace others of their name', async () => {
    const { out } = await mine('--format', 'json');
    const rows: { question: string; theme: string }[] = JSON.parse(out).rows;
    const ours = rows.filter(({ theme }) => theme === 'Ours').map(({ question }) => question);
    expect(ours).toEqual(['cents', 'lines', 'nobody', 'odd', 'reads', 'rounding', 'writes']);
    expect(rows.filter(({ question }) => question === 'rounding')).toHaveLength(1);
    expect((await mine('rounding')).out).toBe('whose\nours\n');
  });
});

describe('an answer', () => {
  test.each(['arrow', 'csv'])('as %s leaves nothing that waits for Ctrl-C', async (format) => {
    const { signal } = new AbortController();
    const io = bufferIo({ cwd: folder, signal });
    const db = join(folder, 'flaretally.duckdb');
    expect(await runCli(['ask', 'allowances', '--db', db, '--format', format], io)).toBe(0);
    expect(getEventListeners(signal, 'abort')).toEqual([]);
  });
  test('has a title, rows, and below them whose they are', async () => {
    const { out } = await ask('allowances', '--format', 'table');
    expect(out).toMatch(/^Allowance used, by line\n\nline +unit[\s\S]*\nAccount \w{32}, .*\n$/);
    const { out: page } = await ask('allowances', '--format', 'md');
    expect(page).toMatch(/^## Allowance used, by line\n\n\| line +\| unit/);
  });
  test('is data alone in a pipe; the rest is talk', async () => {
    const { out, err } = await ask('allowances');
    expect(out).toMatch(/^line,unit,used,/);
    expect(err).toMatch(/^Account \w{32}, .* UTC \(end exclusive\)\.\n$/);
  });
  test('that has no rows says why', async () => {
    const { out, err } = await ask('log-events');
    expect(out).toMatch(/^script,days,.*\n$/);
    expect(err).toMatch(/^Not known: no log of this period/);
    const { out: page } = await ask('log-events', '--format', 'md');
    expect(page).toMatch(/^## Log events per invocation\n\nNot known: /);
  });
  test('says what a dash stands for', async () => {
    const { out, err } = await mine('nobody');
    expect(out).toBe('whose\n\n');
    expect(err).toMatch(/^Nobody knows whose\.\nAccount /);
    expect((await mine('cents')).err).not.toContain('Nobody');
  });
  test('can be an Arrow stream', async () => {
    const io = bufferIo({ cwd: folder });
    const argv = ['ask', 'allowances', '--format', 'arrow', '--db', `${folder}/flaretally.duckdb`];
    expect(await runCli(argv, io)).toBe(0);
    expect(io.bytes().length).toBeGreaterThan(500);
  });
});

test('--sql gives the same rows through sql', async () => {
  const text = (await ask('allowances', '--sql')).out;
  expect(text).toMatch(/^-- title: Allowance used, by line\n/);
  expect(text).toMatch(/c\.account = '\w{32}' and c\.period_id = '2026-\d\d-\d\d'/);
  const again = await run(['sql', text], folder);
  expect(again.out).toBe((await ask('allowances')).out);
});

test('parameters are filled in where they stand, and nowhere else', () => {
  const sql = `select $a, '$a', "$a", $$x$$, $b -- $a\n/* $a */ from t where a = $a::integer`;
  const filled = `select 'it''s', '$a', "$a", $$x$$, null -- $a\n/* $a */ from t where a = 'it''s'::integer`;
  expect(filledIn(sql, { a: "it's", b: null })).toBe(filled);
});

test('a parameter is given, or is what the question says', async () => {
  const rows = async (...argv: string[]) =>
    (await ask('top-movers', '--format', 'csv', ...argv)).out.trim().split('\n').length - 1;
  const all = await rows('--param', 'rows=1000');
  expect(all).toBeGreaterThan(1);
  expect(await rows('--param', 'rows=1')).toBe(1);
  expect(await rows()).toBe(Math.min(10, all));
});

describe('is refused', () => {
  test.each([
    [['hibernatoin'], 'E_QUESTION_UNKNOWN', 'did you mean hibernation?'],
    [['most-expensive-day', '--param', 'row=1'], 'E_QUESTION_PARAMETER', 'did you mean rows?'],
    [['most-expensive-day', '--param', 'rows'], 'E_QUESTION_PARAMETER', 'is not NAME=VALUE'],
    [['most-expensive-day', '--param', 'period=x'], 'E_QUESTION_PARAMETER', 'give it as --period'],
    [['allowances', '--param', 'x=1'], 'E_QUESTION_PARAMETER', 'it has none'],
    [['most-expensive-day', '--param', 'rows=many'], 'E_QUESTION_PARAMETER', 'it is read as INT32'],
    [['--questions', 'nowhere'], 'E_QUESTIONS_MISSING', 'nowhere'],
    [['allowances', '--db', 'none.duckdb'], 'E_DB_MISSING', 'load files'],
  ])('%j', async (argv, code, says) => {
    const ran = await ask(...argv);
    expect(ran).toMatchObject({ code: 2, out: '' });
    expect(ran.err).toContain(`error ${code}: `);
    expect(ran.err).toContain(says);
  });
  test.each([
    ['writes', 'the database can only be read'],
    ['reads', 'sql can read only the database'],
    ['odd', 'nothing gives the parameter $nothing'],
  ])('what is no question: %s', async (name, says) => {
    const ran = await mine(name);
    expect(ran).toMatchObject({ code: 2, out: '' });
    expect(ran.err).toContain(says);
  });
  test.each([
    'select 1',
    '-- title: T\n-- Says.\n-- theme: X\nselect 1',
    '-- title: T\n-- Says.\n-- theme: X\n-- empty: No.\n-- parameter: rows\nselect 1',
    '-- title: T\n-- Says.\n-- theme: X\n-- empty: No.\n-- parameter: period; no\nselect 1',
    '-- title: T\n-- Says.\n-- theme: X\n-- empty: No.\n-- unknown: usd\nselect 1',
  ])('a head that lacks something: %j', (sql) => {
    const error = expect.objectContaining({ code: 'E_QUESTION_HEAD' });
    expect(() => parseQuestion('mine', 'mine.sql', sql)).toThrow(error);
  });
});
