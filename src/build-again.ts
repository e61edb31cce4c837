import { select } from './reading.ts';
import { build } from './rules/build.ts';
import type { Catalog } from './rules/catalog.ts';
import { checksOf, runChecks } from './rules/check.ts';
import { declare } from './rules/declare.ts';
import { onCopy } from './store/publish.ts';

/** Builds a database by the rules of this run, of what was loaded into it before. */
export async function buildAgain(
  catalog: Catalog,
  { db: path, now, signal }: { db: string; now: Date; signal?: AbortSignal | undefined },
): Promise<void> {
  await onCopy(path, 'flaretally reconcile', now, {
    signal,
    fill: async (db) => {
      await declare(db, catalog);
      await select(db, now);
    },
    compute: async (db) => {
      await build(db, catalog);
      await runChecks(db, checksOf(catalog));
    },
  });
}
