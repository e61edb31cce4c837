import { FlaretallyError } from '../errors.ts';
import type { JsonCell } from '../reports/rowset.ts';
import type { Database } from '../store/database.ts';

/** A check that found something: each row is one broken thing. */
export interface BrokenCheck {
  check: string;
  rows: readonly Readonly<Record<string, JsonCell>>[];
}

/** Rows shown of a broken check; the rest are counted. */
const ROWS_SHOWN = 5;

/** Runs checks (`checks.name`, or a SELECT that returns what is broken) and returns the broken ones. */
export async function findBroken(db: Database, checks: readonly string[]): Promise<BrokenCheck[]> {
  const broken: BrokenCheck[] = [];
  for (const check of checks) {
    const { rows } = await db.query(`select * from ${check}`);
    if (rows.length > 0) broken.push({ check, rows });
  }
  return broken;
}

/** @throws FlaretallyError E_CHECK naming the broken checks and their first rows */
export async function runChecks(db: Database, checks: readonly string[]): Promise<void> {
  const broken = await findBroken(db, checks);
  if (broken.length === 0) return;
  throw new FlaretallyError({
    code: 'E_CHECK',
    what: `${broken.length} check(s) found broken rows: nothing was published`,
    why: broken.map(describe).join('\n'),
    fix: 'correct the rows named, or the rule that makes them (flaretally rules NAME shows it)',
  });
}

export function describe({ check, rows }: BrokenCheck): string {
  const shown = rows.slice(0, ROWS_SHOWN).map((row) => `  ${JSON.stringify(row)}`);
  const more = rows.length > ROWS_SHOWN ? [`  and ${rows.length - ROWS_SHOWN} more`] : [];
  return [`${check}: ${rows.length} row(s)`, ...shown, ...more].join('\n');
}
