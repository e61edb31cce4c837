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
 * Bytes of the catalog for each column of a table. In the format of DuckDB's first version each
 * would have a sketch of 3 KB besides.
 */
const OF_COLUMN = 250;

/** Bytes of the catalog for each character of a view's statement, which is kept as a tree. */
const OF_CHARACTER = 4;

/** Bytes of the catalog for each character of what columns mean. */
const OF_COMMENT = 2;

test('a database without rows is small, and stays so when it is written again', async () => {
  const path = placeEmptyDatabase(join(folder, 'empty.duckdb'));
  const { size } = statSync(path);
  const db = await Database.open(path);
  const tables = await db.rows<{ relation: string; columns: string; rows: string }>(
    `select schema_name || '.' || table_name as relation, column_count as columns,
       estimated_size as rows
     from duckdb_tables()`,
  );
  const columns = tables.reduce((sum, table) => sum + Number(table.columns), 0);
  const small = BLOCK * tables.filter(({ rows }) => rows !== '0').length + OF_COLUMN * columns;
  const [views] = await db.rows<{ characters: string }>(
    'select sum(length(sql))::bigint as characters from duckdb_views() where not internal',
  );
  const [meanings] = await db.rows<{ characters: string }>(
    'select sum(length(comment))::bigint as characters from duckdb_columns() where not internal',
  );
  const ofComments = OF_COMMENT * Number(meanings?.characters);
  const ofViews = OF_CHARACTER * Number(views?.characters) + ofComments;
  expect(size).toBeLessThan(small + ofViews);
  for (const { relation } of tables)
    await db.run(`alter table ${relation} add column more integer`);
  await db.run('checkpoint');
  db.close();
  expect(statSync(path).size).toBeLessThan(2 * small);
});
