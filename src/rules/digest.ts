import { createHash } from 'node:crypto';
import type { Database } from '../store/database.ts';
import { identifier } from '../store/quote.ts';
import { isLayer } from './layers.ts';
import type { Rule } from './rule-file.ts';

/** A table or view of the published database. */
export interface PublishedRelation {
  relation: string;
  columns: string[];
}

/** SHA-256 of a relation's content, in 64 hexadecimal digits. */
export type Digest = {
  relation: string;
  /** Number of rows; null for the digest of all relations. */
  rows: string | null;
  sha256: string;
};

/**
 * Columns about when, from where and in which order data was received. They are not content. For
 * example of two log files with a common event the later one counts it as a repeat.
 */
const NOT_CONTENT = [
  ...[
    'ran_at',
    'judged_at',
    'captured_at',
    'loaded_at',
    'load_id',
    'source_file',
    'capture_id',
    'accepted_at',
  ],
  ...['duplicates', 'late_events', 'job_digest', 'command'],
];

/** Numbers that depend on the order of loading, with the name that each stands for. */
const NAMED_BY: Readonly<Record<string, string>> = {
  object_key:
    '(select o.object_id from staging.log_objects as o where o.object_key = r.object_key)',
};

/**
 * Every table and view of the rules, by name. Schemas that people made are left out.
 * @param catalog the catalog to look into, if not the one that is written to
 */
export async function publishedRelations(
  db: Database,
  catalog?: string,
): Promise<PublishedRelation[]> {
  const all = await db.rows<PublishedRelation>(
    `select schema_name || '.' || table_name as relation,
       list(column_name order by column_index) as columns
     from duckdb_columns()
     where not internal and database_name = coalesce($1, current_database())
     group by all order by relation`,
    [catalog ?? null],
  );
  return all.filter(({ relation }) => isLayer(relation.split('.')[0] ?? ''));
}

/** All but those that are checked only when they are named. */
export function withoutOnRequest(
  all: readonly PublishedRelation[],
  rules: readonly Rule[],
): PublishedRelation[] {
  const costly = new Set(rules.filter(({ header }) => header.isOnRequest).map((r) => r.relation));
  return all.filter(({ relation }) => !costly.has(relation));
}

/** Relations about single log files or remembered deliveries. They hold numbers and not names. */
const OF_FILES = ['staging.log_spans', 'logs.spans_with_reach'];
const OF_LEDGER = [
  'staging.log_hashes',
  'staging.log_ledgers',
  'logs.hash_probes',
  'logs.horizons',
];

/**
 * Whether a relation is content. Checks are questions about content. `params.built` and tables
 * named after it are bookkeeping. The log tables of `raw`, and what reads their single files, say
 * in numbers what relations of `staging` and `logs` say by name.
 */
function isContent({ relation }: PublishedRelation): boolean {
  if ([...OF_FILES, ...OF_LEDGER].includes(relation)) return false;
  return !/^(checks\.|raw\.log_|params\.built(_|$))/.test(relation);
}

/** Digests of all content by relation, with the digest of all these as the last line. */
export async function digestAll(
  db: Database,
  relations: readonly PublishedRelation[],
): Promise<Digest[]> {
  const digests: Digest[] = [];
  for (const relation of relations.filter(isContent)) digests.push(await digestOf(db, relation));
  return [...digests, { relation: 'all', rows: null, sha256: digestOfAll(digests) }];
}

/**
 * SHA-256 of a relation's content: of the digests of its rows, in sorted order. A row is hashed as
 * DuckDB's text of it, in which null differs from 'NULL'. So at most 64 bytes per row are in
 * memory, and the result does not depend on the order of loading or the number of threads.
 */
async function digestOf(db: Database, { relation, columns }: PublishedRelation): Promise<Digest> {
  const content = columns.filter((column) => !NOT_CONTENT.includes(column));
  const value = (column: string) => NAMED_BY[column] ?? `r.${identifier(column)}`;
  const fields = content.map((column) => `${identifier(column)}: ${value(column)}`).join(', ');
  const text = content.length === 0 ? `''` : `{${fields}}::varchar`;
  const [found] = await db.rows<{ rows: string; sha256: string }>(
    `with hashes as (select sha256(${text}) as hash from ${relation} as r)
     select count(*) as rows, sha256(coalesce(string_agg(hash, '' order by hash), '')) as sha256
     from hashes`,
  );
  return { relation, rows: found?.rows ?? '0', sha256: found?.sha256 ?? '' };
}

/** The digest of all relations: of their names and digests, a line each. */
function digestOfAll(digests: readonly Digest[]): string {
  const hash = createHash('sha256');
  for (const { relation, sha256 } of digests) hash.update(`${relation} ${sha256}\n`);
  return hash.digest('hex');
}
