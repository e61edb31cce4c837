import { existsSync } from 'node:fs';
import { carry } from '../ops/carry.ts';
import { hasOps } from '../ops/schema.ts';
import { buildFully } from '../rules/build.ts';
import { isBuiltBy } from '../rules/built-by.ts';
import { readCatalog } from '../rules/catalog.ts';
import type { Catalog } from '../rules/catalogued.ts';
import { checksOf, runChecks } from '../rules/check.ts';
import { digestAll, publishedRelations } from '../rules/digest.ts';
import { LAYER_NAMES } from '../rules/layers.ts';
import { computeOnce } from '../rules/once.ts';
import type { Database } from '../store/database.ts';
import { COPY } from '../store/database-error.ts';
import type { Limits } from '../store/limits.ts';
import { overCopy } from '../store/overlay.ts';
import { placeOf } from '../store/place.ts';
import { onCopy, type Steps } from '../store/publish.ts';
import { requireDatabase } from '../store/readable.ts';
import { requireWrittenByUs } from '../store/written-by-us.ts';
import { type BuildOptions, buildAndCarry, onLoaded } from './on-loaded.ts';

/**
 * Every view is a table in memory while contents are compared. In the memory of a load a small
 * account did not fit, and all was done twice.
 */
const FOR_ALL_VIEWS: Limits = { memory: '1GB', threads: 2 };

/** A relation whose content differs from that in the earlier database. */
export type Rebuilt = {
  relation: string;
  rows_before: string | null;
  rows_after: string | null;
};

/**
 * Builds a database by the rules of this run from its loaded data.
 * @throws FlaretallyError for a broken check
 */
export async function buildAgain(catalog: Catalog, options: BuildOptions): Promise<void> {
  await onLoaded(catalog, 'flaretally reconcile', options, options.now, async (db) => {
    await buildAndCarry(db, catalog);
    await runChecks(db, checksOf(catalog));
  });
}

/** Ends the first attempt of `onSettled`. */
class Unsettled extends Error {}

/**
 * Runs steps on a copy of the database, as `onCopy`. One with closed periods that other rules built
 * is built again and published before: corrections then show what the steps change, and not what
 * the rules change. Returns whether it was. Whether it has to be is asked in the copy itself,
 * because to open and close a database takes as long as a small load. Whether there is one is
 * asked there too: before the lock is held another command may put one in its place.
 */
export async function onSettled(
  catalog: Catalog,
  command: string,
  options: BuildOptions,
  steps: Steps<void>,
): Promise<boolean> {
  const run = (isSettled: boolean) =>
    onCopy(options.db, command, options.now, {
      ...steps,
      fill: async (db, isRoomy) => {
        if (!isSettled && existsSync(placeOf(options.db)))
          await requireSettled(db, catalog, options.db);
        await steps.fill(db, isRoomy);
      },
    });
  try {
    await run(false);
    return false;
  } catch (error) {
    if (!(error instanceof Unsettled)) throw error;
  }
  await buildAgain(catalog, options);
  await run(true);
  return true;
}

async function requireSettled(db: Database, catalog: Catalog, path: string): Promise<void> {
  await requireWrittenByUs(db, path);
  if (!(await hasOps(db, 'closes'))) return;
  const [close] = await db.rows('select 1 from ops.closes limit 1');
  if (close && !(await isBuiltBy(db, catalog))) throw new Unsettled();
}

/**
 * Computes everything again from the loaded rows, by the clock of the last run, and replaces what
 * earlier runs have computed step by step. Both must be equal. The differences are returned; they
 * are a bug of Flaretally unless other rules or another version computed the database.
 * @throws FlaretallyError for a broken check
 */
export async function rebuild(options: BuildOptions): Promise<Rebuilt[]> {
  requireDatabase(options.db);
  const catalog = readCatalog(options.queries);
  const roomy = { ...options, limits: FOR_ALL_VIEWS };
  return onLoaded(catalog, 'flaretally check --rebuild', roomy, 'as published', async (db) => {
    const before = await contentOf(db, catalog);
    await buildFully(db, catalog);
    await carry(db, { by: 'rules', says: 'check --rebuild' });
    await runChecks(db, checksOf(catalog));
    return differing(before, await contentOf(db, catalog));
  });
}

type Content = ReadonlyMap<string, { rows: string | null; sha256: string }>;

async function contentOf(db: Database, catalog: Catalog): Promise<Content> {
  const relations = await publishedRelations(db);
  const digests = await overCopy(db, LAYER_NAMES, async () => {
    await computeOnce(db, catalog, COPY, relations);
    return digestAll(db, relations);
  });
  return new Map(digests.map(({ relation, ...content }) => [relation, content]));
}

function differing(before: Content, after: Content): Rebuilt[] {
  const relations = [...new Set([...before.keys(), ...after.keys()])].filter((r) => r !== 'all');
  return relations
    .filter((relation) => before.get(relation)?.sha256 !== after.get(relation)?.sha256)
    .sort()
    .map((relation) => ({
      relation,
      rows_before: before.get(relation)?.rows ?? null,
      rows_after: after.get(relation)?.rows ?? null,
    }));
}
