import { FlaretallyError } from '../errors.ts';
import type { Database } from './database.ts';
import { identifier } from './quote.ts';

/**
 * The format of what a database keeps from load to load. It grows when an earlier version could not
 * go on with a database, or would lose something of it; a new table or column alone is no reason.
 */
const FORMAT = 1;

/** Schemas that every version of a load has created. */
const OURS = ['raw', 'ref', 'staging', 'params'];

/**
 * Returns the schemas of a database.
 * @param catalog DuckDB's name of the database, if not the one that is written to
 * @throws FlaretallyError E_DB_FORMAT for a database of another program, E_DB_NEWER
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
  if (lacking === undefined) {
    await requireFormat(db, path, catalog);
    return found;
  }
  throw new FlaretallyError({
    code: 'E_DB_FORMAT',
    what: `the database ${path} is not one that flaretally load has written`,
    why: `it lacks the schema ${lacking}`,
    fix: 'give another with --db',
  });
}

/** A database that is written has the format of this version from then on. */
export async function saveFormat(db: Database): Promise<void> {
  await db.run(`create or replace table params.built_format as select ${FORMAT} as format`);
}

/**
 * Refuses a database of a later format, before anything is read of it or written to it.
 * @throws FlaretallyError E_DB_NEWER
 */
export async function requireFormat(db: Database, path: string, catalog?: string): Promise<void> {
  const params = catalog === undefined ? 'params' : `${identifier(catalog)}.params`;
  const [found] = await ifThere(db, 'built_format', catalog, () =>
    db.rows<{ format: number }>(`select format from ${params}.built_format`),
  );
  if (found === undefined || found.format <= FORMAT) return;
  throw new FlaretallyError({
    code: 'E_DB_NEWER',
    what: `the database ${path} was written by a newer version of flaretally`,
    why: `its format is ${found.format}, this version knows formats up to ${FORMAT}`,
    fix: 'update flaretally, or give another database with --db; nothing was changed',
  });
}

/**
 * Reads a table of `params` that may be missing; no rows if it is. The catalog is only asked if
 * reading fails, because DuckDB writes out the text of each table for that.
 */
async function ifThere<T>(
  db: Database,
  name: string,
  catalog: string | undefined,
  read: () => Promise<T[]>,
): Promise<T[]> {
  try {
    return await read();
  } catch (error) {
    const [held] = await db.rows(
      `select 1 from duckdb_tables() where schema_name = 'params' and table_name = $1
         and database_name = coalesce($2, current_database())`,
      [name, catalog ?? null],
    );
    if (held) throw error;
    return [];
  }
}
