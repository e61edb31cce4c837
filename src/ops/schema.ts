// The schema `ops` holds what people and jobs did with the database: runs, closes, breaks. It is no
// layer of `queries/`: no rule reads it, `check --digest` leaves it out, and a load keeps it.
import type { Database } from '../store/database.ts';
import { identifier, literal } from '../store/quote.ts';
import type { OpsTable } from './table.ts';
import { OPS_TABLES } from './tables.ts';

/**
 * Makes the tables of `ops` that a database lacks, and adds columns that came with this version.
 * Runs in a `fill` or `compute` step on a copy; rows that are there stay.
 */
export async function ensureOps(db: Database): Promise<void> {
  const held = await columnsOfOps(db);
  const isHeld = ({ name, columns }: OpsTable) =>
    Object.keys(columns).every((column) => held.has(`${name}.${column}`));
  const missing = OPS_TABLES.filter((table) => !isHeld(table));
  if (missing.length > 0) await db.run('create schema if not exists ops');
  for (const table of missing) await ensureTable(db, table);
}

async function columnsOfOps(db: Database): Promise<Set<string>> {
  const columns = await db.rows<{ name: string }>(
    `select table_name || '.' || column_name as name from duckdb_columns()
     where database_name = current_database() and schema_name = 'ops'`,
  );
  return new Set(columns.map(({ name }) => name));
}

async function ensureTable(db: Database, { name, key, says, columns }: OpsTable): Promise<void> {
  const table = `ops.${identifier(name)}`;
  const typed = Object.entries(columns).map(([column, type]) => `${identifier(column)} ${type}`);
  const unique = `unique (${key.map(identifier).join(', ')})`;
  await db.run(`create table if not exists ${table} (${[...typed, unique].join(', ')})`);
  for (const column of typed)
    await db.run(`alter table ${table} add column if not exists ${column}`);
  await db.run(`comment on table ${table} is ${literal(says)}`);
}

/**
 * Whether a published database has a table of `ops`: one that no run has written has none. The
 * catalog is only asked if there is doubt, because DuckDB writes out the text of each table.
 */
export async function hasOps(db: Database, name: string): Promise<boolean> {
  try {
    await db.run(`from ops.${identifier(name)} limit 0`);
    return true;
  } catch {
    const found = await db.rows(
      `select 1 from duckdb_tables() where schema_name = 'ops' and table_name = $1`,
      [name],
    );
    return found.length > 0;
  }
}
