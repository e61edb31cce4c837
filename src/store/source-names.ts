import type { Database } from './database.ts';

/** A copy that was read, and the name of its source. */
export interface SourceName {
  path: string;
  says: string;
}

/**
 * The database shows the name that a person typed and not that of a copy: in every raw table, the
 * `source_file` of a copy becomes the name of its source.
 */
export async function nameSources(db: Database, names: readonly SourceName[]): Promise<void> {
  if (names.length === 0) return;
  const tables = await db.rows<{ name: string }>(
    `select table_name as name from duckdb_columns()
     where schema_name = 'raw' and column_name = 'source_file' order by all`,
  );
  await db.run(
    `create or replace temp table source_names as
     select unnest(from_json($1::json, '[{"path": "VARCHAR", "says": "VARCHAR"}]'),
       recursive := true)`,
    [JSON.stringify(names.map(({ path, says }) => ({ path, says })))],
  );
  for (const { name } of tables) {
    await db.run(
      `update raw.${name} as t set source_file = n.says
       from source_names as n where t.source_file = n.path`,
    );
  }
  await db.run('drop table source_names');
}
