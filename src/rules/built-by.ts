import type { Database } from '../store/database.ts';
import { columnsOf, insertRows } from '../store/insert.ts';
import type { Catalog } from './catalogued.ts';
import { basePrint, sha256 } from './prints.ts';
import { isWhole } from './stale.ts';

/** The table with the fingerprints of macros and of all rules that made a database what it is. */
export const BUILT_BY = 'params.built_by';

/** Writes down that every relation is now what these rules make of what was filled. */
export async function saveBuilder(db: Database, catalog: Catalog): Promise<void> {
  await db.run(`create or replace table ${BUILT_BY} (base varchar, rules varchar)`);
  const base = await basePrint(db, catalog);
  await insertRows(db, BUILT_BY, [{ base, rules: await rulesPrint(db, catalog) }]);
}

/**
 * Whether these rules, run by this engine, made every relation of the database, so that there is
 * nothing to build: all that was loaded since has been built by whoever loaded it. People may have
 * dropped relations of the rules, or made some beside them.
 */
export async function isBuiltBy(db: Database, catalog: Catalog): Promise<boolean> {
  return (await isWhole(db, catalog.rules)) && (await isMadeBy(db, catalog));
}

/** The same of a database that nobody has changed since. */
export async function isMadeBy(db: Database, catalog: Catalog): Promise<boolean> {
  const [built] = await db.rows<{ rules: string }>(`from ${BUILT_BY}`);
  return built?.rules === (await rulesPrint(db, catalog));
}

/** Whether the macros of the database are those of a catalog, made by this engine. */
export async function hasMacrosOf(db: Database, catalog: Catalog): Promise<boolean> {
  const [table] = await columnsOf(db, BUILT_BY);
  if (!table) return false;
  const [built] = await db.rows<{ base: string }>(`from ${BUILT_BY}`);
  return built?.base === (await basePrint(db, catalog));
}

/** The fingerprint of an engine with all texts of a catalog and the names of what was replaced. */
export async function rulesPrint(db: Database, catalog: Catalog): Promise<string> {
  const { rules, seeds, replaced } = catalog;
  return sha256(
    await basePrint(db, catalog),
    ...rules.flatMap(({ relation, sql }) => [relation, sql]),
    ...seeds.flatMap(({ relation, csv }) => [relation, csv]),
    ...replaced,
  );
}
