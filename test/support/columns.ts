import type { Database } from '../../src/store/database.ts';

/**
 * Names and types of the columns of all relations, in order, by relation. To ask for those of one
 * after another, DuckDB would plan each view with all that it reads.
 */
export async function columnsOfAll(
  db: Database,
): Promise<ReadonlyMap<string, readonly [string, string][]>> {
  const rows = await db.rows<{ relation: string; name: string; type: string }>(
    `select schema_name || '.' || table_name as relation, column_name as name, data_type as type
     from duckdb_columns() where not internal order by relation, column_index`,
  );
  const columns = new Map<string, [string, string][]>();
  for (const { relation, name, type } of rows)
    columns.set(relation, [...(columns.get(relation) ?? []), [name, type]]);
  return columns;
}
