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
import { overCopy } from '../store/overlay.ts';
import { placeOf } from '../store/place.ts';
import { openPublished, requireDatabase } from '../store/readable.ts';
import { type BuildOptions, buildAndCarry, onLoaded } from './on-loaded.ts';

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

/**
 * Builds a database with closed periods again if other rules built it, before files are loaded or
 * removed. Corrections then show what the files change, and not what the rules change. Returns
 * whether it was built.
 */
export async function settleRules(catalog: Catalog, options: BuildOptions): Promise<boolean> {
  if (!existsSync(placeOf(options.db))) return false;
  const db = await openPublished(options.db);
  try {
    if (!(await hasOps(db, 'closes')) || (await isBuiltBy(db, catalog))) return false;
    const [close] = await db.rows('select 1 from ops.closes limit 1');
    if (!close) return false;
  } finally {
    db.close();
  }
  await buildAgain(catalog, options);
  return true;
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
  return onLoaded(catalog, 'flaretally check --rebuild', options, 'as published', async (db) => {
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
