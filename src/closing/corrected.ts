// FOCUS rows show corrections, which only `ops` has and no rule reads: they are written in memory.
import { type OverOptions, overCurrent } from '../build/over-current.ts';
import { hasOps } from '../ops/schema.ts';
import { opsViews } from '../ops/views.ts';
import type { Database } from '../store/database.ts';
import { openPublished } from '../store/readable.ts';

const CORRECTIONS = 'params.corrections';

/** Whether anything of a closed period has changed, so that its FOCUS rows must be computed. */
export async function hasCorrections(path: string): Promise<boolean> {
  const db = await openPublished(path);
  try {
    if (!(await hasOps(db, 'charge_corrections'))) return false;
    const [any] = await db.rows('select 1 from ops.charge_corrections limit 1');
    return any !== undefined;
  } finally {
    db.close();
  }
}

/**
 * Computes relations with the corrections of closed periods, and reads them.
 * @throws FlaretallyError E_DB_MISSING, E_DB_CHANGED
 */
export function withCorrections<T>(
  answers: readonly string[],
  options: OverOptions,
  read: (db: Database) => Promise<T>,
): Promise<T> {
  const write = async (db: Database) => {
    await opsViews(db, 'booked_charges');
    await db.run(`insert into ${CORRECTIONS} by name from booked_charges`);
  };
  const state = async () => ({ tables: [CORRECTIONS], write });
  return overCurrent(options, { answers, state, read });
}
