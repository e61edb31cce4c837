import type { Database } from '../store/database.ts';
import { saveBuilder } from './built-by.ts';
import type { Catalog } from './catalogued.ts';
import { refuseDoubles } from './doubles.ts';
import { emptyTables } from './empty-tables.ts';
import { comment, computeParts, computeWhole, create } from './incremental/compute.ts';
import { touchedDeclared } from './incremental/declared.ts';
import { type Ground, groundOf } from './incremental/ground.ts';
import { type Touched, UNTOUCHED, union, WHOLE } from './incremental/touched.ts';
import { saveReads } from './known-reads.ts';
import type { ResolvedRule } from './order.ts';
import {
  basePrint,
  declaredPrints,
  type Print,
  savePrints,
  sha256,
  storedPrints,
  textPrint,
} from './prints.ts';
import { neededFor, resolve } from './resolve.ts';
import { ruleError } from './rule-error.ts';
import { dropStale } from './stale.ts';

/** What a build has done. */
export interface Built {
  /** What is other than it was, of each relation. */
  changes: ReadonlyMap<string, Touched>;
  rules: readonly ResolvedRule[];
  ground: Ground;
  /** Whether rules, macros, reference data or an engine other than before computed all anew. */
  isAnew: boolean;
}

/**
 * Makes every computed relation as it should be. One is kept while its text, those of all that it
 * reads, and what it reads are the same; one that is computed in partitions is computed in those
 * that are touched. Where a text is another, all that depends on it is computed whole.
 * @param targets only these relations and what they read, if given
 * @param rowsAtOnce how much is computed at once: see `ROWS_AT_ONCE`
 */
export async function build(
  db: Database,
  catalog: Catalog,
  targets?: readonly string[],
  rowsAtOnce?: number,
): Promise<Built> {
  const all = await resolve(db, catalog);
  const rules = targets ? neededFor(all, targets) : all;
  const present = await dropStale(db, rules);
  const old = await storedPrints(db);
  const base = await basePrint(db, catalog);
  const empty = await emptyTables(db);
  const contents = await declaredPrints(db, catalog, empty);
  const changes = await touchedDeclared(db, catalog, contents, old);
  const texts = new Map<string, string>();
  const ground = await groundOf(db, rules, empty, rowsAtOnce);
  let isAnew = rules.some(
    ({ layer, relation }) => layer === 'ref' && isOther(relation, changes, old),
  );
  for (const rule of rules) {
    const { relation, header } = rule;
    const text = textOf(rule, base, texts);
    texts.set(relation, text);
    if (header.kind === 'declaration') continue;
    const isNew = old.get(relation)?.fingerprint !== text || !present.has(relation);
    isAnew ||= isNew && old.has(relation);
    const touched = isNew
      ? WHOLE
      : union(rule.inputs.map((input) => changes.get(input) ?? UNTOUCHED));
    changes.set(relation, touched.isChanged ? await make(ground, rule, touched, isNew) : touched);
    if (isNew && rule.isReplaced) await refuseDoubles(db, rule);
    ground.done.add(relation);
  }
  await savePrints(
    db,
    rules.map(({ relation }) => ({
      relation,
      fingerprint: texts.get(relation) ?? '',
      content: contents.get(relation) ?? '',
    })),
  );
  const built = { changes, rules, ground, isAnew };
  if (targets) return built;
  await saveReads(db, rules);
  await saveBuilder(db, catalog);
  return built;
}

/** Stands for what a relation is computed by: of a computed one also of what that reads. */
function textOf(rule: ResolvedRule, base: string, texts: ReadonlyMap<string, string>): string {
  if (rule.header.kind === 'declaration') return textPrint(rule);
  return sha256(base, rule.sql, ...rule.inputs.map((input) => texts.get(input) ?? ''));
}

function isOther(relation: string, changes: Built['changes'], old: ReadonlyMap<string, Print>) {
  return old.has(relation) && changes.get(relation)?.isChanged === true;
}

/**
 * Of a view what it reads tells the partitions that are touched only where it is divided itself:
 * it may gather what all days show.
 * @returns what of the relation is other than it was
 */
async function make(
  ground: Ground,
  rule: ResolvedRule,
  touched: Touched,
  isNew: boolean,
): Promise<Touched> {
  try {
    if (rule.header.kind !== 'view') return await compute(ground, rule, touched, isNew);
    if (isNew) await createView(ground, rule);
    return rule.header.partitions.length > 0 || !touched.isChanged ? touched : WHOLE;
  } catch (error) {
    throw ruleError(rule, error);
  }
}

async function compute(ground: Ground, rule: ResolvedRule, touched: Touched, isNew: boolean) {
  const made = await computeTable(ground, rule, touched, isNew);
  if (made.isChanged && !ground.empty.has(rule.relation)) await ground.replaced();
  return made;
}

async function computeTable(
  ground: Ground,
  rule: ResolvedRule,
  touched: Touched,
  isNew: boolean,
): Promise<Touched> {
  if (isNew) return create(ground, rule);
  const [partition] = rule.header.partitions;
  const calendar = partition && !touched.isWhole ? await ground.calendar() : undefined;
  const keys = partition && calendar?.keys(partition, touched);
  return keys ? computeParts(ground, rule, keys) : computeWhole(ground, rule);
}

async function createView({ db, columns }: Ground, rule: ResolvedRule): Promise<void> {
  await db.run(`create or replace view ${rule.relation} as ${rule.sql}`);
  await comment(db, rule);
  columns.forget();
}

/** The same, with nothing believed of what was computed before. */
export async function buildAnew(
  db: Database,
  catalog: Catalog,
  rowsAtOnce?: number,
): Promise<Built> {
  await db.run("update params.built set fingerprint = '', content = ''");
  return build(db, catalog, undefined, rowsAtOnce);
}
