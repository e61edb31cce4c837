// Computes a closed period again, from the inputs that it was closed with, in a copy of the
// database that is thrown away.
import { constants, copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureOps } from '../ops/schema.ts';
import { instantOf } from '../reading/choose-period.ts';
import { select } from '../reading/reading.ts';
import { buildAnew } from '../rules/build.ts';
import type { Catalog } from '../rules/catalogued.ts';
import { declare } from '../rules/declare.ts';
import { Database } from '../store/database.ts';
import { interruptOn } from '../store/interrupt.ts';
import { limit, MANY_ROWS } from '../store/limits.ts';
import { placeOf } from '../store/place.ts';
import type { Close } from './find-close.ts';
import { restoreInputs } from './manifest.ts';
import { freezeResults } from './results.ts';

/**
 * Runs `read` on such a copy, where version 0 of the close is what was computed.
 * @param catalog the rules that compute it
 */
export async function computedAgain<T>(
  path: string,
  catalog: Catalog,
  close: Close,
  signal: AbortSignal | undefined,
  read: (db: Database) => Promise<T>,
): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'flaretally-'));
  const copy = join(folder, 'again.duckdb');
  try {
    copyFileSync(placeOf(path), copy, constants.COPYFILE_FICLONE);
    const db = await Database.openCopy(copy, path);
    const stop = interruptOn(signal, db);
    try {
      signal?.throwIfAborted();
      await limit(db, MANY_ROWS);
      await declare(db, catalog);
      await ensureOps(db);
      await restoreInputs(db, close.close_number);
      await select(db, instantOf(close.closed_at));
      await db.run('checkpoint');
      await db.seal();
      await buildAnew(db, catalog);
      await freezeResults(db, { ...close, version: 0 });
      return await read(db);
    } finally {
      stop();
      db.close();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
