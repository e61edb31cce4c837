import { EXIT, FlaretallyError } from '../errors.ts';
import type { Database } from '../store/database.ts';
import type { JsonCell } from '../words/rows.ts';
import type { Built } from './build.ts';
import type { Catalog } from './catalogued.ts';
import { touchedRows } from './incremental/compute.ts';
import { firstOf } from './order.ts';
import { resolve } from './resolve.ts';

/** A check that found something: each row is one broken thing. */
export interface BrokenCheck {
  check: string;
  rows: readonly Readonly<Record<string, JsonCell>>[];
}

/** Checks of configuration and not of loaded data. They need no account. */
export const REFERENCE_CHECKS = [
  'checks.price_rows',
  'checks.sku_references',
  'checks.signature_figures',
  'checks.allowance_pools',
];

/** Names of all checks of a catalog. */
export function checksOf(catalog: Catalog): string[] {
  return catalog.rules.filter((rule) => rule.layer === 'checks').map((rule) => rule.relation);
}

/** Layers of what was received; the others count something from it. */
const RECEIVED: readonly string[] = ['raw', 'ref', 'staging', 'params'];

/**
 * The checks of what was received. A file that fails one of them can be refused before anything is
 * counted from it.
 */
export async function checksOfReceived(db: Database, catalog: Catalog): Promise<string[]> {
  const rules = await resolve(db, catalog);
  return checksOf(catalog).filter((check) =>
    firstOf(rules, [check]).every(
      ({ relation, layer }) => relation === check || RECEIVED.includes(layer),
    ),
  );
}

/** Rows shown of a broken check; the rest are counted. */
const ROWS_SHOWN = 5;

/**
 * Runs checks (`checks.name`, or a SELECT that returns what is broken) and returns the broken ones.
 */
export async function findBroken(db: Database, checks: readonly string[]): Promise<BrokenCheck[]> {
  const broken: BrokenCheck[] = [];
  for (const check of checks) {
    const { rows } = await db.query(`select * from ${check}`);
    if (rows.length > 0) broken.push({ check, rows });
  }
  return broken;
}

/**
 * @throws FlaretallyError named after the first broken check (`checks.invoice_lines` is
 *   E_INVOICE_LINES), with what each broken row is
 */
export async function runChecks(db: Database, checks: readonly string[]): Promise<void> {
  refuseBroken(await findBroken(db, checks));
}

/**
 * Runs the checks whose inputs a build has changed, only on the changed partitions where a check
 * has partitions. The rest was checked before.
 * @param done checks that this build has passed already
 * @throws FlaretallyError as `runChecks`
 */
export async function runTouchedChecks(
  { changes, rules, context }: Built,
  done: readonly string[] = [],
): Promise<void> {
  const broken: BrokenCheck[] = [];
  for (const rule of rules.filter(({ layer }) => layer === 'checks')) {
    const touched = changes.get(rule.relation);
    if (!touched?.isChanged || done.includes(rule.relation)) continue;
    const { rows } = await touchedRows(context, rule, touched);
    if (rows.length > 0) broken.push({ check: rule.relation, rows });
  }
  refuseBroken(broken);
}

function refuseBroken(broken: readonly BrokenCheck[]): void {
  const [first] = broken;
  if (!first) return;
  throw new FlaretallyError({
    code: `E_${first.check.replace('checks.', '').toUpperCase()}`,
    what: problemsOf(first)[0] ?? first.check,
    why: isAlone(broken) ? `found by ${first.check}` : broken.map(describe).join('\n'),
    fix: 'nothing was changed: correct what is named, then run the command again',
    exit: REFERENCE_CHECKS.includes(first.check) ? EXIT.usage : EXIT.failed,
  });
}

/** With a single broken row the headline already says everything. */
function isAlone(broken: readonly BrokenCheck[]): boolean {
  return broken.length === 1 && broken[0]?.rows.length === 1;
}

/** The name of the check and its broken rows, a line each. */
export function describe(broken: BrokenCheck): string {
  const problems = problemsOf(broken);
  const more = problems.length > ROWS_SHOWN ? [`  and ${problems.length - ROWS_SHOWN} more`] : [];
  const shown = problems.slice(0, ROWS_SHOWN).map((problem) => `  ${problem}`);
  return [`${broken.check}: ${problems.length} row(s)`, ...shown, ...more].join('\n');
}

function problemsOf({ rows }: BrokenCheck): string[] {
  return rows.map((row) => String(row.problem ?? JSON.stringify(row)));
}
