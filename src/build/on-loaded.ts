import { carry } from '../ops/carry.ts';
import { select } from '../reading/reading.ts';
import { build } from '../rules/build.ts';
import { isBuiltBy } from '../rules/built-by.ts';
import { readCatalog } from '../rules/catalog.ts';
import type { Catalog } from '../rules/catalogued.ts';
import { checksOf, runChecks } from '../rules/check.ts';
import { declare } from '../rules/declare.ts';
import type { Database } from '../store/database.ts';
import type { Limits } from '../store/limits.ts';
import { onCopy } from '../store/publish.ts';
import { requireDatabase } from '../store/readable.ts';
import { requireWrittenByUs } from '../store/written-by-us.ts';

export interface BuildOptions {
  db: string;
  queries?: string | undefined;
  now: Date;
  signal?: AbortSignal | undefined;
  /** Milliseconds to wait for another writer; none by default. */
  waitMs?: number | undefined;
  /** Other limits than those of a load. */
  limits?: Limits;
}

/** Runs `compute` on a copy without loading anything, and publishes it. */
export function onLoaded<T>(
  catalog: Catalog,
  command: string,
  { db: path, now, signal, waitMs, limits }: BuildOptions,
  clock: Date | 'as published',
  compute: (db: Database) => Promise<T>,
): Promise<T> {
  return onCopy(path, command, now, {
    signal,
    waitMs,
    ...(limits ? { limits } : {}),
    fill: async (db) => {
      await requireWrittenByUs(db, path);
      const ran = clock === 'as published' ? ((await clockOf(db)) ?? now) : clock;
      await declare(db, catalog);
      await select(db, ran);
    },
    compute,
  });
}

/** The time of the run that published the database, which decides which usage should be there. */
async function clockOf(db: Database): Promise<Date | undefined> {
  const [clock] = await db.rows<{ ran_at: string }>('select ran_at from params.clock limit 1');
  return clock && new Date(`${clock.ran_at.replace(' ', 'T')}Z`);
}

/**
 * Changes rows that hold a person's decisions, given what the rules say now, and builds the
 * database again.
 * @throws FlaretallyError E_DB_MISSING, or for a broken check
 */
export async function decide<T>(
  command: string,
  options: BuildOptions,
  change: (db: Database) => Promise<T>,
): Promise<T> {
  requireDatabase(options.db);
  const catalog = readCatalog(options.queries);
  return onLoaded(catalog, command, options, options.now, async (db) => {
    await buildAndCarry(db, catalog);
    const result = await change(db);
    await build(db, catalog);
    await carry(db, { by: 'inputs', says: command });
    await runChecks(db, checksOf(catalog));
    return result;
  });
}

/** Builds from unchanged inputs, so that every difference afterwards comes from the rules. */
export async function buildAndCarry(db: Database, catalog: Catalog): Promise<void> {
  const isSame = await isBuiltBy(db, catalog);
  await build(db, catalog);
  if (!isSame) await carry(db, { by: 'rules', says: 'other rules' });
}
