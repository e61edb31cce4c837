import type { Database } from '../store/database.ts';
import { saveBuilder } from './built-by.ts';
import type { Catalog } from './catalogued.ts';
import { comment } from './comments.ts';
import { refuseDoubles } from './doubles.ts';
import { emptyTables } from './empty-tables.ts';
import {
  baseFingerprint,
  declaredFingerprints,
  type Fingerprint,
  saveFingerprints,
  sha256,
  storedFingerprints,
  textFingerprint,
} from './fingerprints.ts';
import { computeParts, computeWhole, create } from './incremental/compute.ts';
import { type BuildContext, contextOf } from './incremental/context.ts';
import { touchedDeclared } from './incremental/declared.ts';
import { type Touched, UNTOUCHED, union, WHOLE } from './incremental/touched.ts';
import { withoutRows } from './incremental/without-rows.ts';
import { saveReads } from './known-reads.ts';
import { firstOf, type ResolvedRule } from './order.ts';
import { neededFor, resolve } from './resolve.ts';
import { ruleError } from './rule-error.ts';
import { dropStale } from './stale.ts';

/** What a build has done. */
export interface Built {
  /** What changed, by relation. */
  changes: ReadonlyMap<string, Touched>;
  rules: readonly ResolvedRule[];
  context: BuildContext;
  /**
   * Whether changed rules, macros, reference data or another DuckDB version made this a full build.
   */
  isFullBuild: boolean;
}

/** What is built before everything else, and looked at before the rest is built. */
export interface First {
  relations: readonly string[];
  /** Called when they are built; what it throws ends the build. */
  check: (built: Built) => Promise<void>;
}

/**
 * Brings every computed relation up to date. A relation is kept while its own text, the texts of
 * all rules that it reads and their data are unchanged. A relation with partitions computes only
 * the changed ones. If a text has changed, everything that depends on it is computed whole.
 * @param targets only these relations and what they read, if given
 * @param rowsAtOnce how much is computed at once: see `ROWS_AT_ONCE`
 */
export async function build(
  db: Database,
  catalog: Catalog,
  targets?: readonly string[],
  rowsAtOnce?: number,
  first?: First,
): Promise<Built> {
  const all = await resolve(db, catalog);
  const rules = targets ? neededFor(all, targets) : all;
  const present = await dropStale(db, rules);
  const old = await storedFingerprints(db);
  const base = await baseFingerprint(db, catalog);
  const empty = await emptyTables(db);
  const contents = await declaredFingerprints(db, catalog, empty);
  const changes = await touchedDeclared(db, catalog, contents, old);
  const texts = new Map<string, string>();
  const context = await contextOf(db, rules, empty, rowsAtOnce);
  const isWithoutRows = withoutRows(rules, empty, changes);
  const built = {
    ...{ changes, rules, context },
    isFullBuild: rules.some(
      ({ layer, relation }) => layer === 'ref' && isOther(relation, changes, old),
    ),
  };
  const bring = async (rule: ResolvedRule) => {
    const { relation, header } = rule;
    const text = textOf(rule, base, texts);
    texts.set(relation, text);
    const isNew = old.get(relation)?.fingerprint !== text || !present.has(relation);
    if (header.kind === 'declaration') {
      if (isNew && !targets) context.uncommented.push(rule);
      return;
    }
    built.isFullBuild ||= isNew && old.has(relation);
    const touched = isNew ? WHOLE : isWithoutRows(rule) ? UNTOUCHED : touchedBy(rule, changes);
    changes.set(relation, touched.isChanged ? await make(context, rule, touched, isNew) : touched);
    if (isNew && rule.isReplaced) await refuseDoubles(db, rule);
    context.done.add(relation);
  };
  const early = first ? firstOf(rules, first.relations) : [];
  for (const rule of early) await bring(rule);
  await first?.check({ ...built, rules: early });
  for (const rule of rules) if (!texts.has(rule.relation)) await bring(rule);
  await comment(db, context.uncommented, targets ? undefined : catalog.glossary);
  await save(db, rules, texts, contents);
  if (targets) return built;
  await saveReads(db, rules);
  await saveBuilder(db, catalog);
  return built;
}

function save(
  db: Database,
  rules: readonly ResolvedRule[],
  texts: ReadonlyMap<string, string>,
  contents: ReadonlyMap<string, string>,
): Promise<void> {
  const fingerprints = rules.map(({ relation }) => ({
    relation,
    fingerprint: texts.get(relation) ?? '',
    content: contents.get(relation) ?? '',
  }));
  return saveFingerprints(db, fingerprints);
}

/**
 * The fingerprint of what a relation is made by. For a computed relation it includes its inputs.
 */
function textOf(rule: ResolvedRule, base: string, texts: ReadonlyMap<string, string>): string {
  if (rule.header.kind === 'declaration') return textFingerprint(rule);
  return sha256(base, rule.sql, ...rule.inputs.map((input) => texts.get(input) ?? ''));
}

function isOther(
  relation: string,
  changes: Built['changes'],
  old: ReadonlyMap<string, Fingerprint>,
) {
  return old.has(relation) && changes.get(relation)?.isChanged === true;
}

function touchedBy({ inputs }: ResolvedRule, changes: Built['changes']): Touched {
  return union(inputs.map((input) => changes.get(input) ?? UNTOUCHED));
}

/**
 * The changed partitions of a view follow from its inputs only if the view has partitions itself.
 * Otherwise it may combine rows of all days.
 * @returns what has changed in the relation
 */
async function make(
  context: BuildContext,
  rule: ResolvedRule,
  touched: Touched,
  isNew: boolean,
): Promise<Touched> {
  try {
    if (rule.header.kind !== 'view') return await compute(context, rule, touched, isNew);
    if (isNew) await createView(context, rule);
    return rule.header.partitions.length > 0 || !touched.isChanged ? touched : WHOLE;
  } catch (error) {
    throw ruleError(rule, error);
  }
}

async function compute(
  context: BuildContext,
  rule: ResolvedRule,
  touched: Touched,
  isNew: boolean,
): Promise<Touched> {
  const made = await computeTable(context, rule, touched, isNew);
  if (made.isChanged && !context.empty.has(rule.relation)) await context.replaced();
  return made;
}

async function computeTable(
  context: BuildContext,
  rule: ResolvedRule,
  touched: Touched,
  isNew: boolean,
): Promise<Touched> {
  if (isNew) return create(context, rule);
  const [partition] = rule.header.partitions;
  const calendar = partition && !touched.isWhole ? await context.calendar() : undefined;
  const keys = partition && calendar?.keys(partition, touched);
  return keys ? computeParts(context, rule, keys) : computeWhole(context, rule);
}

async function createView(context: BuildContext, rule: ResolvedRule): Promise<void> {
  const { db, columns, uncommented } = context;
  await db.run(`create or replace view ${rule.relation} as ${rule.sql}`);
  uncommented.push(rule);
  columns.forget();
}

/** The same build, with every relation computed again. */
export async function buildFully(
  db: Database,
  catalog: Catalog,
  rowsAtOnce?: number,
): Promise<Built> {
  await db.run("update params.built set fingerprint = '', content = ''");
  return build(db, catalog, undefined, rowsAtOnce);
}
