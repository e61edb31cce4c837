import { existsSync } from 'node:fs';
import { EXIT } from '../errors.ts';
import { readCatalog } from '../rules/catalog.ts';
import { auditWhole } from '../rules/grain.ts';
import { readOver } from '../rules/overlay.ts';
import type { RunState, Step, StepEnd } from './world.ts';

/** All that `flaretally check` finds. */
export function checkStep(state: RunState): Step {
  return { name: 'check', run: () => checkOf(state) };
}

async function checkOf({ plan, world }: RunState): Promise<StepEnd> {
  if (!existsSync(plan.db)) return { outcome: 'skipped', says: 'there is no database yet' };
  const catalog = readCatalog(plan.queries);
  const problems = await readOver(plan.db, world.signal, (db) => auditWhole(db, catalog));
  const [first] = problems;
  if (first === undefined) return { says: 'all checks hold' };
  return {
    outcome: 'failed',
    exit: EXIT.failed,
    code: 'E_CHECK',
    says: `${problems.length} problem(s), the first: ${first.check}: ${first.problem}`,
  };
}
