// One rule a folder: `layer.rule.what-is-shown/`. Its CSVs are the rows that the rule reads, each
// named after its relation; expected.csv is what comes out, checked by hand. `npm run update`
// rewrites it, of the columns that its header names.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runRuleCase } from '../support/rule-case.ts';
import { RuleDatabase } from '../support/rule-database.ts';
import { golden } from '../support/temp.ts';

const HERE = fileURLToPath(new URL('.', import.meta.url));

const cases = readdirSync(HERE, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name)
  .sort();

let database: RuleDatabase;

beforeAll(async () => {
  database = await RuleDatabase.open();
});

afterAll(() => database.db.close());

test.each(cases)('%s', async (name) => {
  const folder = join(HERE, name);
  const rule = name.split('.').slice(0, 2).join('.');
  const found = await runRuleCase(database, folder, rule);
  expect(found).toBe(golden(join(folder, 'expected.csv'), found));
});
