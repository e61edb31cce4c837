import { FlaretallyError } from '../errors.ts';
import type { Database } from '../store/database.ts';
import { ABOVE, BENEATH } from '../store/overlay.ts';
import { identifier } from '../store/quote.ts';
import type { Catalog } from './catalogued.ts';
import { type BrokenCheck, findBroken } from './check.ts';
import { type PublishedRelation, publishedRelations, withoutOnRequest } from './digest.ts';
import { refuseDoubles, suspects } from './doubles.ts';
import { emptyTables } from './empty-tables.ts';
import { computeOnce } from './once.ts';
import type { Rule } from './rule-file.ts';

/** How many sets of equal rows are named per relation. */
const SETS_NAMED = 5;

/** A problem that was found. */
export type Problem = { check: string; problem: string };

/** All problems in a published database over which there is an empty one in memory. */
export async function auditWhole(db: Database, catalog: Catalog): Promise<Problem[]> {
  const relations = withoutOnRequest(await publishedRelations(db, BENEATH), catalog.rules);
  await computeOnce(db, catalog, BENEATH, relations);
  return audit(db, catalog.rules, relations);
}

/**
 * All problems in these relations: broken checks, rows that share a grain, and floating point in
 * rules that compute money.
 */
export async function audit(
  db: Database,
  rules: readonly Rule[],
  relations: readonly PublishedRelation[],
): Promise<Problem[]> {
  const names = relations.map(({ relation }) => relation);
  const present = rules.filter(({ relation }) => names.includes(relation));
  const checks = names.filter((name) => name.startsWith('checks.'));
  return problemsOf([
    ...(await findBroken(db, checks)),
    ...(await brokenGrains(db, present, relations)),
    ...(await inexact(db, present)),
  ]);
}

function problemsOf(broken: readonly BrokenCheck[]): Problem[] {
  return broken.flatMap(({ check, rows }) =>
    rows.map((row) => ({ check, problem: String(row.problem ?? JSON.stringify(row)) })),
  );
}

/**
 * Relations in which two rows share the columns of the declared grain. Nulls count as equal. A
 * grain with a column that does not exist is a problem too: the database was built by other rules.
 */
async function brokenGrains(
  db: Database,
  rules: readonly Rule[],
  relations: readonly PublishedRelation[],
): Promise<BrokenCheck[]> {
  const broken: BrokenCheck[] = [];
  const empty = new Set([...(await emptyTables(db, ABOVE)), ...(await emptyTables(db, BENEATH))]);
  for (const { relation, header } of rules) {
    const found = relations.find((published) => published.relation === relation);
    if (!found) continue;
    const check = `grain of ${relation}`;
    const lost = header.grain.filter((column) => !found.columns.includes(column));
    if (lost.length > 0) {
      const problem = `${relation} has no column ${lost.join(', ')}: was it built with --queries?`;
      broken.push({ check, rows: [{ problem }] });
      continue;
    }
    if (empty.has(relation)) continue;
    const { rows } = await db.query(duplicates(relation, header.grain));
    if (rows.length > 0) broken.push({ check, rows });
  }
  return broken;
}

function duplicates(relation: string, grain: readonly string[]): string {
  const columns = grain.map(identifier);
  const key = columns.map((column) => `${column}: ${column}`).join(', ');
  return `select count(*)::varchar || ' rows of ${relation} are ' || {${key}}::varchar as problem
    from ${relation} group by ${columns.join(', ')} having count(*) > 1
    order by problem limit ${SETS_NAMED}`;
}

/** Rules of the exact layers that use floating point, or that do not fit the database. */
async function inexact(db: Database, rules: readonly Rule[]): Promise<BrokenCheck[]> {
  const broken: BrokenCheck[] = [];
  for (const rule of await suspects(db, rules)) {
    try {
      await refuseDoubles(db, rule);
    } catch (error) {
      if (!(error instanceof FlaretallyError)) throw error;
      const why = error.code === 'E_SQL' ? ` (${rule.path}): ${error.why}` : '';
      const problem = `${error.message}${why}`;
      broken.push({ check: `exactness of ${rule.relation}`, rows: [{ problem }] });
    }
  }
  return broken;
}
