import type { Database } from '../store/database.ts';
import { catalogOf, namedAsSchema } from '../store/database-error.ts';
import { exactly } from '../store/exact-path.ts';
import { columnsOfBuilt, insertRows } from '../store/insert.ts';
import { identifier } from '../store/quote.ts';
import { requireFormat, saveFormat } from '../store/written-by-us.ts';
import { hasMacrosOf } from './built-by.ts';
import type { Catalog, SeedFile } from './catalogued.ts';
import { bodyOf, columnsDeclared, requirePlainColumns } from './declared-columns.ts';
import {
  type Fingerprint,
  isFixed,
  seedFingerprint,
  storedFingerprints,
  textFingerprint,
} from './fingerprints.ts';
import { isLayer, LAYER_NAMES } from './layers.ts';
import { createMacros } from './macros.ts';
import { resolve } from './resolve.ts';
import type { Rule } from './rule-file.ts';
import { type BadCell, columnsError, repeatedRow, seedError, undeclared } from './seed-error.ts';

/**
 * Creates what is filled and not computed: schemas, macros, declared tables, and tables whose rows
 * ship as CSV. It runs in the fill step, because it reads CSV files. So all rule files are checked
 * first, and no SELECT of a declaration runs: only its columns are used.
 * @throws FlaretallyError E_REF_ROW naming file, row, column and value; E_RULE_SHAPE, E_RULE_READS,
 *   E_DB_NEWER
 */
export async function declare(db: Database, catalog: Catalog): Promise<void> {
  await requireFormat(db, db.path);
  await resolve(db, catalog);
  requireDeclared(catalog);
  // Readers open the file under its own name, in which DuckDB would look for the schema.
  const name = catalogOf(db.path).toLowerCase();
  if (isLayer(name)) throw namedAsSchema(name);
  await db.run(LAYER_NAMES.map((layer) => `create schema if not exists ${layer};`).join(' '));
  await saveFormat(db);
  if (!(await hasMacrosOf(db, catalog))) await createMacros(db, catalog.macros);
  const existing = new Set(
    (
      await db.rows<{ relation: string }>(
        `select schema_name || '.' || table_name as relation from duckdb_tables()
         where database_name = current_database()`,
      )
    ).map(({ relation }) => relation),
  );
  await db.run(
    `create table if not exists params.built (relation varchar, fingerprint varchar);
     alter table params.built add column if not exists content varchar`,
  );
  const stored = await storedFingerprints(db);
  for (const rule of catalog.rules.filter(({ header }) => header.kind === 'declaration')) {
    if (rule.isReplaced) await requirePlainColumns(db, rule);
    if (!existing.has(rule.relation))
      await db.run(`create table ${rule.relation} as ${bodyOf(rule)} with no data`);
    else if (stored.get(rule.relation)?.fingerprint !== textFingerprint(rule))
      await addMissingColumns(db, rule);
  }
  await fillSeeds(db, catalog, stored);
  await db.run('delete from params.replaced_rules');
  await insertRows(
    db,
    'params.replaced_rules',
    catalog.replaced.map((path) => ({ path })),
  );
}

/** Adds columns declared since to a database that an earlier version wrote. */
async function addMissingColumns(db: Database, rule: Rule): Promise<void> {
  const { relation } = rule;
  const existing = (await columnsOfBuilt(db, relation)).map(([name]) => name);
  for (const { name, type } of await columnsDeclared(db, rule)) {
    if (existing.includes(name)) continue;
    await db.run(`alter table ${relation} add column ${identifier(name)} ${type}`);
  }
}

/** @throws FlaretallyError E_REF_UNDECLARED naming a CSV that no table takes */
function requireDeclared({ seeds, rules }: Catalog): void {
  for (const { relation, path } of seeds) {
    const rule = rules.find((one) => one.relation === relation);
    if (rule?.header.kind !== 'declaration') throw undeclared(path);
  }
}

/** Fills the tables whose rows ship as CSV, except those that the same CSV has already filled. */
async function fillSeeds(
  db: Database,
  { seeds, rules }: Catalog,
  stored: ReadonlyMap<string, Fingerprint>,
): Promise<void> {
  for (const seed of seeds) {
    const rule = rules.find(({ relation }) => relation === seed.relation);
    const isFilled =
      rule && isFixed(rule) && stored.get(seed.relation)?.content === seedFingerprint(rule, seed);
    if (!isFilled) await fillSeed(db, seed, rule?.header.grain ?? []);
  }
}

/** Reads every field as text and casts it to the declared type. No value changes silently. */
async function fillSeed(db: Database, seed: SeedFile, grain: readonly string[]): Promise<void> {
  const columns = await columnsOfBuilt(db, seed.relation);
  try {
    await db.run(
      `create or replace temp table seed_rows as
       select row_number() over () + 1 as seed_line, *
       from read_csv(${exactly(seed.file)}, all_varchar = true, header = true, delim = ',',
         quote = '"', hive_partitioning = false, compression = 'uncompressed')`,
    );
    await requireColumns(db, seed, columns);
    const cells = columns.map(
      ([name, type]) =>
        `case when "${name}" is not null and try_cast("${name}" as ${type}) is null
           then {'column_name': '${name}', 'value': "${name}", 'data_type': '${type}'} end`,
    );
    const [bad] = await db.rows<BadCell>(
      `select seed_line as line, unnest(list_filter([${cells.join(', ')}], lambda c: c is not null),
         recursive := true)
       from seed_rows order by seed_line limit 1`,
    );
    if (bad) throw seedError(seed.path, bad);
    await refuseRepeats(db, seed, grain);
    const casts = columns.map(([name, type]) => `"${name}"::${type} as "${name}"`);
    await db.run(`delete from ${seed.relation}`);
    await db.run(`insert into ${seed.relation} select ${casts.join(', ')} from seed_rows`);
  } catch (error) {
    throw seedError(seed.path, error);
  }
}

/** @throws FlaretallyError E_REF_ROW naming the first line with the key of another line */
async function refuseRepeats(db: Database, { path }: SeedFile, grain: readonly string[]) {
  const keys = grain.map((name) => `"${name}"`).join(', ');
  const [twice] = await db.rows<{ line: string; first: string }>(
    `select max(seed_line) as line, min(seed_line) as first
     from seed_rows group by ${keys} having count(*) > 1 order by line limit 1`,
  );
  if (twice) throw repeatedRow(path, twice, grain);
}

/** @throws FlaretallyError E_REF_ROW naming the columns that the file lacks */
async function requireColumns(db: Database, { path }: SeedFile, columns: [string, string][]) {
  const found = await db.query('select * from seed_rows limit 0');
  const names = found.columns.map(({ name }) => name);
  const missing = columns.map(([name]) => name).filter((name) => !names.includes(name));
  if (missing.length > 0) throw columnsError(path, missing);
}
