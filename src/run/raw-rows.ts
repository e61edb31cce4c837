import type { Database } from '../store/database.ts';
import { identifier } from '../store/quote.ts';

/** How many rows were received: those of all tables of `raw`. */
export async function rawRows(db: Database): Promise<string> {
  const tables = await db.rows<{ name: string }>(
    `select table_name as name from duckdb_tables() where schema_name = 'raw'`,
  );
  if (tables.length === 0) return '0';
  const counts = tables.map(({ name }) => `select count(*) as n from raw.${identifier(name)}`);
  const [all] = await db.rows<{ rows: string }>(
    `select sum(n)::varchar as rows from (${counts.join(' union all ')})`,
  );
  return all?.rows ?? '0';
}
