// Corrections are in `ops`, which no rule reads. For the reports that show them they are written in
// memory.
import { type OverOptions, overCurrent } from './build/over-current.ts';
import { hasOps } from './ops/schema.ts';
import { type OpsView, opsViews } from './ops/views.ts';
import type { Database } from './store/database.ts';
import { openPublished } from './store/readable.ts';

/** What a report shows of corrections: of charges by line, or of tenants' parts. */
const KINDS = {
  charges: { kept: 'charge_corrections', view: 'booked_charges', table: 'params.corrections' },
  tenants: {
    ...{ kept: 'tenant_corrections', view: 'booked_tenants' },
    table: 'params.tenant_corrections',
  },
} as const satisfies Record<string, { kept: string; view: OpsView; table: string }>;

export type CorrectionKind = keyof typeof KINDS;

/** Whether anything of a closed period has changed, so that such a report must be computed. */
export async function hasCorrections(path: string, kind: CorrectionKind): Promise<boolean> {
  const { kept } = KINDS[kind];
  const db = await openPublished(path);
  try {
    if (!(await hasOps(db, kept))) return false;
    const [any] = await db.rows(`select 1 from ops.${kept} limit 1`);
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
  kind: CorrectionKind,
  answers: readonly string[],
  options: OverOptions,
  read: (db: Database) => Promise<T>,
): Promise<T> {
  const { view, table } = KINDS[kind];
  const write = async (db: Database) => {
    await opsViews(db, view);
    await db.run(`insert into ${table} by name from ${view}`);
  };
  const state = async () => ({ tables: [table], write });
  return overCurrent(options, { answers, state, read });
}
