// Corrections are in `ops`, which no rule reads. For the reports that show them they are written in
// memory.
import { type OverOptions, overCurrent } from './build/over-current.ts';
import { hasOps } from './ops/schema.ts';
import { type OpsView, opsViews } from './ops/views.ts';
import { readCatalog } from './rules/catalog.ts';
import { readersOf, resolve } from './rules/resolve.ts';
import type { Database } from './store/database.ts';
import { interruptOn } from './store/interrupt.ts';
import { openPublished } from './store/readable.ts';

/** A kind of correction: the table of `ops` that keeps it, and how the rules read it. */
interface Kind {
  kept: string;
  view: OpsView;
  table: string;
}

/** A kind of which there is a correction, with what is read of it. */
type KindRead = Kind & { answers: readonly string[] };

/** Corrections of charges by line, and of tenants' parts. */
const KINDS: readonly Kind[] = [
  { kept: 'charge_corrections', view: 'booked_charges', table: 'params.corrections' },
  { kept: 'tenant_corrections', view: 'booked_tenants', table: 'params.tenant_corrections' },
];

/**
 * Reads relations as they are with the corrections of closed periods. What depends on these is
 * computed, if anything of a closed period has changed; everything else is read as published.
 * @param isRead whether a relation is read, as far as corrections can change it
 * @throws FlaretallyError E_DB_MISSING, E_DB_CHANGED
 */
export async function readCorrected<T>(
  isRead: (relation: string) => boolean,
  options: OverOptions,
  read: (db: Database) => Promise<T>,
): Promise<T> {
  const db = await openPublished(options.db);
  const stop = interruptOn(options.signal, db);
  let kinds: readonly KindRead[];
  try {
    options.signal?.throwIfAborted();
    kinds = await kindsRead(db, isRead, options);
    if (kinds.length === 0) return await read(db);
  } finally {
    stop();
    db.close();
  }
  return overCurrent(options, {
    answers: kinds.flatMap(({ answers }) => answers),
    state: async () => ({ tables: kinds.map(({ table }) => table), write: writerOf(kinds) }),
    read,
  });
}

function writerOf(kinds: readonly Kind[]) {
  return async (db: Database) => {
    for (const { view, table } of kinds) {
      await opsViews(db, view);
      await db.run(`insert into ${table} by name from ${view}`);
    }
  };
}

/** The kinds of which there is a correction, with the read relations that it changes. */
export async function kindsRead(
  db: Database,
  isRead: (relation: string) => boolean,
  { queries }: Pick<OverOptions, 'queries'>,
): Promise<readonly KindRead[]> {
  const there: Kind[] = [];
  for (const kind of KINDS) if (await hasAny(db, kind)) there.push(kind);
  if (there.length === 0) return [];
  const rules = await resolve(db, readCatalog(queries));
  return there
    .map((kind) => ({
      ...kind,
      answers: [kind.table, ...readersOf(rules, [kind.table])].filter(isRead),
    }))
    .filter(({ answers }) => answers.length > 0);
}

async function hasAny(db: Database, { kept }: Kind): Promise<boolean> {
  if (!(await hasOps(db, kept))) return false;
  const [any] = await db.rows(`select 1 from ops.${kept} limit 1`);
  return any !== undefined;
}
