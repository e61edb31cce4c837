// Where one statement ends and the next begins, as SQLite has it.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { partsOf, statements } from '../../src/meter/statements.ts';
import { statement } from './sql.ts';

const TRIGGER = `CREATE TRIGGER log_it AFTER INSERT ON messages BEGIN
  INSERT INTO log VALUES (CASE WHEN new.id > 1 THEN 'a;' ELSE 'END' END);
  DELETE FROM old;
END`;

describe('one statement', () => {
  test.each([
    ['bare', 'SELECT 1'],
    ['a semicolon behind it', 'SELECT 1;'],
    ['several', 'SELECT 1 ;;\n ; '],
    ['one before it', '; SELECT 1'],
    ['a comment behind it', 'SELECT 1; -- done; really'],
    ['an open comment behind it', 'SELECT 1; /* the rest;'],
    ['in a string', `SELECT ';'`],
    ['in a string with a quote', `SELECT 'it''s; so', ';'`],
    ['in quoted names', 'SELECT 1 AS "a;""b", 2 AS `c;``d`, 3 AS [e;f]'],
    ['in a comment', 'SELECT /* ; */ 1 -- ;\n + 2'],
    ['quotes in a comment', `SELECT 1 -- it's\n + 2`],
    ['a comment in a string', `SELECT '--', '/*'`],
    ['in a parameter', 'SELECT $a::b(;)'],
    ['a trigger', TRIGGER],
    ['a trigger with its end', `${TRIGGER} ; `],
    ['a temporary one', TRIGGER.replace('CREATE', 'create /* x */ Temp')],
    ['an explained one', `EXPLAIN QUERY PLAN ${TRIGGER}`],
    ['not closed', `SELECT 'a; SELECT 2`],
  ])('%s', (_, sql) => {
    expect(statements(sql)).toHaveLength(1);
    expect(partsOf(sql)).toHaveLength(1);
  });
});

test.each([
  ['SELECT 1; SELECT 2', ['SELECT 1', 'SELECT 2']],
  [`SELECT 'a' ';'; SELECT 2`, [`SELECT 'a' ';'`, 'SELECT 2']],
  [`${TRIGGER}; SELECT 2`, [TRIGGER, 'SELECT 2']],
  [
    'CREATE TABLE trigger_log(x); SELECT 1; END',
    ['CREATE TABLE trigger_log(x)', 'SELECT 1', 'END'],
  ],
  ['SELECT 1; -- a\n /* b */ SELECT 2 -- c', ['SELECT 1', 'SELECT 2']],
  ['-- nothing;', []],
  ['', []],
])('%s', (sql, parts) => expect(statements(sql)).toEqual(parts));

test('any statements joined come apart again', () => {
  const blank = fc.constantFrom('', ' ', '\n', '/* ; */', '-- ;\n', ';');
  fc.assert(
    fc.property(fc.array(fc.tuple(blank, statement, blank)), (parts) => {
      const sql = parts.map(([before, text, after]) => `${before}${text}${after};`).join('');
      expect(statements(sql)).toEqual(parts.map(([, text]) => text));
    }),
  );
});

test('a megabyte in one string is no burden', () => {
  const sql = `INSERT INTO t VALUES ('${`it''s; `.repeat(150_000)}')`;
  expect(statements(`${sql}; SELECT 1`)).toEqual([sql, 'SELECT 1']);
});
