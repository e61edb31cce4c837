// Scalar macros against arithmetic on whole numbers of JavaScript.
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Database } from '../../src/store/database.ts';
import { newEmptyDatabase } from '../support/empty-database.ts';

let db: Database;

beforeAll(async () => {
  db = await Database.open(newEmptyDatabase());
});

afterAll(() => db.close());

/** What a macro makes of each number, all in one statement. */
async function each(expression: string, numbers: readonly bigint[]): Promise<string[]> {
  const rows = await db.rows<{ made: string }>(
    `select ${expression} as made from (
       select unnest($1::json::varchar[])::hugeint as n, unnest(range(${numbers.length})) as place
     ) order by place`,
    [JSON.stringify(numbers.map(String))],
  );
  return rows.map(({ made }) => made);
}

const natural = fc.bigInt({ min: 0n, max: 10n ** 36n });

test('the whole root of a number is the greatest whose square it holds', async () => {
  const squares = fc.bigInt({ min: 0n, max: 10n ** 9n }).chain((root) => {
    return fc.constantFrom(root * root, root * root + 1n, root * root - 1n);
  });
  const number = fc.oneof(natural, squares, fc.bigInt({ min: 0n, max: 50n }));
  const numbers = fc.sample(number, { numRuns: 400, seed: 7 }).map((n) => (n < 0n ? 0n : n));
  const roots = (await each('whole_root(n)::varchar', numbers)).map(BigInt);
  for (const [i, root] of roots.entries()) {
    const n = numbers[i] ?? 0n;
    expect(root * root <= n && (root + 1n) * (root + 1n) > n).toBe(true);
  }
});

test('digits are set apart by threes, whatever the sign and the decimals', async () => {
  const numbers = fc.sample(fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n }), { seed: 7 });
  const grouped = await each('grouped_digits(n::decimal(28, 3) * 0.01)', numbers);
  for (const [i, text] of grouped.entries()) {
    const n = numbers[i] ?? 0n;
    const [sign, size] = n < 0n ? ['-', -n] : ['', n];
    const decimals = String(size % 100n)
      .padStart(2, '0')
      .replace(/0+$/, '');
    const whole = (size / 100n).toLocaleString('en-US');
    expect(text).toBe(`${sign}${whole}${decimals && `.${decimals}`}`);
  }
});

test('a noun agrees with its count, and a name that ends in a number stays', async () => {
  const told = (sentence: string, measured: string, per: string) =>
    db
      .rows<{ says: string }>(
        `select told(agreed($1, [['measured', $2], ['per', $3]]),
           [['place', 'shard 1'], ['ratio', '900'], ['measured', $2], ['per', $3]]) as says`,
        [sentence, measured, per],
      )
      .then(([row]) => row?.says);
  const reads = '{place} reads {ratio} rows a query: {measured} rows for {per} queries';
  expect(await told(reads, '900', '1')).toBe(
    'shard 1 reads 900 rows a query: 900 rows for 1 query',
  );
  expect(await told(reads, '1', '2')).toBe('shard 1 reads 900 rows a query: 1 row for 2 queries');
  const lists = '{measured} lists among {per} class A operations, {measured} of {per} requests';
  expect(await told(lists, '1', '1')).toBe('1 list among 1 class A operation, 1 of 1 request');
  expect(await told(lists, '11', '21')).toBe(
    '11 lists among 21 class A operations, 11 of 21 requests',
  );
});

test('no behaviour tells one of many: 1 queries', async () => {
  const rows = await db.rows<{ one: string; many: string; says: string }>(
    `with counted as (
       select says, ['measured', 'per', 'beside'] as names from ref.signatures
     )
     select says, agreed(says, list_transform(names, lambda n: [n, '1'])) as one,
       agreed(says, list_transform(names, lambda n: [n, '2'])) as many from counted`,
  );
  expect(rows.length).toBeGreaterThan(20);
  for (const { one, many, says } of rows) {
    expect(many).toBe(says);
    expect(one).not.toMatch(/\{(measured|per|beside)\} (class [AB] |incoming )?[a-z]*[^s ]s\b/);
  }
  expect(rows.filter(({ one, says }) => one !== says).length).toBeGreaterThan(15);
});
