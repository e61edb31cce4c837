import type { Database } from '../store/database.ts';
import { ABOVE, BENEATH, openOver } from '../store/overlay.ts';
import type { Catalog } from './catalogued.ts';
import { emptyTables } from './empty-tables.ts';
import { differenceOf } from './incremental/difference.ts';
import { LAYER_NAMES } from './layers.ts';
import type { ResolvedRule } from './order.ts';
import { neededFor, resolve } from './resolve.ts';
import { ruleError } from './rule-error.ts';

/** Opens an empty database in memory over the published one. */
export async function openOverlay(path: string): Promise<Database> {
  return openOver(path, LAYER_NAMES);
}

/** Tables that a run states otherwise than they were published, and how: by writing into copies. */
export interface Statement {
  tables: readonly string[];
  write: (db: Database) => Promise<void>;
}

/** What is read afterwards. */
export interface Wanted {
  answers: readonly string[];
  /** Only where what they read has changed. */
  checks?: readonly string[];
}

/**
 * States parameters of a run in memory and computes there what follows from them, of what is
 * wanted. All else stays what the file holds: also what comes out as it was, and so what reads
 * that. Returns the relations that are, or may be, other than they were published.
 */
export async function overlay(
  db: Database,
  catalog: Catalog,
  { tables, write }: Statement,
  { answers, checks = [] }: Wanted,
): Promise<Set<string>> {
  const copies = tables.map((name) => `create table ${ABOVE}.${name} as from ${BENEATH}.${name};`);
  await db.run(copies.join(' '));
  await write(db);
  const changed = await differingOf(db, tables);
  const empty = await emptyTables(db, BENEATH);
  const rules = await resolve(db, catalog);
  const shown = new Set(neededFor(rules, answers).filter(isShown));
  for (const rule of neededFor(rules, [...answers, ...checks])) {
    const isChanged = rule.inputs.some((input) => changed.has(input));
    if (!isChanged && !shown.has(rule)) continue;
    const rows = await make(db, rule);
    if (rule.header.kind === 'table' && (await isAs(db, rule, rows, empty)))
      await db.run(`drop table ${ABOVE}.${rule.relation}`);
    else if (isChanged) changed.add(rule.relation);
  }
  return changed;
}

/**
 * Views that people see are tables in memory, whether anything changed or not: they read each other
 * many times over, and DuckDB plans a view anew wherever it is read. That takes longer than rows.
 */
function isShown({ layer, header }: ResolvedRule): boolean {
  return (layer === 'findings' || layer === 'report') && header.kind === 'view';
}

/** Those of the tables that are stated otherwise than they were published. */
async function differingOf(db: Database, tables: readonly string[]): Promise<Set<string>> {
  const differing = new Set<string>();
  for (const relation of tables) if (!(await isSame(db, relation))) differing.add(relation);
  return differing;
}

async function isSame(db: Database, relation: string): Promise<boolean> {
  const [above, beneath] = [`${ABOVE}.${relation}`, `${BENEATH}.${relation}`];
  return !(await differenceOf(db, above, beneath, new Set())).isChanged;
}

/** Whether a table is what it was when the database was published. */
async function isAs(
  db: Database,
  { relation }: ResolvedRule,
  rows: number,
  empty: ReadonlySet<string>,
): Promise<boolean> {
  return empty.has(relation) ? rows === 0 : isSame(db, relation);
}

/** Makes a relation in memory. Returns how many rows it has, of a table. */
async function make(db: Database, rule: ResolvedRule): Promise<number> {
  const kind = isShown(rule) ? 'table' : rule.header.kind;
  try {
    const [made] = await db.rows<{ Count?: string }>(
      `create ${kind} ${ABOVE}.${rule.relation} as ${rule.sql}`,
    );
    return Number(made?.Count ?? 0);
  } catch (error) {
    throw ruleError(rule, error);
  }
}
