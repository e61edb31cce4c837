import { select } from '../reading/reading.ts';
import { build, buildAnew } from '../rules/build.ts';
import { readCatalog } from '../rules/catalog.ts';
import type { Catalog } from '../rules/catalogued.ts';
import { checksOf, runChecks } from '../rules/check.ts';
import { declare } from '../rules/declare.ts';
import { digestAll, publishedRelations } from '../rules/digest.ts';
import type { Database } from '../store/database.ts';
import { onCopy } from '../store/publish.ts';
import { requireBooks } from '../store/readable.ts';
import { requireWrittenByUs } from '../store/written-by-us.ts';

export interface RebuildOptions {
  db: string;
  queries?: string | undefined;
  now: Date;
  signal?: AbortSignal | undefined;
}

/** A relation that came out otherwise than it stood in the database. */
export type Rebuilt = {
  relation: string;
  rows_before: string | null;
  rows_after: string | null;
};

/**
 * Builds a database by the rules of this run, of what was loaded into it before.
 * @throws FlaretallyError for a broken check
 */
export async function buildAgain(catalog: Catalog, options: RebuildOptions): Promise<void> {
  await onLoaded(catalog, 'flaretally reconcile', options, options.now, async (db) => {
    await build(db, catalog);
    await runChecks(db, checksOf(catalog));
  });
}

/**
 * Computes everything again from the loaded rows, by the clock of the last run, and puts it in the
 * place of what runs have computed bit by bit. Both must be the same: what differs is returned, and
 * is a fault of Flaretally unless other rules or another version computed it.
 * @throws FlaretallyError for a broken check
 */
export async function rebuild(options: RebuildOptions): Promise<Rebuilt[]> {
  requireBooks(options.db);
  const catalog = readCatalog(options.queries);
  return onLoaded(catalog, 'flaretally check --rebuild', options, 'as published', async (db) => {
    const before = await contentOf(db);
    await buildAnew(db, catalog);
    await runChecks(db, checksOf(catalog));
    return differing(before, await contentOf(db));
  });
}

/** Runs `compute` on a copy to which nothing is loaded, and publishes that. */
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

/** When the run was that the database was published by: what is due depends on it. */
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
