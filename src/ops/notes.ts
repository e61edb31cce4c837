import type { Database } from '../store/database.ts';
import { hasOps } from './schema.ts';
import { opsViews } from './views.ts';

/** Sentences about closes for a page of a period; none where nothing was closed. */
export async function closeNotes(
  db: Database,
  { account, period_id }: { account: string; period_id: string },
): Promise<string[]> {
  if (!(await hasOps(db, 'closes'))) return [];
  const [close] = await db.rows('select 1 from ops.closes limit 1');
  if (!close) return [];
  // A database that an earlier version wrote has no such table yet.
  const hasLate = await hasOps(db, 'late_inputs');
  const views = ['period_notes', ...(hasLate ? (['late_notes'] as const) : [])] as const;
  await opsViews(db, ...views);
  const rows = await db.rows<{ says: string }>(
    `select says from (${views.map((view) => `from ${view}`).join(' union all ')})
     where account = $1 and period_id = $2 order by says`,
    [account, period_id],
  );
  return rows.map(({ says }) => says);
}
