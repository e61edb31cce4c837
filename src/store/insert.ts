import type { Database } from './database.ts';

/** A row to insert: column name to value. Numbers that must be exact come as text. */
export type InsertRow = Readonly<Record<string, string | number | boolean | null | undefined>>;

/**
 * Inserts rows into a declared table in one statement. Values travel as one JSON document and are
 * cast to the declared types, so a decimal or a HUGEINT in text arrives digit for digit.
 */
export async function insertRows(
  db: Database,
  relation: string,
  rows: readonly InsertRow[],
): Promise<void> {
  if (rows.length === 0) return;
  const columns = await columnsOf(db, relation);
  const structure = JSON.stringify([Object.fromEntries(columns)]);
  const names = columns.map(([name]) => `"${name}"`).join(', ');
  await db.run(
    `insert into ${relation} (${names})
     select ${names} from (select unnest(from_json($1::json, '${structure}'), recursive := true))`,
    [JSON.stringify(rows)],
  );
}

/** Names and types of a relation's columns, in order. */
export async function columnsOf(db: Database, relation: string): Promise<[string, string][]> {
  const rows = await db.rows<{ column_name: string; data_type: string }>(
    `select column_name, data_type from duckdb_columns()
     where schema_name || '.' || table_name = $1 order by column_index`,
    [relation],
  );
  return rows.map(({ column_name, data_type }) => [column_name, data_type]);
}

/** Text as a SQL literal, for the few places where a parameter cannot stand (file lists). */
export function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
