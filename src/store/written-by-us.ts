import { FlaretallyError } from '../errors.ts';
import type { Database } from './database.ts';

/** A schema of every database that a load has written. */
const RECEIVED = 'raw';

/**
 * @param catalog what DuckDB calls the database, if not the one that is written to
 * @param schemas all that the database must have
 * @throws FlaretallyError E_DB_FORMAT for a database of something else
 */
export async function requireWrittenByUs(
  db: Database,
  path: string,
  { catalog, schemas = [RECEIVED] }: { catalog?: string; schemas?: readonly string[] } = {},
): Promise<void> {
  const rows = await db.rows<{ name: string }>(
    `select schema_name as name from duckdb_schemas()
     where database_name = coalesce($1, current_database())`,
    [catalog ?? null],
  );
  const found = new Set(rows.map(({ name }) => name));
  const lacking = schemas.find((schema) => !found.has(schema));
  if (lacking === undefined) return;
  throw new FlaretallyError({
    code: 'E_DB_FORMAT',
    what: `the database ${path} is not one that flaretally load has written`,
    why: `it lacks the schema ${lacking}`,
    fix: 'give another with --db',
  });
}
