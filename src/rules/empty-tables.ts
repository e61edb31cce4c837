import type { Database } from '../store/database.ts';

/**
 * The tables of a database that have no row. DuckDB's estimate also counts deleted rows, so a table
 * with an estimate of zero never had one. It does not count uncommitted rows: a build must not be
 * part of a transaction that fills tables.
 * @param catalog the catalog to look into, if not the one that is written to
 */
export async function emptyTables(db: Database, catalog?: string): Promise<ReadonlySet<string>> {
  const empty = await db.rows<{ relation: string }>(
    `select schema_name || '.' || table_name as relation from duckdb_tables()
     where database_name = coalesce($1, current_database()) and estimated_size = 0`,
    [catalog ?? null],
  );
  return new Set(empty.map(({ relation }) => relation));
}
