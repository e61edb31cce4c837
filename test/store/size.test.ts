import { statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { Database } from '../../src/store/database.ts';
import { placeEmptyDatabase } from '../support/empty-database.ts';
import { temporary } from '../support/temp.ts';

const folder = temporary(afterAll);

/** Each of so many columns would have a sketch of 3 KB in the format of DuckDB's first version. */
test('a database without rows is small, and stays so when it is written again', async () => {
  const path = placeEmptyDatabase(join(folder, 'empty.duckdb'));
  const small = 8_000_000;
  expect(statSync(path).size).toBeLessThan(small);
  const db = await Database.open(path);
  const tables = await db.rows<{ relation: string }>(
    `select schema_name || '.' || table_name as relation from duckdb_tables()`,
  );
  for (const { relation } of tables)
    await db.run(`alter table ${relation} add column more integer`);
  await db.run('checkpoint');
  db.close();
  expect(statSync(path).size).toBeLessThan(2 * small);
});
