// One rule a folder: `layer.rule.what-is-shown/`. Its CSVs are the rows that the rule reads, each
// named after its relation; expected.csv is what comes out, checked by hand. `npm run update`
// rewrites it, of the columns that its header names.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { RuleBooks } from '../support/rule-books.ts';
import { runRuleCase } from '../support/rule-case.ts';
import { golden } from '../support/temp.ts';

const HERE = fileURLToPath(new URL('.', import.meta.url));

const cases = readdirSync(HERE, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name)
  .sort();

let books: RuleBooks;

beforeAll(async () => {
  books = await RuleBooks.open();
});

afterAll(() => books.db.close());

test.each(cases)('%s', async (name) => {
  const folder = join(HERE, name);
  const rule = name.split('.').slice(0, 2).join('.');
  const found = await runRuleCase(books, folder, rule);
  expect(found).toBe(golden(join(folder, 'expected.csv'), found));
});
