import { hasCorrections, withCorrections } from '../corrected.ts';
import { SECTIONS } from '../reports/chargeback/sections.ts';
import { readPublished } from '../reports/database.ts';
import type { Database } from '../store/database.ts';
import type { RunState } from './world.ts';

/** Reads the database as reports show it: with the corrections of closed periods. */
export async function readReports<T>(
  { plan, world }: RunState,
  read: (db: Database) => Promise<T>,
): Promise<T> {
  const { db, queries, waitMs } = plan;
  const { now, signal } = world;
  if (!(await hasCorrections(db, 'tenants'))) return readPublished(db, signal, read);
  const over = { db, queries, waitMs, now, signal };
  return withCorrections('tenants', [SECTIONS.corrections.relation], over, read);
}
