import type { Database } from '../../src/store/database.ts';

/** The rows of all tables in any order, except for the table with the fingerprints. */
export async function contentsOf(db: Database): Promise<ReadonlyMap<string, string>> {
  const tables = await db.rows<{ relation: string }>(
    `select schema_name || '.' || table_name as relation from duckdb_tables()
     where database_name = current_database() and not temporary
       and schema_name || '.' || table_name <> 'params.built'`,
  );
  const arms = tables.map(
    ({ relation }) => `select '${relation}' as relation, (
       select count(*) || ' ' || coalesce(sum(md5_number_lower(r::varchar)::hugeint), 0)
       from ${relation} as r
     ) as content`,
  );
  const rows = await db.rows<{ relation: string; content: string }>(arms.join(' union all '));
  return new Map(rows.map(({ relation, content }) => [relation, content]));
}
