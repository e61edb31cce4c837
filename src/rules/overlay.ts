import type { Database } from '../store/database.ts';
import { ABOVE, BENEATH, openOver } from '../store/overlay.ts';
import { neededFor, resolve, ruleError } from './build.ts';
import type { Catalog } from './catalog.ts';
import { LAYER_NAMES } from './layers.ts';
import type { ResolvedRule } from './order.ts';

/** What a run may state otherwise than it was published: each a handful of rows. */
const STATED = ['params.clock', 'params.scenarios', 'params.selection', 'params.stated_periods'];

/** Opens an empty database in memory over the published one. */
export async function openOverlay(path: string): Promise<Database> {
  return openOver(path, LAYER_NAMES);
}

/**
 * States parameters of a run in memory and computes there what follows from them, of what the
 * targets need. All else stays what the file holds: also what comes out as it was, and so what
 * reads that. Returns the relations that are in memory.
 */
export async function overlay(
  db: Database,
  catalog: Catalog,
  state: (db: Database) => Promise<void>,
  targets: readonly string[],
): Promise<Set<string>> {
  const copies = STATED.map((name) => `create table ${ABOVE}.${name} as from ${BENEATH}.${name};`);
  await db.run(copies.join(' '));
  await state(db);
  const changed = new Set<string>();
  for (const relation of STATED) await keepIfOther(db, relation, changed);
  for (const rule of neededFor(await resolve(db, catalog), targets)) {
    if (!rule.inputs.some((input) => changed.has(input))) continue;
    await make(db, rule);
    if (rule.header.kind === 'table') await keepIfOther(db, rule.relation, changed);
    else changed.add(rule.relation);
  }
  return changed;
}

async function make(db: Database, rule: ResolvedRule): Promise<void> {
  try {
    await db.run(`create ${rule.header.kind} ${ABOVE}.${rule.relation} as ${rule.sql}`);
  } catch (error) {
    throw ruleError(rule, error);
  }
}

/** A table in memory with the rows of the published one is dropped: that one is seen instead. */
async function keepIfOther(db: Database, relation: string, changed: Set<string>): Promise<void> {
  const [mine, published] = [`${ABOVE}.${relation}`, `${BENEATH}.${relation}`];
  const [found] = await db.rows<{ is_same: boolean }>(
    `select (select count(*) from ${mine}) = (select count(*) from ${published})
       and not exists (from ${mine} except all from ${published}) as is_same`,
  );
  if (found?.is_same) await db.run(`drop table ${mine}`);
  else changed.add(relation);
}
