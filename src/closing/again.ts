// Computes a closed period again, from the inputs that it was closed with, in a new database that
// is thrown away.
import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureOps } from '../ops/schema.ts';
import { instantOf } from '../reading/choose-period.ts';
import { select } from '../reading/reading.ts';
import { build } from '../rules/build.ts';
import { PREBUILT } from '../rules/catalog.ts';
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
 * Runs `read` on such a database, where version 0 of the close is what was computed.
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
    if (existsSync(PREBUILT)) copyFileSync(PREBUILT, copy);
    const db = await Database.openCopy(copy, path);
    const stop = interruptOn(signal, db);
    try {
      signal?.throwIfAborted();
      await limit(db, MANY_ROWS);
      await declare(db, catalog);
      await ensureOps(db);
      await copyLoaded(db, placeOf(path));
      await restoreInputs(db, close.close_number);
      await select(db, instantOf(close.closed_at));
      await db.run('checkpoint');
      await db.seal();
      await build(db, catalog);
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

/** Copies what was loaded, and what was closed; nothing that a rule has computed. */
async function copyLoaded(db: Database, path: string): Promise<void> {
  await db.attach(path, 'published');
  const tables = await db.rows<{ relation: string; columns: string }>(
    `select schema_name || '.' || table_name as relation,
       string_agg('"' || column_name || '"', ', ') as columns
     from duckdb_columns() semi join (
       select schema_name, table_name, column_name from duckdb_columns()
       where database_name = current_database()
     ) using (schema_name, table_name, column_name)
     where database_name = 'published' and schema_name in ('raw', 'ops')
     group by all order by relation`,
  );
  for (const { relation, columns } of tables)
    await db.run(
      `insert into ${relation} (${columns}) select ${columns} from published.${relation}`,
    );
  await db.run('detach published');
}
