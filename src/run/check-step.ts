import { existsSync } from 'node:fs';
import { EXIT } from '../errors.ts';
import { readPublished } from '../reports/database.ts';
import { readCatalog } from '../rules/catalog.ts';
import { publishedRelations } from '../rules/digest.ts';
import { auditRows } from '../rules/grain.ts';
import type { RunState, Step, StepEnd } from './world.ts';

/** The checks of `flaretally check` that depend on rows. */
export function checkStep(state: RunState): Step {
  return { name: 'check', run: () => checkOf(state) };
}

async function checkOf({ plan, world }: RunState): Promise<StepEnd> {
  if (!existsSync(plan.db)) return { outcome: 'skipped', says: 'there is no database yet' };
  const { rules } = readCatalog(plan.queries);
  const problems = await readPublished(plan.db, world.signal, async (db) =>
    auditRows(db, rules, await publishedRelations(db)),
  );
  const [first] = problems;
  if (first === undefined) return { says: 'all checks hold' };
  return {
    outcome: 'failed',
    exit: EXIT.failed,
    code: 'E_CHECK',
    says: `${problems.length} problem(s), the first: ${first.check}: ${first.problem}`,
  };
}
