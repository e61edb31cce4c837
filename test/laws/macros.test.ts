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
