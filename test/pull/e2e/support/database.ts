import { Database } from '../../../../src/store/database.ts';
import { digestsOf as tableDigests } from '../../../support/digests.ts';

/** Queries a database. */
export async function query<T>(path: string, sql: string): Promise<T[]> {
  const db = await Database.open(path, { readOnly: true });
  try {
    return await db.rows<T>(sql);
  } finally {
    db.close();
  }
}

/** The tables of the database, for commands that take names of relations. */
export async function tablesOf(path: string): Promise<string[]> {
  const found = await query<{ name: string }>(
    path,
    `select schema_name || '.' || table_name as name from duckdb_tables()
     where schema_name <> 'checks' and not internal order by name`,
  );
  return found.map(({ name }) => name);
}

/** Depends on the bytes of an envelope, which include the capture time. */
const CAPTURE = 'capture_id';

/** The digest of each relation without capture times, by name. */
export const digestsOf = (path: string) => tableDigests(path, [CAPTURE]);
