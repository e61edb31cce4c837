import { createHash } from 'node:crypto';
import type { Database } from '../store/database.ts';
import { insertRows } from '../store/insert.ts';
import type { Catalog, SeedFile } from './catalogued.ts';
import type { Rule } from './rule-file.ts';

/** What a relation was made from, as it stands in `params.built`. */
export interface Print {
  relation: string;
  /** Of its text and, if it is computed, of the texts of all that it reads. */
  fingerprint: string;
  /** Of what a filled table holds; of what is computed nothing, for it follows. */
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

/**
 * What stands for the rows of each filled table: of `raw` and `params` their content, of `ref` the
 * text of their CSV, of what has a row for each of a file's the list of files.
 * @param empty tables without rows, which need not be asked
 */
export async function declaredPrints(
  db: Database,
  catalog: Catalog,
  empty: ReadonlySet<string>,
): Promise<Map<string, string>> {
  const prints = new Map<string, string>();
  const logs = await contentOf(db, 'raw.log_files');
  const answers = await contentOf(db, 'raw.captures');
  for (const rule of catalog.rules) {
    if (rule.header.kind !== 'declaration') continue;
    const seed = catalog.seeds.find(({ relation }) => relation === rule.relation);
    if (seed && isFixed(rule)) prints.set(rule.relation, seedPrint(rule, seed));
    else if (isOfLogs(rule)) prints.set(rule.relation, sha256(rule.sql, logs));
    else if (isOfAnswers(rule, catalog)) prints.set(rule.relation, sha256(rule.sql, answers));
    else if (empty.has(rule.relation)) prints.set(rule.relation, sha256(rule.sql, ''));
    else prints.set(rule.relation, sha256(rule.sql, await contentOf(db, rule.relation)));
  }
  return prints;
}

/** Tables about logs that have few rows, and are read like any other. */
const FEW: readonly string[] = ['raw.log_files', 'raw.log_jobs'];

/** Whether a table has rows of log files, of which `raw.log_files` has one each. */
function isOfLogs({ relation }: Rule): boolean {
  return relation.startsWith('raw.log_') && !FEW.includes(relation);
}

/** Whether a table has the rows of answers, of which `raw.captures` has one each. */
export function isOfAnswers({ layer, name }: Rule, { datasets }: Catalog): boolean {
  return layer === 'raw' && datasets.some(({ relation }) => relation === name);
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

/** Stands for the rows of a table, whatever their order. */
async function contentOf(db: Database, relation: string): Promise<string> {
  const [found] = await db.rows<{ content: string | null }>(
    `select sha256(string_agg(row_digest, '' order by row_digest)) as content
     from (select md5(a_row::varchar) as row_digest from ${relation} as a_row)`,
  );
  return found?.content ?? '';
}

export function sha256(...parts: string[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part).update('\0');
  return hash.digest('hex');
}
