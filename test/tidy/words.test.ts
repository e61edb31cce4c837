// SQL and its CSVs decide every number: no price, allowance, product, unit or tolerance in TypeScript.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { readCatalog } from '../../src/rules/catalog.ts';
import { Database } from '../../src/store/database.ts';
import { newEmptyDatabase } from '../support/empty-database.ts';
import { filesUnder, ROOT } from '../support/temp.ts';

const files = filesUnder('src', '.ts');

/** What is printed for people as an example of a command line is no number that the program uses. */
const EXAMPLE = /^\s*(command|example|says|description|fix):|^\s*'[^']*'( \+)?,?$|flaretally /;

/** Code without comments and examples, where a word or number would do something. */
function codeOf(file: string): string {
  return readFileSync(join(ROOT, 'src', file), 'utf8')
    .replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '')
    .split('\n')
    .filter((line) => !EXAMPLE.test(line))
    .join('\n');
}

/** What one file may name though the rest may not, each for one reason. */
const ALLOWED: Readonly<Record<string, RegExp>> = {
  // The demo ends in a command about its own account.
  'commands/demo.ts': /durable_objects\.rows_written/g,
  // The plan of an account that nobody named.
  'sources/load-context.ts': /'workers_paid'/g,
  'sources/estimate-file.ts': /'workers_paid'/g,
};

let names: string[];
let prices: string[];
let allowances: string[];

beforeAll(async () => {
  const db = await Database.open(newEmptyDatabase());
  const column = async (select: string) =>
    (await db.rows<{ x: string }>(select)).map(({ x }) => String(x));
  names = await column(
    `select sku as x from ref.skus union select meter from ref.meters
     union select plan from ref.plans`,
  );
  prices = await column(
    `select distinct plain_digits(price_usd) as x from ref.price_book
     where contains(plain_digits(price_usd), '.')`,
  );
  // Smaller ones are numbers that anything may be.
  allowances = await column(
    `select distinct included_quantity::varchar as x from ref.price_book
     where included_quantity >= 100000`,
  );
  db.close();
});

function code(file: string): string {
  const allowed = Object.entries(ALLOWED).find(([path]) => file.endsWith(path))?.[1];
  return allowed ? codeOf(file).replace(allowed, '') : codeOf(file);
}

const naming = (pattern: RegExp) =>
  files.flatMap((file) => (code(file).match(pattern) ?? []).map((found) => `${file}: ${found}`));

describe('TypeScript knows nothing of', () => {
  test('SKUs, meters and plans', () => {
    expect(names).toContain('durable_objects.requests');
    expect(naming(anyOf(names))).toEqual([]);
  });

  test('prices', () => {
    expect(prices).toContain('12.5');
    expect(naming(anyOf([...prices, '12.50', '0.30', '0.20']))).toEqual([]);
  });

  test('allowances', () => {
    expect(allowances).toContain('400000');
    const grouped = allowances.map((n) => n.replace(/\B(?=(\d{3})+$)/g, '_'));
    expect(naming(anyOf([...allowances, ...grouped]))).toEqual([]);
  });

  test('the numbers of a scenario', () => {
    expect(naming(/\b(128|1_?000_?000_?000|1_?073_?741_?824|20:1)\b/g)).toEqual([]);
  });

  // Sources name the tables, fields and permissions of the API that they ask, as data. The meter
  // runs inside of one.
  test('products, but for the sources', () => {
    const product = /\bdurable[_ -]?objects?\b|\bworkers\b|\bd1\b|\br2\b|\bneurons?\b/gi;
    expect(naming(product).filter((found) => !/^(sources|meter)\//.test(found))).toEqual([]);
  });
});

test('an exception that nobody needs any more is gone', () => {
  for (const [path, words] of Object.entries(ALLOWED)) {
    const file = files.find((one) => one.endsWith(path));
    if (file !== undefined) expect(codeOf(file), path).toMatch(words);
  }
});

test('no file of the repository names a machine or a person’s folder', () => {
  const list = ['ls-files', '-z', '--cached', '--others', '--exclude-standard'];
  const paths = execFileSync('git', list, { cwd: ROOT, encoding: 'utf8' }).split('\0');
  const isRead = (path: string) => /\.(ts|mjs|sql|csv|md|json|txt|sh)$|^\.ci/.test(path);
  const read = paths.filter((path) => isRead(path) && !path.startsWith('fixtures/demo/usage'));
  const mine = [homedir(), ROOT.replace(/\/$/, '')].filter((path) => path.length > 4);
  const machine = new RegExp([...mine.map(escaped), '/(Users|home)/\\w+/'].join('|'));
  const isFound = (path: string) =>
    existsSync(join(ROOT, path)) && machine.test(readFileSync(join(ROOT, path), 'utf8'));
  expect(read.length).toBeGreaterThan(300);
  expect(read.filter(isFound)).toEqual([]);
});

test('the CSVs of queries/ have as many fields in each row as in the header', async () => {
  const db = await Database.open(':memory:');
  for (const { path, file } of readCatalog().seeds) {
    const rows = db.query(
      `select * from read_csv($1, all_varchar = true, header = true,
      delim = ',', quote = '"', strict_mode = true, null_padding = false)`,
      [file],
    );
    expect((await rows).rows.length, path).toBeGreaterThan(0);
    expect(readFileSync(file, 'utf8'), path).toMatch(/^[a-z_0-9,]+\n[^\r]*[^\n]\n$/);
  }
  db.close();
});

function anyOf(words: readonly string[]): RegExp {
  return new RegExp(`(?<![\\w.])(${words.map(escaped).join('|')})(?![\\w.]*\\w)`, 'g');
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
}
