import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Database } from '../store/database.ts';
import { OPS_TABLES } from './tables.ts';

/** The path is the same from `src/` and from `dist/`. */
const FOLDER = fileURLToPath(new URL('../../ops/', import.meta.url));

/** The SELECTs of the folder `ops`, each with those that it reads of them. */
const VIEWS = {
  period_lines: [],
  standing_closes: [],
  active_closes: ['standing_closes'],
  told_lines: ['active_closes'],
  moved_lines: ['told_lines', 'active_closes', 'period_lines'],
  next_corrections: ['moved_lines', 'newest_correction'],
  newest_correction: [],
  load_spans: [],
  next_late_inputs: ['standing_closes', 'load_spans'],
  late_inputs: [],
  late_notes: ['standing_closes', 'late_inputs'],
  next_lost_inputs: ['standing_closes', 'load_spans', 'old_inputs'],
  lost_notes: ['standing_closes'],
  reversed_corrections: ['newest_correction'],
  billed_charges: [],
  told_charges: ['active_closes'],
  next_charges: ['told_charges', 'active_closes', 'billed_charges', 'newest_correction'],
  reversed_charges: ['newest_correction'],
  told_tenants: ['active_closes'],
  next_tenants: ['told_tenants', 'active_closes', 'newest_correction'],
  reversed_tenants: ['newest_correction'],
  booked_tenants: ['bookings'],
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
    const text = await withoutMissing(db, textOf(name));
    await db.run(`create or replace temp view ${name} as ${text}`);
  }
}

/** A table that an earlier version did not have yet is read as one without rows. */
async function withoutMissing(db: Database, text: string): Promise<string> {
  const read = new Set([...text.matchAll(/\bops\.(\w+)/g)].map(([, name = '']) => name));
  const found = await db.rows<{ name: string }>(
    `select table_name as name from duckdb_tables() where schema_name = 'ops'`,
  );
  const missing = OPS_TABLES.filter(
    ({ name }) => read.has(name) && !found.some((one) => one.name === name),
  );
  return missing.reduce(
    (sql, { name, columns }) =>
      sql.replaceAll(new RegExp(`\\bops\\.${name}\\b`, 'g'), nothing(columns)),
    text,
  );
}

function nothing(columns: Readonly<Record<string, string>>): string {
  const nulls = Object.entries(columns).map(([name, type]) => `null::${type} as ${name}`);
  return `(select ${nulls.join(', ')} where false)`;
}

function textOf(name: OpsView): string {
  return readFileSync(join(FOLDER, `${name}.sql`), 'utf8');
}
