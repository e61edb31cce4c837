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

/** The same, only where rows of the period were pruned: today it has other figures. */
export async function prunedNotes(
  db: Database,
  { account, period_id }: { account: string; period_id: string },
): Promise<string[]> {
  return notesOf(db, ['late_notes'], account, period_id);
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
