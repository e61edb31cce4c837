import type { Database } from '../store/database.ts';
import { ABOVE, BENEATH, openOver } from '../store/overlay.ts';
import { neededFor, resolve, ruleError } from './build.ts';
import type { Catalog } from './catalog.ts';
import { differenceOf } from './incremental/difference.ts';
import { LAYER_NAMES } from './layers.ts';
import type { ResolvedRule } from './order.ts';

/** Opens an empty database in memory over the published one. */
export async function openOverlay(path: string): Promise<Database> {
  return openOver(path, LAYER_NAMES);
}

/** Tables that a run states otherwise than they were published, and how: by writing into copies. */
export interface Statement {
  tables: readonly string[];
  write: (db: Database) => Promise<void>;
}

/**
 * States parameters of a run in memory and computes there what follows from them, of what the
 * targets need. All else stays what the file holds: also what comes out as it was, and so what
 * reads that. Returns the relations that are in memory.
 */
export async function overlay(
  db: Database,
  catalog: Catalog,
  { tables, write }: Statement,
  targets: readonly string[],
): Promise<Set<string>> {
  const copies = tables.map((name) => `create table ${ABOVE}.${name} as from ${BENEATH}.${name};`);
  await db.run(copies.join(' '));
  await write(db);
  const above = await filledOf(db, tables);
  const empty = await emptyBeneath(db);
  for (const rule of neededFor(await resolve(db, catalog), targets)) {
    if (!rule.inputs.some((input) => above.has(input))) continue;
    const rows = await make(db, rule);
    if (rule.header.kind === 'table' && (await isAs(db, rule, rows, empty)))
      await db.run(`drop table ${ABOVE}.${rule.relation}`);
    else above.add(rule.relation);
  }
  return above;
}

/** Those of the tables that hold a row, above or beneath: the others are as they were. */
async function filledOf(db: Database, tables: readonly string[]): Promise<Set<string>> {
  const counts = tables.map(
    (name) =>
      `select '${name}' as name
       where exists (from ${ABOVE}.${name}) or exists (from ${BENEATH}.${name})`,
  );
  const filled = await db.rows<{ name: string }>(counts.join(' union all '));
  return new Set(filled.map(({ name }) => name));
}

/** The tables of the file that have no row. DuckDB counts rows that were deleted too. */
async function emptyBeneath(db: Database): Promise<ReadonlySet<string>> {
  const empty = await db.rows<{ relation: string }>(
    `select schema_name || '.' || table_name as relation from duckdb_tables()
     where database_name = '${BENEATH}' and estimated_size = 0`,
  );
  return new Set(empty.map(({ relation }) => relation));
}

/** Whether a table is what it was when the database was published. */
async function isAs(
  db: Database,
  { relation }: ResolvedRule,
  rows: number,
  empty: ReadonlySet<string>,
): Promise<boolean> {
  if (empty.has(relation)) return rows === 0;
  const [above, beneath] = [`${ABOVE}.${relation}`, `${BENEATH}.${relation}`];
  return !(await differenceOf(db, above, beneath, new Set())).isChanged;
}

/**
 * Makes a relation in memory. Returns how many rows it has, of a table. What people see is one even
 * where it is published as a view: reports read each other, and planning costs more than rows.
 */
async function make(db: Database, rule: ResolvedRule): Promise<number> {
  const kind = rule.layer === 'report' ? 'table' : rule.header.kind;
  try {
    const [made] = await db.rows<{ Count?: string }>(
      `create ${kind} ${ABOVE}.${rule.relation} as ${rule.sql}`,
    );
    return Number(made?.Count ?? 0);
  } catch (error) {
    throw ruleError(rule, error);
  }
}
