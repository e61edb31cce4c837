import { build, buildAnew } from '../rules/build.ts';
import { readCatalog } from '../rules/catalog.ts';
import type { Catalog } from '../rules/catalogued.ts';
import { checksOf, runChecks } from '../rules/check.ts';
import { digestAll, publishedRelations } from '../rules/digest.ts';
import type { Database } from '../store/database.ts';
import { requireDatabase } from '../store/readable.ts';
import { type BuildOptions, onLoaded } from './on-loaded.ts';

/** A relation with another content than in the database before. */
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
    await build(db, catalog);
    await runChecks(db, checksOf(catalog));
  });
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
    const before = await contentOf(db);
    await buildAnew(db, catalog);
    await runChecks(db, checksOf(catalog));
    return differing(before, await contentOf(db));
  });
}

type Content = ReadonlyMap<string, { rows: string | null; sha256: string }>;

async function contentOf(db: Database): Promise<Content> {
  const digests = await digestAll(db, await publishedRelations(db));
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
