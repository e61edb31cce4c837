// Every column says what it means: in queries/columns.csv, or in the head of its relation.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readCatalog } from '../../src/rules/catalog.ts';
import { type Meaning, meaningOf, meaningText } from '../../src/rules/column-meanings.ts';
import type { Rule } from '../../src/rules/rule-file.ts';
import { Database } from '../../src/store/database.ts';
import { newEmptyDatabase } from '../support/empty-database.ts';

/** Layers in which no column may be without a meaning. */
const DESCRIBED = ['usage', 'rating', 'allocation', 'reconcile', 'report'];

/** Units by the end of a name. */
const UNITS: readonly [RegExp, RegExp][] = [
  [/_usd$/, /^(USD|currency of the row)$/],
  [/(^|_)cents$/, /^cents$/],
  [/_us$/, /^microseconds$/],
  [/_ms$/, /^milliseconds$/],
  [/_ns$/, /^nanoseconds$/],
  [/_gb_s$/, /^GB-s$/],
  [/_on$/, /^day UTC$/],
  [/_at$/, /^instant UTC$/],
  [/_percent$/, /^percent$/],
  [/_permille$/, /^thousandths$/],
];

interface Stored {
  relation: string;
  name: string;
  type: string;
  /** What the database itself says. */
  comment: string | null;
}

interface Found extends Omit<Stored, 'relation'> {
  rule: Rule;
  meaning: Meaning | undefined;
}

const catalog = readCatalog();
const columns: Found[] = [];

beforeAll(async () => {
  const db = await Database.open(newEmptyDatabase());
  const rules = new Map(catalog.rules.map((rule) => [rule.relation, rule]));
  const found = await db.rows<Stored>(
    `select schema_name || '.' || table_name as relation, column_name as name, data_type as type,
       comment
     from duckdb_columns() where not internal order by 1, column_index`,
  );
  db.close();
  for (const { relation, name, type, comment } of found) {
    const rule = rules.get(relation);
    if (!rule) continue;
    columns.push({ rule, name, type, comment, meaning: meaningOf(catalog.glossary, rule, name) });
  }
});

const nameOf = ({ rule, name }: Found) => `${rule.relation}.${name}`;

test('every column of the layers that people read has a meaning', () => {
  const silent = columns.filter(
    ({ rule, meaning }) => DESCRIBED.includes(rule.layer) && !meaning?.says,
  );
  const help = 'say it in the head of the file (-- column NAME: what it says [unit])';
  expect(silent.map(nameOf), help).toEqual([]);
});

test('a database says the same of its columns', () => {
  const other = columns.filter(({ comment, meaning }) => {
    return comment !== (meaning === undefined ? null : meaningText(meaning));
  });
  expect(other.map(nameOf)).toEqual([]);
});

test('every entry of the glossary is what some column means', () => {
  const used = new Set(columns.map(({ meaning }) => meaning));
  const unused = Object.entries(catalog.glossary).filter(([, meaning]) => !used.has(meaning));
  expect(unused.map(([name]) => name)).toEqual([]);
});

test('every meaning in the head of a relation is of one of its columns', () => {
  const wrong = catalog.rules.flatMap((rule) => {
    const own = columns.filter((found) => found.rule === rule).map(({ name }) => name);
    const told = Object.keys(rule.header.columns);
    return told.filter((name) => !own.includes(name)).map((name) => `${rule.relation}.${name}`);
  });
  expect(wrong).toEqual([]);
});

test('a head says only what the glossary does not', () => {
  const repeated = columns.filter(({ rule, name, meaning }) => {
    const { [name]: own, ...others } = rule.header.columns;
    const without = { layer: rule.layer, header: { columns: others } };
    return own?.says === meaningOf(catalog.glossary, without, name)?.says && meaning !== undefined;
  });
  const told = repeated.filter(({ rule, name }) => rule.header.columns[name]);
  expect(told.map(nameOf)).toEqual([]);
});

test('a meaning is a short phrase, with a unit where the column is a number', () => {
  const isWrong = ({ rule, type, meaning }: Found) => {
    if (!meaning || !DESCRIBED.includes(rule.layer)) return false;
    const words = meaning.says.split(' ').length;
    const isNumber = /^(DECIMAL|HUGEINT|BIGINT|INTEGER|DATE|TIMESTAMP)[^[]*$/.test(type);
    return (
      !/^[A-Z0-9].*[^.]$/.test(meaning.says) ||
      words < 2 ||
      words > 24 ||
      (isNumber && meaning.unit === undefined) ||
      (type === 'BOOLEAN' && (meaning.unit !== undefined || !/^Whether /.test(meaning.says))) ||
      (meaning.source !== undefined && !/^https:\/\/\S+$/.test(meaning.source))
    );
  };
  expect(columns.filter(isWrong).map((found) => [nameOf(found), found.meaning])).toEqual([]);
});

test('the unit is the one that the name ends in', () => {
  const isWrong = ({ name, type, meaning }: Found) =>
    meaning !== undefined &&
    !/BOOLEAN|VARCHAR/.test(type) &&
    UNITS.some(([end, unit]) => end.test(name) && !unit.test(meaning.unit ?? ''));
  expect(columns.filter(isWrong).map((found) => [nameOf(found), found.meaning?.unit])).toEqual([]);
});

afterAll(() =>
  console.info(`${columns.filter(({ meaning }) => meaning).length} of ${columns.length}
  columns have a meaning`),
);
