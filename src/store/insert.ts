import type { Database } from './database.ts';
import { identifier, literal } from './quote.ts';

/** A row to insert: column name to value. Numbers that must be exact come as text. */
export type InsertRow = Readonly<
  Record<string, string | number | boolean | readonly string[] | null | undefined>
>;

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
  const columns = await declaredColumns(db, relation);
  const structure = literal(JSON.stringify([Object.fromEntries(columns)]));
  const names = columns.map(([name]) => identifier(name)).join(', ');
  await db.run(
    `insert into ${relation} (${names})
     select ${names} from (select unnest(from_json($1::json, ${structure}), max_depth := 2))`,
    [JSON.stringify(rows)],
  );
}

/** Columns of filled tables. They do not change while a run fills these. */
const known = new WeakMap<Database, Map<string, [string, string][]>>();

/** Names and types of the columns of a table that is filled, asked for once. */
export async function declaredColumns(db: Database, relation: string): Promise<[string, string][]> {
  const own = known.get(db) ?? new Map<string, [string, string][]>();
  known.set(db, own);
  const columns = own.get(relation) ?? (await columnsOfBuilt(db, relation));
  own.set(relation, columns);
  return columns;
}

/** A name as rules have it, which a person may have typed. */
const PLAIN = /^[a-z_][a-z0-9_]*\.[a-z_][a-z0-9_]*$/;

/**
 * Names and types of a relation's columns, in order; none if it does not exist. The catalog is only
 * asked if there is doubt, because DuckDB writes out the text of each relation for that.
 */
export async function columnsOf(db: Database, relation: string): Promise<[string, string][]> {
  if (!PLAIN.test(relation)) return [];
  try {
    return await columnsOfBuilt(db, relation);
  } catch (error) {
    if (await isThere(db, relation)) throw error;
    return [];
  }
}

async function isThere(db: Database, relation: string): Promise<boolean> {
  const [known] = await db.rows(
    `select 1 from duckdb_tables() where schema_name || '.' || table_name = $1
     union all
     select 1 from duckdb_views() where schema_name || '.' || view_name = $1`,
    [relation],
  );
  return known !== undefined;
}

/** The same for a relation that is known to exist, which is faster than asking the catalog. */
export async function columnsOfBuilt(db: Database, relation: string): Promise<[string, string][]> {
  const { columns } = await db.query(`select * from ${relation} limit 0`);
  return columns.map(({ name, type }) => [name, type]);
}
