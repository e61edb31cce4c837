import { existsSync } from 'node:fs';
import type { Database } from '../store/database.ts';
import { isMadeBy } from './built-by.ts';
import { PREBUILT } from './catalog.ts';
import type { Catalog } from './catalogued.ts';
import { openOverlay } from './overlay.ts';

/**
 * Opens a database in memory over the prebuilt one. Undefined if that is missing or was made by
 * other rules.
 */
export async function openPrebuilt(catalog: Catalog): Promise<Database | undefined> {
  if (catalog.replaced.length > 0 || !existsSync(PREBUILT)) return undefined;
  // Any error is ignored, because the caller can build the relations itself.
  const db = await openOverlay(PREBUILT).catch(() => undefined);
  if (!db || (await isMadeBy(db, catalog).catch(() => false))) return db;
  db.close();
  return undefined;
}
