import type { Database } from '../store/database.ts';
import { columnsOf, insertRows } from '../store/insert.ts';
import type { Catalog, SeedFile } from './catalog.ts';
import { LAYER_NAMES } from './layers.ts';
import { createMacros } from './macros.ts';
import type { Rule } from './rule-file.ts';
import { columnsError, seedError } from './seed-error.ts';

/**
 * Makes what is filled rather than computed: schemas, macros, declared tables, and the tables whose
 * rows ship as CSV. Runs in the fill step, for CSV files are read here.
 * @throws FlaretallyError E_REF_ROW naming file, row, column and value
 */
export async function declare(db: Database, catalog: Catalog): Promise<void> {
  for (const layer of LAYER_NAMES) await db.run(`create schema if not exists ${layer}`);
  await createMacros(db, catalog.macros);
  const declarations = catalog.rules.filter((rule) => rule.header.kind === 'declaration');
  for (const rule of declarations) {
    await db.run(`create table if not exists ${rule.relation} as ${rule.sql}`);
    await addMissingColumns(db, rule);
  }
  await db.run('create table if not exists params.built (relation varchar, fingerprint varchar)');
  for (const seed of catalog.seeds) await fillSeed(db, seed);
  await db.run('delete from params.replaced_rules');
  await insertRows(
    db,
    'params.replaced_rules',
    catalog.replaced.map((path) => ({ path })),
  );
}

/** A database written by an earlier version gains the columns that have been declared since. */
async function addMissingColumns(db: Database, { relation, sql }: Rule): Promise<void> {
  const existing = (await columnsOf(db, relation)).map(([name]) => name);
  const declared = await db.query(`select * from (${sql.replace(/;\s*$/, '')}) limit 0`);
  for (const { name, type } of declared.columns) {
    if (existing.includes(name)) continue;
    await db.run(`alter table ${relation} add column "${name}" ${type}`);
  }
}

/**
 * Reads every field as text and casts it to the declared type, so that no value changes silently.
 */
async function fillSeed(db: Database, seed: SeedFile): Promise<void> {
  const columns = await columnsOf(db, seed.relation);
  await requireColumns(db, seed, columns);
  const source = `read_csv($1, all_varchar = true, header = true, delim = ',', quote = '"')`;
  const casts = columns.map(([name, type]) => `try_cast("${name}" as ${type}) as "${name}"`);
  const select = `select ${casts.join(', ')} from ${source}`;
  const failures = columns.map(
    ([name, type]) =>
      `select row_number() over () + 1 as line, '${name}' as column_name, "${name}" as value,
         '${type}' as data_type from ${source}
       qualify "${name}" is not null and try_cast("${name}" as ${type}) is null`,
  );
  try {
    const [bad] = await db.rows<BadCell>(
      `select * from (${failures.join(' union all ')}) order by line limit 1`,
      [seed.file],
    );
    if (bad) throw seedError(seed.path, bad);
    await db.run(`delete from ${seed.relation}`);
    await db.run(`insert into ${seed.relation} ${select}`, [seed.file]);
  } catch (error) {
    throw seedError(seed.path, error);
  }
}

/** @throws FlaretallyError E_REF_ROW naming the columns that the file lacks */
async function requireColumns(db: Database, { path, file }: SeedFile, columns: [string, string][]) {
  const { columns: found } = await db.query(
    'select * from read_csv($1, all_varchar = true, header = true) limit 0',
    [file],
  );
  const names = found.map(({ name }) => name);
  const missing = columns.map(([name]) => name).filter((name) => !names.includes(name));
  if (missing.length > 0) throw columnsError(path, missing);
}

/** A field of a CSV that is not of the declared type. `line` counts the header as 1. */
export interface BadCell {
  line: string | number;
  column_name: string;
  value: string;
  data_type: string;
}
