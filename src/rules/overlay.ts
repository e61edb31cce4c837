import type { Database } from '../store/database.ts';
import { ABOVE, BENEATH, openOver } from '../store/overlay.ts';
import { neededFor, resolve, ruleError } from './build.ts';
import type { Catalog } from './catalog.ts';
import { LAYER_NAMES } from './layers.ts';
import type { ResolvedRule } from './order.ts';
import { contentPrint, type Print, storedPrints } from './prints.ts';

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
  const changed = await filledOf(db, tables);
  const published = await publishedContents(db);
  const rules = await resolve(db, catalog);
  const shown = new Set(neededFor(rules, answers).filter(isShown));
  for (const rule of neededFor(rules, [...answers, ...checks])) {
    const isChanged = rule.inputs.some((input) => changed.has(input));
    if (!isChanged && !shown.has(rule)) continue;
    const rows = await make(db, rule);
    if (rule.header.kind === 'table' && (await isAs(db, rule, rows, published)))
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
  return layer === 'report' && header.kind === 'view';
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

/** What is known of the tables of the file: their fingerprints, and which have no row. */
interface Published {
  contents: ReadonlyMap<string, Print>;
  empty: ReadonlySet<string>;
}

async function publishedContents(db: Database): Promise<Published> {
  // DuckDB counts rows that were deleted too: a table of none never had one.
  const empty = await db.rows<{ relation: string }>(
    `select schema_name || '.' || table_name as relation from duckdb_tables()
     where database_name = '${BENEATH}' and estimated_size = 0`,
  );
  const contents = await storedPrints(db);
  return { contents, empty: new Set(empty.map(({ relation }) => relation)) };
}

/** Whether a small table is what it was when the database was published. */
async function isAs(db: Database, rule: ResolvedRule, rows: number, published: Published) {
  const wasEmpty = published.empty.has(rule.relation);
  if (rows === 0 || wasEmpty) return rows === 0 && wasEmpty;
  const content = await contentPrint(db, rule);
  return content !== undefined && content === published.contents.get(rule.relation)?.content;
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
