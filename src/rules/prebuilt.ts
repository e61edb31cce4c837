import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Database } from '../store/database.ts';
import { isMadeBy } from './built-by.ts';
import type { Catalog } from './catalog.ts';
import { openOverlay } from './overlay.ts';

/**
 * A database with all relations of the bundled rules in which nothing was loaded, made by
 * `npm run build`: the same place seen from `src/` and from `dist/`. It spares a first load and an
 * estimate from making three hundred relations.
 */
export const PREBUILT = fileURLToPath(new URL('../../dist/empty.duckdb', import.meta.url));

/** Opens memory over that database; undefined where it is not there, or not made by these rules. */
export async function openPrebuilt(catalog: Catalog): Promise<Database | undefined> {
  if (catalog.replaced.length > 0 || !existsSync(PREBUILT)) return undefined;
  // Whatever is wrong with it, there is another way.
  const db = await openOverlay(PREBUILT).catch(() => undefined);
  if (!db || (await isMadeBy(db, catalog).catch(() => false))) return db;
  db.close();
  return undefined;
}
