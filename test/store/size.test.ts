import { statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { Database } from '../../src/store/database.ts';
import { placeEmptyDatabase } from '../support/empty-database.ts';
import { temporary } from '../support/temp.ts';

const folder = temporary(afterAll);

/** Bytes of the block that a table with rows begins. */
const BLOCK = 131_072;

/**
 * Bytes of the catalog for each column of a table or a view, with its part of their text. In the
 * format of DuckDB's first version each column of a table would have a sketch of 3 KB besides.
 */
const OF_COLUMN = 410;

test('a database without rows is small, and stays so when it is written again', async () => {
  const path = placeEmptyDatabase(join(folder, 'empty.duckdb'));
  const { size } = statSync(path);
  const db = await Database.open(path);
  const tables = await db.rows<{ relation: string; columns: string; rows: string }>(
    `select schema_name || '.' || table_name as relation, column_count as columns,
       estimated_size as rows
     from duckdb_tables()`,
  );
  const views = await db.rows<{ columns: string }>(
    'select column_count as columns from duckdb_views() where not internal',
  );
  const columns = [...tables, ...views].reduce((sum, one) => sum + Number(one.columns), 0);
  const small = BLOCK * tables.filter(({ rows }) => rows !== '0').length + OF_COLUMN * columns;
  expect(size).toBeLessThan(small);
  for (const { relation } of tables)
    await db.run(`alter table ${relation} add column more integer`);
  await db.run('checkpoint');
  db.close();
  expect(statSync(path).size).toBeLessThan(2 * small);
});
