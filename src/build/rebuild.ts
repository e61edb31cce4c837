import { select } from '../reading/reading.ts';
import { build, buildAnew } from '../rules/build.ts';
import { readCatalog } from '../rules/catalog.ts';
import type { Catalog } from '../rules/catalogued.ts';
import { checksOf, runChecks } from '../rules/check.ts';
import { declare } from '../rules/declare.ts';
import { digestAll, publishedRelations } from '../rules/digest.ts';
import type { Database } from '../store/database.ts';
import { onCopy } from '../store/publish.ts';
import { requireDatabase } from '../store/readable.ts';
import { requireWrittenByUs } from '../store/written-by-us.ts';

export interface RebuildOptions {
  db: string;
  queries?: string | undefined;
  now: Date;
  signal?: AbortSignal | undefined;
}

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
export async function buildAgain(catalog: Catalog, options: RebuildOptions): Promise<void> {
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
export async function rebuild(options: RebuildOptions): Promise<Rebuilt[]> {
  requireDatabase(options.db);
  const catalog = readCatalog(options.queries);
  return onLoaded(catalog, 'flaretally check --rebuild', options, 'as published', async (db) => {
    const before = await contentOf(db);
    await buildAnew(db, catalog);
    await runChecks(db, checksOf(catalog));
    return differing(before, await contentOf(db));
  });
}

/** Runs `compute` on a copy without loading anything, and publishes it. */
function onLoaded<T>(
  catalog: Catalog,
  command: string,
  { db: path, now, signal }: RebuildOptions,
  clock: Date | 'as published',
  compute: (db: Database) => Promise<T>,
): Promise<T> {
  return onCopy(path, command, now, {
    signal,
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
