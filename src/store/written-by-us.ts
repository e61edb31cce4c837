import { FlaretallyError } from '../errors.ts';
import type { Database } from './database.ts';

/** Schemas that every version of a load has created. */
const OURS = ['raw', 'ref', 'staging', 'params'];

/**
 * Returns the schemas of a database.
 * @param catalog DuckDB's name of the database, if not the one that is written to
 * @throws FlaretallyError E_DB_FORMAT for a database of another program
 */
export async function requireWrittenByUs(
  db: Database,
  path: string,
  catalog?: string,
): Promise<ReadonlySet<string>> {
  const rows = await db.rows<{ name: string }>(
    `select schema_name as name from duckdb_schemas()
     where database_name = coalesce($1, current_database())`,
    [catalog ?? null],
  );
  const found = new Set(rows.map(({ name }) => name));
  const lacking = OURS.find((schema) => !found.has(schema));
  if (lacking === undefined) return found;
  throw new FlaretallyError({
    code: 'E_DB_FORMAT',
    what: `the database ${path} is not one that flaretally load has written`,
    why: `it lacks the schema ${lacking}`,
    fix: 'give another with --db',
  });
}
