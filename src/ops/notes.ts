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
  await opsViews(db, 'period_notes', 'late_notes');
  const rows = await db.rows<{ says: string }>(
    `select says from (from period_notes union all from late_notes)
     where account = $1 and period_id = $2 order by says`,
    [account, period_id],
  );
  return rows.map(({ says }) => says);
}
