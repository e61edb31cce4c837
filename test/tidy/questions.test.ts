// Each bundled question is one SELECT over published relations, exact, of one account and period, and
// small enough to read.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readQuestions } from '../../src/questions/list.ts';
import { filledIn } from '../../src/questions/values.ts';
import { doublesIn } from '../../src/rules/doubles.ts';
import { tablesRead } from '../../src/rules/syntax.ts';
import { Database } from '../../src/store/database.ts';
import { newEmptyDatabase } from '../support/empty-database.ts';

/** What was received, and what only checks it, is no answer. */
const CLOSED = ['raw', 'staging', 'checks', 'ops'];

const questions = readQuestions(undefined);
let db: Database;
beforeAll(async () => {
  db = await Database.open(newEmptyDatabase());
});
afterAll(() => db.close());

/** The text as it is run, with values in the place of parameters. */
function filled({ sql, parameters }: (typeof questions)[number]): string {
  const own = Object.fromEntries(parameters.map(({ name, byDefault }) => [name, byDefault]));
  return filledIn(sql, { ...own, account: 'a', period: '2026-10-04' });
}

test.each(questions)('$name', async (question) => {
  const { sql, meters, unknown, says, title, empty } = question;
  const { error, statements, tables, functions } = await tablesRead(db, filled(question));
  expect([error, statements, functions]).toEqual([undefined, 1, []]);
  expect(tables.filter((table) => CLOSED.includes(table.split('.')[0] ?? ''))).toEqual([]);
  expect(await doublesIn(db, filled(question))).toEqual([]);

  expect(sql).toMatch(/\$account\b[\s\S]*\$period\b/);
  expect(sql).toMatch(/\norder by [\s\S]*\n$/);
  const lines = sql.split('\n');
  expect(lines.filter((line) => line.length > 100 || /\s$|\t/.test(line))).toEqual([]);
  expect(lines.length).toBeLessThanOrEqual(100);
  for (const text of [says, empty, ...unknown.map((one) => one.says)])
    expect(text).toMatch(/^[A-Z].*\.$/);
  expect(title).not.toMatch(/\.$/);

  const known = await db.rows<{ meter: string }>('select meter from ref.meters');
  expect(meters.filter((meter) => !known.some((one) => one.meter === meter))).toEqual([]);
  const { columns, rows } = await db.query(filled(question));
  const names = columns.map(({ name }) => name);
  expect(names).toEqual(expect.arrayContaining(unknown.map(({ column }) => column)));
  expect(names.filter((name) => !/^[a-z][a-z0-9_]*$/.test(name))).toEqual([]);
  // Money is a decimal, and an account that the database does not have has no rows.
  const money = columns.filter(({ name }) => /usd$/.test(name));
  expect(money.filter(({ type }) => !/^DECIMAL/.test(type))).toEqual([]);
  expect(rows).toEqual([]);
});

test('there are twenty-five and more, of different titles', () => {
  expect(new Set(questions.map(({ title }) => title)).size).toBe(questions.length);
  expect(questions.length).toBeGreaterThanOrEqual(25);
});
