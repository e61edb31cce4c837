import { rmSync } from 'node:fs';
import { ensureOps } from '../ops/schema.ts';
import { select } from '../reading/reading.ts';
import { build } from '../rules/build.ts';
import { readCatalog } from '../rules/catalog.ts';
import { declare } from '../rules/declare.ts';
import { onCopy } from '../store/publish.ts';

/** Makes a database with all relations of the bundled rules and no data. */
export async function makeEmptyDatabase(path: string): Promise<void> {
  const catalog = readCatalog();
  const now = new Date(0);
  rmSync(path, { force: true });
  await onCopy(path, 'npm run build', now, {
    fill: async (db) => {
      await declare(db, catalog);
      await ensureOps(db);
      await select(db, now);
    },
    compute: (db) => build(db, catalog),
  });
}
