import { onSettled } from './build/rebuild.ts';
import { usageError } from './errors.ts';
import { carry } from './ops/carry.ts';
import { ensureOps } from './ops/schema.ts';
import { select } from './reading/reading.ts';
import { build } from './rules/build.ts';
import { readCatalog } from './rules/catalog.ts';
import { runTouchedChecks } from './rules/check.ts';
import { declare } from './rules/declare.ts';
import type { Database } from './store/database.ts';
import { eventsFolder, removeEvents } from './store/events-folder.ts';
import { findLoads, type KnownLoad } from './store/logs/undo.ts';
import { placeOf } from './store/place.ts';
import { requireDatabase } from './store/readable.ts';
import { takeBack } from './store/remove-loads.ts';
import { findReplaced, restoreReplaced } from './store/replaced-invoices.ts';

export interface UndoOptions {
  db: string;
  queries?: string | undefined;
  now: Date;
  signal?: AbortSignal | undefined;
}

/** A file that was undone. */
export interface UndoneLoad {
  load_id: string;
  source_file: string;
  /** Whether it is an invoice in whose place another counts: no amount follows from it. */
  is_replaced: boolean;
}

/** An invoice that counts again, because the one in its place was undone. */
export interface RestoredInvoice {
  load_id: string;
  source_file: string;
  /** The file of the invoice that had replaced it. */
  replaced_by: string;
}

export interface Undone {
  loads: UndoneLoad[];
  restored: RestoredInvoice[];
}

/** What can be undone: files whose rows stand beside those of other files. */
const UNDONE = ['graphql', 'invoice', 'policies', 'prices'];

/**
 * Undoes the load of answers, invoices, logs, policies and prices, each given by the start of its
 * digest. The database is then as if they had never been loaded: earlier answers count again, and
 * so do events that later files delivered again, and invoices that an undone one replaced. A
 * replaced invoice can be undone too, and then does not return.
 * @throws FlaretallyError E_LOAD_UNKNOWN, E_LOAD_AMBIGUOUS, E_LOAD_KIND
 */
export async function undoLoads(ids: readonly string[], options: UndoOptions): Promise<Undone> {
  requireDatabase(options.db);
  const catalog = readCatalog(options.queries);
  let loads: FoundLoad[] = [];
  let restored: RestoredInvoice[] = [];
  const command = `flaretally load undo ${ids.join(' ')}`;
  await onSettled(catalog, command, options, {
    signal: options.signal,
    fill: async (db) => {
      await declare(db, catalog);
      await ensureOps(db);
      await select(db, options.now);
      loads = [];
      for (const id of ids.length > 0 ? ids : ['']) {
        const load = await findLoad(db, id);
        // A file named twice, perhaps by digests of two lengths, is one file.
        if (!loads.some(({ load_id }) => load_id === load.load_id)) loads.push(load);
      }
      // Restored before: an account of no file loses its plan.
      restored = await restore(db, loads);
      await takeBack(db, loads);
    },
    compute: async (db) => {
      const built = await build(db, catalog);
      await runTouchedChecks(built);
      await carry(db, { by: 'inputs', says: command });
    },
  });
  removeEvents(
    eventsFolder(placeOf(options.db)),
    loads.map(({ load_id }) => load_id),
  );
  const undone = loads.map(({ load_id, source_file, is_replaced }) => {
    return { load_id, source_file, is_replaced };
  });
  return { loads: undone, restored };
}

async function restore(db: Database, loads: readonly FoundLoad[]): Promise<RestoredInvoice[]> {
  const names = new Map(loads.map(({ load_id, source_file }) => [load_id, source_file]));
  const restored = await restoreReplaced(db, [...names.keys()]);
  return restored.map(({ load_id, source_file, replaced_by }) => {
    return { load_id, source_file, replaced_by: names.get(replaced_by) ?? replaced_by };
  });
}

type FoundLoad = KnownLoad & { is_replaced: boolean };

/** Files by the start of their digests, with those of replaced invoices. */
async function findAll(db: Database, id: string): Promise<FoundLoad[]> {
  const loads = await findLoads(db, id);
  const ids = new Set(loads.map(({ load_id }) => load_id));
  const replaced = await findReplaced(db, id);
  const gone = new Set(replaced.map(({ load_id }) => load_id));
  return [
    ...loads.map((load) => ({ ...load, is_replaced: gone.has(load.load_id) })),
    ...replaced.filter((one) => !ids.has(one.load_id)).map((l) => ({ ...l, is_replaced: true })),
  ];
}

async function findLoad(db: Database, id: string): Promise<FoundLoad> {
  const found = id === '' ? [] : await findAll(db, id);
  const [load, other] = found;
  if (!load) {
    throw usageError(
      'E_LOAD_UNKNOWN',
      `no loaded file has a digest that begins with "${id}"`,
      'flaretally report loads shows the files and their digests',
    );
  }
  if (other) {
    const ids = found.map(({ load_id }) => load_id.slice(0, 12)).join(', ');
    throw usageError(
      'E_LOAD_AMBIGUOUS',
      `the digests of ${found.length} files begin with "${id}"`,
      `give more characters of one: ${ids}`,
    );
  }
  if (canUndo(load)) return load;
  throw usageError(
    'E_LOAD_KIND',
    `${load.source_file} cannot be removed: it took the place of the one before`,
    'load the right one again: later maps and lists replace earlier ones',
  );
}

export function canUndo({ load_key, kind }: KnownLoad): boolean {
  return load_key !== null || UNDONE.includes(kind);
}
