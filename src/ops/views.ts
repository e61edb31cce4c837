import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Database } from '../store/database.ts';

/** The path is the same from `src/` and from `dist/`. */
const FOLDER = fileURLToPath(new URL('../../ops/', import.meta.url));

/** The SELECTs of the folder `ops`, each with those that it reads of them. */
const VIEWS = {
  period_lines: [],
  active_closes: [],
  told_lines: ['active_closes'],
  moved_lines: ['told_lines', 'active_closes', 'period_lines'],
  next_corrections: ['moved_lines', 'newest_correction'],
  newest_correction: [],
  next_late_inputs: [],
  late_inputs: [],
  late_notes: ['late_inputs'],
  reversed_corrections: ['newest_correction'],
  billed_charges: [],
  told_charges: ['active_closes'],
  next_charges: ['told_charges', 'active_closes', 'billed_charges', 'newest_correction'],
  reversed_charges: ['newest_correction'],
  bookings: [],
  booked_corrections: ['bookings'],
  booked_charges: ['bookings'],
  period_notes: ['active_closes', 'booked_corrections'],
  found_breaks: [],
  next_breaks: ['found_breaks'],
  open_breaks: [],
  close_problems: [],
  manifest_rows: [],
  result_rows: [],
  missing_inputs: [],
  old_inputs: [],
  old_periods: ['active_closes'],
  compared_lines: [],
  compared_tenants: [],
  compared_totals: ['compared_lines'],
  close_sums: ['manifest_rows'],
  listed_closes: [],
  close_differences: ['compared_lines', 'compared_tenants'],
} as const satisfies Record<string, readonly string[]>;

export type OpsView = keyof typeof VIEWS;

export const OPS_VIEWS = Object.keys(VIEWS) as OpsView[];

/**
 * Makes SELECTs of the folder readable by name while the database is open. They are temporary,
 * so a database that is only read takes them too, and none is ever older than this version.
 */
export async function opsViews(db: Database, ...names: readonly OpsView[]): Promise<void> {
  for (const name of names) {
    await opsViews(db, ...VIEWS[name]);
    await db.run(`create or replace temp view ${name} as ${textOf(name)}`);
  }
}

function textOf(name: OpsView): string {
  return readFileSync(join(FOLDER, `${name}.sql`), 'utf8');
}
