import { readCorrected } from '../corrected.ts';
import { SECTIONS } from '../reports/chargeback/sections.ts';
import type { Database } from '../store/database.ts';
import type { RunState } from './world.ts';

/** Reads the database as reports show it: with the corrections of closed periods. */
export async function readReports<T>(
  { plan, world }: RunState,
  read: (db: Database) => Promise<T>,
): Promise<T> {
  const { db, queries, waitMs } = plan;
  const { now, signal } = world;
  const isRead = (relation: string) => relation === SECTIONS.corrections.relation;
  return readCorrected(isRead, { db, queries, waitMs, now, signal }, read);
}
