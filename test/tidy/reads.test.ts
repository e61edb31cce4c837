// queries/reads.json says what DuckDB's parser says of every bundled rule and macro, and nothing
// else. `npm run update` writes it again.
import { expect, test } from 'vitest';
import { readCatalog } from '../../src/rules/catalog.ts';
import { KNOWN_READS, textDigest } from '../../src/rules/known-reads.ts';
import { macrosIn } from '../../src/rules/macros.ts';
import { parse } from '../../src/rules/syntax.ts';
import { Database } from '../../src/store/database.ts';
import { golden } from '../support/temp.ts';

test('what is known of the rules is what the parser says', async () => {
  const db = await Database.open(':memory:');
  const catalog = readCatalog();
  const selects = [
    ...macrosIn(catalog.macros).map(({ select }) => select),
    ...catalog.rules.map(({ sql }) => sql),
  ];
  const found: Record<string, string[]> = {};
  for (const select of selects) {
    const reads = await parse(db, select);
    expect({ ...reads, tables: [] }).toEqual({ statements: 1, tables: [], functions: [] });
    found[textDigest(select)] = reads.tables;
  }
  db.close();
  const lines = Object.entries(found).map(([key, tables]) => `"${key}": ${JSON.stringify(tables)}`);
  const text = `{\n${lines.sort().join(',\n')}\n}\n`;
  expect(text).toBe(golden(KNOWN_READS, text));
});
