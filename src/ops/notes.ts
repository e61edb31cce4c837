import { EXIT, FlaretallyError } from '../errors.ts';
import type { Database } from '../store/database.ts';
import { hasOps } from './schema.ts';
import { opsViews } from './views.ts';

/** Sentences about closes for a page of a period; none where nothing was closed. */
export async function closeNotes(
  db: Database,
  { account, period_id }: { account: string; period_id: string },
): Promise<string[]> {
  return notesOf(db, ['period_notes', 'late_notes'], account, period_id);
}

/** Sentences about a closed period whose rows were pruned; none for any other. */
export function pruneNotes(
  db: Database,
  { account, period_id }: { account: string; period_id: string },
): Promise<string[]> {
  return notesOf(db, ['late_notes'], account, period_id);
}

/**
 * Refuses a closed period whose rows were pruned: what is left would give every dollar to nobody.
 * @param lost what would be computed of the rows
 * @throws FlaretallyError E_PERIOD_PRUNED
 */
export async function refusePruned(
  db: Database,
  period: { account: string; period_id: string },
  lost = 'its tenants',
): Promise<void> {
  const notes = await pruneNotes(db, period);
  if (notes.length === 0) return;
  const month = period.period_id.slice(0, 7);
  throw new FlaretallyError({
    code: 'E_PERIOD_PRUNED',
    what: `the rows of the period ${period.period_id} were pruned: ${lost} can no longer be computed`,
    why: notes.join('; '),
    fix: `flaretally close show ${month} prints what was closed, tenants included`,
    exit: EXIT.incomplete,
  });
}

async function notesOf(
  db: Database,
  views: ('period_notes' | 'late_notes')[],
  account: string,
  period_id: string,
): Promise<string[]> {
  if (!(await hasOps(db, 'closes'))) return [];
  const [close] = await db.rows('select 1 from ops.closes limit 1');
  if (!close) return [];
  await opsViews(db, ...views);
  const rows = await db.rows<{ says: string }>(
    `select says from (${views.map((view) => `from ${view}`).join(' union all ')})
     where account = $1 and period_id = $2 order by says`,
    [account, period_id],
  );
  return rows.map(({ says }) => says);
}
