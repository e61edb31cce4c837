import type { Database } from '../../src/store/database.ts';

/** The rows of all tables in any order, except for the table with the fingerprints. */
export async function contentsOf(db: Database): Promise<ReadonlyMap<string, string>> {
  const tables = await db.rows<{ relation: string }>(
    `select schema_name || '.' || table_name as relation from duckdb_tables()
     where database_name = current_database() and not temporary
       and schema_name || '.' || table_name <> 'params.built'`,
  );
  const arms = tables.map(
    ({ relation }) => `select '${relation}' as relation, (${contentSelect(relation)}) as content`,
  );
  const rows = await db.rows<{ relation: string; content: string }>(arms.join(' union all '));
  return new Map(rows.map(({ relation, content }) => [relation, content]));
}

/** The same of one relation, or of a SELECT in brackets. */
export async function contentOf(db: Database, from: string): Promise<string> {
  const [row] = await db.rows<{ content: string }>(contentSelect(from));
  return row?.content ?? '';
}

function contentSelect(from: string): string {
  return `select count(*) || ' ' || coalesce(sum(md5_number_lower(r::varchar)::hugeint), 0)
    as content from ${from} as r`;
}
