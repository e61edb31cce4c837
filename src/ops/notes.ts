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

/** Sentences about closed periods whose rows were pruned: about one, or about all. */
export function pruneNotes(
  db: Database,
  period?: { account: string; period_id: string },
): Promise<string[]> {
  return notesOf(db, ['late_notes'], period?.account, period?.period_id);
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
  const { period_id: began } = period;
  throw new FlaretallyError({
    code: 'E_PERIOD_PRUNED',
    what: `the rows of the period ${began} were pruned: ${lost} can no longer be computed`,
    why: notes.join('; '),
    fix: `flaretally close show ${began.slice(0, 7)} prints what was closed, tenants included`,
    exit: EXIT.incomplete,
  });
}

async function notesOf(
  db: Database,
  views: ('period_notes' | 'late_notes')[],
  account: string | null = null,
  period_id: string | null = null,
): Promise<string[]> {
  if (!(await hasOps(db, 'closes'))) return [];
  const [close] = await db.rows('select 1 from ops.closes limit 1');
  if (!close) return [];
  await opsViews(db, ...views);
  const rows = await db.rows<{ says: string }>(
    `select says from (${views.map((view) => `from ${view}`).join(' union all ')})
     where account = coalesce($1, account) and period_id = coalesce($2, period_id) order by says`,
    [account, period_id],
  );
  return rows.map(({ says }) => says);
}
