import type { Database } from '../store/database.ts';
import { columnsOf, insertRows } from '../store/insert.ts';
import type { Catalog } from './catalogued.ts';
import { baseFingerprint, sha256 } from './fingerprints.ts';
import { isWhole } from './stale.ts';

/** The table with the fingerprints of the macros and of all rules that built a database. */
export const BUILT_BY = 'params.built_by';

/** Records that these rules have computed every relation from the data that was filled. */
export async function saveBuilder(db: Database, catalog: Catalog): Promise<void> {
  await db.run(`create or replace table ${BUILT_BY} (base varchar, rules varchar)`);
  const base = await baseFingerprint(db, catalog);
  await insertRows(db, BUILT_BY, [{ base, rules: await rulesFingerprint(db, catalog) }]);
}

/**
 * Whether these rules and this version of DuckDB made every relation of the database, so that no
 * build is needed. Each load builds what it adds. People may have dropped relations, or added their
 * own.
 */
export async function isBuiltBy(db: Database, catalog: Catalog): Promise<boolean> {
  return (await isWhole(db, catalog.rules)) && (await isMadeBy(db, catalog));
}

/** The same for a database that nobody has changed since. */
export async function isMadeBy(db: Database, catalog: Catalog): Promise<boolean> {
  const [built] = await db.rows<{ rules: string }>(`from ${BUILT_BY}`);
  return built?.rules === (await rulesFingerprint(db, catalog));
}

/** Whether the macros of the database are those of a catalog, made by this engine. */
export async function hasMacrosOf(db: Database, catalog: Catalog): Promise<boolean> {
  const [table] = await columnsOf(db, BUILT_BY);
  if (!table) return false;
  const [built] = await db.rows<{ base: string }>(`from ${BUILT_BY}`);
  return built?.base === (await baseFingerprint(db, catalog));
}

/**
 * The fingerprint of the DuckDB version, all texts of a catalog and the names of replaced files.
 */
export async function rulesFingerprint(db: Database, catalog: Catalog): Promise<string> {
  const { rules, seeds, replaced } = catalog;
  return sha256(
    await baseFingerprint(db, catalog),
    ...rules.flatMap(({ relation, sql }) => [relation, sql]),
    ...seeds.flatMap(({ relation, csv }) => [relation, csv]),
    ...replaced,
  );
}
