import { existsSync } from 'node:fs';
import { EXIT } from '../errors.ts';
import { readPublished } from '../reports/database.ts';
import { readCatalog } from '../rules/catalog.ts';
import { publishedRelations } from '../rules/digest.ts';
import { auditRows } from '../rules/grain.ts';
import type { Rule } from '../rules/rule-file.ts';
import type { RunState, Step, StepEnd } from './world.ts';

/**
 * The checks of `flaretally check` that depend on rows: every check, and that no two rows of a
 * table have one grain. To read every view for that takes minutes, and a view follows from tables.
 */
export function checkStep(state: RunState): Step {
  return { name: 'check', run: () => checkOf(state) };
}

async function checkOf({ plan, world }: RunState): Promise<StepEnd> {
  if (!existsSync(plan.db)) return { outcome: 'skipped', says: 'there is no database yet' };
  const { rules } = readCatalog(plan.queries);
  const views = new Set(rules.filter(isUnread).map(({ relation }) => relation));
  const problems = await readPublished(plan.db, world.signal, async (db) =>
    auditRows(
      db,
      rules,
      (await publishedRelations(db)).filter(({ relation }) => !views.has(relation)),
    ),
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

/** A view that is no check. */
function isUnread({ layer, header }: Rule): boolean {
  return header.kind === 'view' && layer !== 'checks';
}
