import { createHash } from 'node:crypto';
import type { Database } from '../store/database.ts';
import { columnsOfBuilt, insertRows } from '../store/insert.ts';
import type { Catalog, SeedFile } from './catalog.ts';
import type { ResolvedRule } from './order.ts';
import type { Rule } from './rule-file.ts';

/** Rows up to which a computed table is compared with what it was. */
const MOST_ROWS_HASHED = 1000;

/** What a relation was made from, as it stands in `params.built`. */
export interface Print {
  relation: string;
  /** Of its text and, if it is computed, of all that it reads: while it is the same it is kept. */
  fingerprint: string;
  /** What readers see of the table: while it is the same they are kept, though it was computed. */
  content: string;
}

/** The prints of the books as they were published. */
export async function storedPrints(db: Database): Promise<Map<string, Print>> {
  const rows = await db.rows<Print>('select * from params.built where content is not null');
  return new Map(rows.map((row) => [row.relation, row]));
}

export async function savePrints(db: Database, built: readonly Print[]): Promise<void> {
  await db.run('delete from params.built');
  const rows = built.map(({ relation, fingerprint, content }) => ({
    relation,
    fingerprint,
    content,
  }));
  await insertRows(db, 'params.built', rows);
}

/** What every rule is computed by: the engine and the macros. */
export async function basePrint(db: Database, { macros }: Catalog): Promise<string> {
  const [engine] = await db.rows<{ version: string }>('select version() as version');
  return sha256(engine?.version ?? '', macros);
}

/** Fingerprints of filled tables: raw by its loads, CSVs by their text, the rest by their rows. */
export async function declaredPrints(db: Database, catalog: Catalog): Promise<Map<string, string>> {
  const prints = new Map<string, string>();
  const loads = await db.rows<{ load_id: string }>(
    'select load_id from raw.loads order by load_id',
  );
  const rawPrint = sha256(...loads.map((load) => load.load_id));
  for (const rule of catalog.rules) {
    if (rule.header.kind !== 'declaration') continue;
    const seed = catalog.seeds.find(({ relation }) => relation === rule.relation);
    if (isLoaded(rule)) prints.set(rule.relation, sha256(rule.sql, rawPrint));
    else if (seed && isFixed(rule)) prints.set(rule.relation, seedPrint(rule, seed));
    else prints.set(rule.relation, sha256(rule.sql, ...(await textOf(db, rule.relation))));
  }
  return prints;
}

/** Tables of `raw` that hold what a person says to a command: no load tells that they changed. */
const SAID: readonly string[] = ['raw.coverage_acceptances'];

function isLoaded({ layer, relation }: Rule): boolean {
  return layer === 'raw' && !SAID.includes(relation);
}

/** Stands for the text of a declaration. */
export function textPrint({ sql }: Rule): string {
  return sha256(sql);
}

/** Whether only its CSV changes a filled table: rows of `params` come from commands too. */
export function isFixed({ layer }: Rule): boolean {
  return layer === 'ref';
}

/** Stands for the rows of a table that is filled from a CSV alone. */
export function seedPrint({ sql }: Rule, { csv }: SeedFile): string {
  return sha256(sql, csv);
}

async function textOf(db: Database, relation: string): Promise<string[]> {
  const rows = await db.rows<{ t: string }>(
    `select r::varchar as t from ${relation} as r order by t`,
  );
  return rows.map(({ t }) => t);
}

/**
 * A small table stands for itself by its rows: a scenario to compare changes what is rated, but
 * not what tenants share. A larger one has no such print; its fingerprint stands for it.
 */
export async function contentPrint(db: Database, { relation, sql }: ResolvedRule) {
  const rows = await db.rows<{ t: string; types: string }>(
    `select r::varchar as t, typeof(r) as types
     from ${relation} as r limit ${MOST_ROWS_HASHED + 1}`,
  );
  if (rows.length > MOST_ROWS_HASHED) return undefined;
  const types = rows[0]?.types ?? JSON.stringify(await columnsOfBuilt(db, relation));
  return sha256(sql, types, ...rows.map(({ t }) => t).sort());
}

export function sha256(...parts: string[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part).update('\0');
  return hash.digest('hex');
}
