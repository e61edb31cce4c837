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
  const above = new Set(tables);
  const published = await storedPrints(db);
  for (const rule of neededFor(await resolve(db, catalog), targets)) {
    if (!rule.inputs.some((input) => above.has(input))) continue;
    await make(db, rule);
    if (rule.header.kind === 'table' && (await isAs(db, rule, published)))
      await db.run(`drop table ${ABOVE}.${rule.relation}`);
    else above.add(rule.relation);
  }
  return above;
}

/** Whether a small table is what it was when the database was published. */
async function isAs(db: Database, rule: ResolvedRule, published: ReadonlyMap<string, Print>) {
  const content = await contentPrint(db, rule);
  return content !== undefined && content === published.get(rule.relation)?.content;
}

async function make(db: Database, rule: ResolvedRule): Promise<void> {
  try {
    await db.run(`create ${rule.header.kind} ${ABOVE}.${rule.relation} as ${rule.sql}`);
  } catch (error) {
    throw ruleError(rule, error);
  }
}
