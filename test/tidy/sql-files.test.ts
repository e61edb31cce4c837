// What every file of queries/ looks like: small, headed, lower-case, readable.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readCatalog } from '../../src/rules/catalog.ts';
import type { ResolvedRule } from '../../src/rules/order.ts';
import { openOverlay } from '../../src/rules/overlay.ts';
import { resolve } from '../../src/rules/resolve.ts';
import { Database } from '../../src/store/database.ts';
import { ABOVE } from '../../src/store/overlay.ts';
import { columnsOfAll } from '../support/columns.ts';
import { newEmptyDatabase } from '../support/empty-database.ts';
import { filesUnder, ROOT } from '../support/temp.ts';

const LONGEST_LINE = 100;
const LONGEST_FILE = 100;
const MEDIAN_FILE = 40;

/** Keywords that somebody's editor might shout. */
const KEYWORDS =
  /\b(SELECT|FROM|WHERE|JOIN|LEFT|CROSS|FULL|ANTI|ON|USING|GROUP BY|ORDER BY|HAVING|QUALIFY|WITH|AS|UNION|ALL|CASE|WHEN|THEN|ELSE|END|AND|OR|NOT|IN|IS|NULL|OVER|PARTITION BY|WINDOW|DISTINCT|CREATE|REPLACE|MACRO|COALESCE|SUM|COUNT|MAX|MIN)\b/;

/** What goes out has the column names of FOCUS. */
const FOCUS = [
  'report.focus_corrections',
  'report.focus_cost_and_usage',
  'report.focus_invoice_detail',
  'report.focus_billing_periods',
];

const files = filesUnder('queries', '.sql');
const text = (file: string) => readFileSync(join(ROOT, 'queries', file), 'utf8');

/** The SQL alone: no comments, no quoted text or names. */
const code = (file: string) =>
  text(file)
    .replace(/--.*$/gm, '')
    .replace(/'[^']*'|"[^"]*"/g, "''");

let db: Database;
let rules: readonly ResolvedRule[];
let columns: ReadonlyMap<string, readonly [string, string][]>;
const columnsOf = (relation: string) => columns.get(relation) ?? [];

beforeAll(async () => {
  db = await Database.open(newEmptyDatabase());
  rules = await resolve(db, readCatalog());
  columns = await columnsOfAll(db);
});

afterAll(() => db.close());

/** How long a file is without what it says of its columns, which is read elsewhere. */
const linesOf = (file: string) =>
  text(file)
    .replace(/^-- column .*\n/gm, '')
    .split('\n').length - 1;

/** Every line of every file that `isWrong` points at; an address may be as long as it is. */
function linesThat(isWrong: (line: string) => boolean, of = text): string[] {
  return files.flatMap((file) =>
    of(file)
      .split('\n')
      .flatMap((line, i) => (isWrong(line) ? [`${file}:${i + 1} ${line.trim()}`] : [])),
  );
}

describe('every file', () => {
  test('is at most 100 lines of at most 100 characters', () => {
    const isLong = (line: string) => line.length > LONGEST_LINE && !line.includes('https://');
    expect(linesThat(isLong)).toEqual([]);
    const sizes = files.map((file) => [file, linesOf(file)] as const);
    expect(sizes.filter(([, size]) => size > LONGEST_FILE)).toEqual([]);
  });

  test('ends in one line break and holds no tabs or trailing blanks', () => {
    expect(linesThat((line) => /\s$|\t/.test(line))).toEqual([]);
    expect(files.filter((file) => !/[^\n]\n$/.test(text(file)))).toEqual([]);
  });

  test('is written in lower case', () => {
    expect(linesThat((line) => KEYWORDS.test(line), code)).toEqual([]);
  });

  test('reads no session, no clock and no chance', () => {
    const outside = /\bgetvariable\b|\bcurrent_(date|timestamp)\b|\bnow\(|\b(random|uuid)\(/;
    expect(linesThat((line) => outside.test(line), code)).toEqual([]);
  });

  test('does not say `cost`, a keyword that needs `as`, and no unit of money', () => {
    expect(linesThat((line) => /\bcost\b/.test(line), code)).toEqual([]);
  });

  test('begins with a sentence', () => {
    const says = (file: string) => {
      const header = text(file).slice(0, text(file).search(/^(?!--)/m));
      return header
        .replace(/^-- (grain|kind|partition|empty without|checked|days|see|column \w+):.*\n/gm, '')
        .trim();
    };
    expect(files.filter((file) => !/^-- [A-Z`][\s\S]*[.:]$/.test(says(file)))).toEqual([]);
  });
});

test('which statuses of coverage are missing is said once', () => {
  const isList = (line: string) => /\bin \('complete'.*'provisional'/.test(line);
  const places = linesThat(isList).map((line) => line.replace(/:.*/, ''));
  expect(places).toEqual(['macros_coverage.sql']);
});

test('files are small on the whole', () => {
  const sizes = files.map(linesOf).sort((a, b) => a - b);
  const median = sizes[Math.floor(sizes.length / 2)] ?? 0;
  console.info(`${sizes.length} SQL files: median ${median} lines, longest ${sizes.at(-1)}`);
  expect(median).toBeLessThanOrEqual(MEDIAN_FILE);
});

test('the columns of each grain exist', () => {
  for (const { path, relation, header } of rules) {
    const names = columnsOf(relation).map(([name]) => name);
    expect(header.grain.length, path).toBeGreaterThan(0);
    expect(names, path).toEqual(expect.arrayContaining(header.grain));
  }
});

test('exports have the names of FOCUS, and of our own only such as begin with x_', async () => {
  const known = await db.rows<{ name: string }>('select column_id as name from ref.focus_columns');
  const names = known.map(({ name }) => name);
  for (const relation of FOCUS) {
    const named = columnsOf(relation).map(([name]) => name);
    const own = named.filter((name) => !names.includes(name));
    expect(own.filter((name) => !/^x_[A-Z][A-Za-z]*$/.test(name))).toEqual([]);
    // Theirs come first, in alphabetical order as in the specification.
    const theirs = named.slice(0, named.length - own.length);
    expect(theirs).toEqual([...theirs].sort());
  }
});

test('columns are named as the design says', () => {
  const broken: string[] = [];
  for (const { relation, layer } of rules) {
    if (layer === 'raw' || FOCUS.includes(relation)) continue;
    for (const [name, type] of columnsOf(relation)) {
      const isWrong =
        !/^[a-z][a-z0-9]*(_[a-z0-9]+)*$/.test(name) ||
        (/BOOLEAN/.test(type) && !/^(is|has|acts|any)_/.test(name)) ||
        (/_usd$/.test(name) && !/^DECIMAL\(|^INTEGER$/.test(type)) ||
        (/^DATE$/.test(type) && !/(_on|_from|_to)$/.test(name)) ||
        (/^TIMESTAMP/.test(type) && !/_at$/.test(name));
      if (isWrong) broken.push(`${relation}.${name} ${type}`);
    }
  }
  expect(broken).toEqual([]);
});

test('nothing lies about unread: a relation is read by another, by the program, or is a report', async () => {
  const source = filesUnder('src', '.ts').map((file) =>
    readFileSync(join(ROOT, 'src', file), 'utf8'),
  );
  const program = source.join('\n');
  const read = new Set((await resolve(db, readCatalog())).flatMap(({ inputs }) => inputs));
  for (const { header } of rules) if (header.days) read.add(header.days);
  const isPublic = ({ layer, relation }: ResolvedRule) =>
    ['report', 'checks'].includes(layer) || read.has(relation) || program.includes(relation);
  expect(rules.filter((rule) => !isPublic(rule)).map(({ path }) => path)).toEqual([]);
});

// Findings and reports read each other many times: each is computed once for those that read it.
test('every report can be asked for', async () => {
  const over = await openOverlay(newEmptyDatabase());
  try {
    const shown = rules.filter(({ layer }) => layer === 'findings' || layer === 'report');
    for (const { relation, header, sql } of shown)
      await over.run(
        header.kind === 'view' ? `create table ${ABOVE}.${relation} as ${sql}` : `from ${relation}`,
      );
    expect(shown.length).toBeGreaterThan(100);
  } finally {
    over.close();
  }
});
