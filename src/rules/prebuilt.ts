import { existsSync } from 'node:fs';
import type { Database } from '../store/database.ts';
import { isMadeBy } from './built-by.ts';
import { PREBUILT } from './catalog.ts';
import type { Catalog } from './catalogued.ts';
import { openOverlay } from './overlay.ts';

/** Opens memory over that database; undefined where it is not there, or not made by these rules. */
export async function openPrebuilt(catalog: Catalog): Promise<Database | undefined> {
  if (catalog.replaced.length > 0 || !existsSync(PREBUILT)) return undefined;
  // Whatever is wrong with it, there is another way.
  const db = await openOverlay(PREBUILT).catch(() => undefined);
  if (!db || (await isMadeBy(db, catalog).catch(() => false))) return db;
  db.close();
  return undefined;
}
