import { createHash } from 'node:crypto';
import type { Database } from '../store/database.ts';

/** A table or view of the published books. */
export interface PublishedRelation {
  relation: string;
  columns: string[];
}

/** What a relation holds, in 64 hexadecimal digits. */
export type Digest = {
  relation: string;
  /** How many; of all together, null. */
  rows: string | null;
  sha256: string;
};

/** When and whence something was received, which is not what was received. */
const NOT_CONTENT = ['captured_at', 'loaded_at', 'load_id', 'source_file', 'capture_id'];

/** Every table and view there is, by name. */
export async function publishedRelations(db: Database): Promise<PublishedRelation[]> {
  return db.rows<PublishedRelation>(
    `select schema_name || '.' || table_name as relation,
       list(column_name order by column_index) as columns
     from duckdb_columns()
     where not internal and database_name = current_database()
     group by all order by relation`,
  );
}

/** Whether a relation is content: checks are questions about it, params.built is bookkeeping. */
function isContent({ relation }: PublishedRelation): boolean {
  return !relation.startsWith('checks.') && relation !== 'params.built';
}

/** Digests of all content, by relation, and in the last line the digest of these lines. */
export async function digestAll(
  db: Database,
  relations: readonly PublishedRelation[],
): Promise<Digest[]> {
  const digests: Digest[] = [];
  for (const relation of relations.filter(isContent)) digests.push(await digestOf(db, relation));
  return [...digests, { relation: 'all', rows: null, sha256: digestOfAll(digests) }];
}

/**
 * SHA-256 of a relation's content: of the digests of its rows, in their order. A row is hashed as
 * DuckDB's text of it, in which null is not 'NULL'; so at most 64 bytes a row are held at once, and
 * neither the order of loading nor the number of threads shows.
 */
async function digestOf(db: Database, { relation, columns }: PublishedRelation): Promise<Digest> {
  const content = columns.filter((column) => !NOT_CONTENT.includes(column));
  const fields = content.map((column) => `"${column}": "${column}"`).join(', ');
  const text = content.length === 0 ? `''` : `{${fields}}::varchar`;
  const [found] = await db.rows<{ rows: string; sha256: string }>(
    `with hashes as (select sha256(${text}) as hash from ${relation})
     select count(*) as rows, sha256(coalesce(string_agg(hash, '' order by hash), '')) as sha256
     from hashes`,
  );
  return { relation, rows: found?.rows ?? '0', sha256: found?.sha256 ?? '' };
}

/** The digest of all: of their names and digests, a line each. */
function digestOfAll(digests: readonly Digest[]): string {
  const hash = createHash('sha256');
  for (const { relation, sha256 } of digests) hash.update(`${relation} ${sha256}\n`);
  return hash.digest('hex');
}
