import type { Database } from '../store/database.ts';
import { interruptOn } from '../store/interrupt.ts';
import { ABOVE, BENEATH, openOver } from '../store/overlay.ts';
import { requireDatabase } from '../store/readable.ts';
import type { Catalog } from './catalogued.ts';
import { emptyTables } from './empty-tables.ts';
import { differenceOf } from './incremental/difference.ts';
import { LAYER_NAMES } from './layers.ts';
import type { ResolvedRule } from './order.ts';
import { neededFor, resolve } from './resolve.ts';
import { ruleError } from './rule-error.ts';

/** Opens an empty database in memory over the published one. */
export async function openOverlay(path: string): Promise<Database> {
  return openOver(path, [...LAYER_NAMES, 'ops']);
}

/** Reads the published database through such an overlay. Ctrl-C interrupts the query that runs. */
export async function readOver<T>(
  path: string,
  signal: AbortSignal | undefined,
  read: (db: Database) => Promise<T>,
): Promise<T> {
  requireDatabase(path);
  const db = await openOverlay(path);
  const stop = interruptOn(signal, db);
  try {
    signal?.throwIfAborted();
    return await read(db);
  } finally {
    stop();
    db.close();
  }
}

/** Tables whose rows a run changes, with a function that writes the rows into a copy. */
export interface Statement {
  tables: readonly string[];
  write: (db: Database) => Promise<void>;
}

/** The relations that are read afterwards. */
export interface Wanted {
  answers: readonly string[];
  /** Relations that are computed only if their inputs have changed. */
  checks?: readonly string[];
}

/**
 * Writes the parameters of a run in memory and computes there what depends on them and is wanted.
 * Everything else is read from the file, also a relation that comes out unchanged, and so what
 * reads it. Returns the relations that differ, or may differ, from the published ones.
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
  const isEmpty = (relation: string) => empty.has(relation) && !changed.has(relation);
  const rules = neededFor(await resolve(db, catalog), [...answers, ...checks]);
  const left = new Set(rules.map(({ relation }) => relation));
  let read = readFor(rules, answers, changed, left);
  for (const rule of rules) {
    const { relation, inputs, header } = rule;
    left.delete(relation);
    const isChanged = inputs.some((input) => changed.has(input));
    if (!isChanged && !(isShown(rule) && read.has(relation))) continue;
    if (header.without.length > 0 && [relation, ...header.without].every(isEmpty)) continue;
    const rows = await make(db, rule);
    if (header.kind !== 'table' || !(await isAs(db, rule, rows, empty))) {
      if (isChanged) changed.add(relation);
      continue;
    }
    await db.run(`drop table ${ABOVE}.${relation}`);
    read = readFor(rules, answers, changed, left);
  }
  return changed;
}

/**
 * The relations that are read for the answers. A table that has not changed was computed when it
 * was published: nothing is read for it.
 * @param left relations that have not been looked at: they change if what they read does
 */
function readFor(
  rules: readonly ResolvedRule[],
  answers: readonly string[],
  changed: ReadonlySet<string>,
  left: ReadonlySet<string>,
): Set<string> {
  const affected = new Set(changed);
  for (const { relation, inputs } of rules)
    if (left.has(relation) && inputs.some((input) => affected.has(input))) affected.add(relation);
  const read = new Set(answers);
  for (const { relation, inputs, header } of [...rules].reverse())
    if (read.has(relation) && (header.kind === 'view' || affected.has(relation)))
      for (const input of inputs) read.add(input);
  return read;
}

/**
 * Findings and reports are tables in memory even if nothing changed. They read each other many
 * times, and DuckDB plans a view again wherever it is read. That takes longer than storing the
 * rows.
 */
function isShown({ layer, header }: ResolvedRule): boolean {
  return (layer === 'findings' || layer === 'report') && header.kind === 'view';
}

/** The tables whose rows differ from the published ones. */
async function differingOf(db: Database, tables: readonly string[]): Promise<Set<string>> {
  const differing = new Set<string>();
  for (const relation of tables) if (!(await isSame(db, relation))) differing.add(relation);
  return differing;
}

async function isSame(db: Database, relation: string): Promise<boolean> {
  const [above, beneath] = [`${ABOVE}.${relation}`, `${BENEATH}.${relation}`];
  return !(await differenceOf(db, above, beneath, new Set())).isChanged;
}

/** Whether a table is equal to the published one. */
async function isAs(
  db: Database,
  { relation }: ResolvedRule,
  rows: number,
  empty: ReadonlySet<string>,
): Promise<boolean> {
  return empty.has(relation) ? rows === 0 : isSame(db, relation);
}

/** Creates a relation in memory. Returns the number of rows of a table. */
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
