import { createHash } from 'node:crypto';
import type { Database } from '../store/database.ts';
import { insertRows } from '../store/insert.ts';
import type { Catalog, SeedFile } from './catalogued.ts';
import type { Rule } from './rule-file.ts';

/** The fingerprint of a relation as stored in `params.built`. */
export interface Fingerprint {
  relation: string;
  /** Of its text and, for a computed relation, of the texts of all that it reads. */
  fingerprint: string;
  /**
   * Of the rows of a filled table. Null for a computed one, because its rows follow from the
   * others.
   */
  content: string;
}

/** The fingerprints of the published database. */
export async function storedFingerprints(db: Database): Promise<Map<string, Fingerprint>> {
  const rows = await db.rows<Fingerprint>('select * from params.built where content is not null');
  return new Map(rows.map((row) => [row.relation, row]));
}

export async function saveFingerprints(db: Database, built: readonly Fingerprint[]): Promise<void> {
  await db.run('delete from params.built');
  const rows = built.map(({ relation, fingerprint, content }) => ({
    relation,
    fingerprint,
    content,
  }));
  await insertRows(db, 'params.built', rows);
}

/** The fingerprint of the DuckDB version and the macros, which affect every rule. */
export async function baseFingerprint(db: Database, { macros }: Catalog): Promise<string> {
  const [engine] = await db.rows<{ version: string }>('select version() as version');
  return sha256(engine?.version ?? '', macros);
}

/**
 * The fingerprint of each filled table: of its rows in `raw` and `params`, of the CSV text in
 * `ref`, and of the list of files for tables with the rows of many files.
 * @param empty tables without rows, which need no query
 */
export async function declaredFingerprints(
  db: Database,
  catalog: Catalog,
  empty: ReadonlySet<string>,
): Promise<Map<string, string>> {
  const fingerprints = new Map<string, string>();
  const logs = await contentOf(db, 'raw.log_files');
  const answers = await contentOf(db, 'raw.captures');
  for (const rule of catalog.rules) {
    if (rule.header.kind !== 'declaration') continue;
    const seed = catalog.seeds.find(({ relation }) => relation === rule.relation);
    if (seed && isFixed(rule)) fingerprints.set(rule.relation, seedFingerprint(rule, seed));
    else if (isOfLogs(rule)) fingerprints.set(rule.relation, sha256(rule.sql, logs));
    else if (isOfAnswers(rule, catalog)) fingerprints.set(rule.relation, sha256(rule.sql, answers));
    else if (empty.has(rule.relation)) fingerprints.set(rule.relation, sha256(rule.sql, ''));
    else fingerprints.set(rule.relation, sha256(rule.sql, await contentOf(db, rule.relation)));
  }
  return fingerprints;
}

/** Tables about logs with few rows, whose rows are read like any other's. */
const FEW: readonly string[] = ['raw.log_files', 'raw.log_jobs'];

/** Whether a table has rows of log files. `raw.log_files` has one row per file. */
function isOfLogs({ relation }: Rule): boolean {
  return relation.startsWith('raw.log_') && !FEW.includes(relation);
}

/** Whether a table has rows of answers. `raw.captures` has one row per answer. */
export function isOfAnswers({ layer, name }: Rule, { datasets }: Catalog): boolean {
  return layer === 'raw' && datasets.some(({ relation }) => relation === name);
}

/** The fingerprint of a declaration's text. */
export function textFingerprint({ sql }: Rule): string {
  return sha256(sql);
}

/** Whether only its CSV changes a filled table. Rows of `params` come from commands too. */
export function isFixed({ layer }: Rule): boolean {
  return layer === 'ref';
}

/** The fingerprint of a table that is filled from a CSV alone. */
export function seedFingerprint({ sql }: Rule, { csv }: SeedFile): string {
  return sha256(sql, csv);
}

/** The fingerprint of a table's rows, in any order. */
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
