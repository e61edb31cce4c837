import { FlaretallyError } from '../errors.ts';
import { isBuiltBy } from '../rules/built-by.ts';
import { readCatalog } from '../rules/catalog.ts';
import type { Catalog } from '../rules/catalogued.ts';
import { openOverlay, overlay, type Statement } from '../rules/overlay.ts';
import type { Database } from '../store/database.ts';
import { interruptOn } from '../store/interrupt.ts';
import { requireDatabase } from '../store/readable.ts';
import type { BuildOptions } from './on-loaded.ts';

export interface OverOptions extends BuildOptions {
  say?: ((line: string) => void) | undefined;
}

/** What is computed and then read. */
export interface Asked<S extends Statement, T> {
  /** Relations that are read afterwards. */
  answers: readonly string[];
  /** The rows that the run changes, from what is published. */
  state: (db: Database) => Promise<S>;
  read: (db: Database, stated: S) => Promise<T>;
}

/**
 * Computes relations in memory over the published database from other parameters, and reads them.
 * A database that other rules built is built again first.
 * @throws FlaretallyError E_DB_MISSING, E_DB_CHANGED
 */
export async function overCurrent<S extends Statement, T>(
  options: OverOptions,
  asked: Asked<S, T>,
): Promise<T> {
  requireDatabase(options.db);
  const catalog = readCatalog(options.queries);
  const found = await computed(catalog, options, asked);
  if (found) return found.value;
  const { buildAgain } = await import('./rebuild.ts');
  await buildAgain(catalog, options);
  options.say?.('the database was built by other rules: it was rebuilt by the current ones');
  const rebuilt = await computed(catalog, options, asked);
  if (rebuilt) return rebuilt.value;
  throw new FlaretallyError({
    code: 'E_DB_CHANGED',
    what: `another command has just rebuilt the database ${options.db} by other rules`,
    fix: 'run the command again, with the same --queries as that command',
  });
}

/** Nothing, if other rules built the database. */
async function computed<S extends Statement, T>(
  catalog: Catalog,
  options: OverOptions,
  { answers, state, read }: Asked<S, T>,
): Promise<{ value: T } | undefined> {
  const db = await openOverlay(options.db);
  const stop = interruptOn(options.signal, db);
  try {
    options.signal?.throwIfAborted();
    if (!(await isBuiltBy(db, catalog))) return undefined;
    const stated = await state(db);
    await overlay(db, catalog, stated, { answers });
    return { value: await read(db, stated) };
  } finally {
    stop();
    db.close();
  }
}
