import { join } from 'node:path';
import { Database } from '../../src/store/database.ts';

/** Rows of the database `flaretally.duckdb` of a folder, read-only. */
export async function queryDatabase<T>(folder: string, sql: string): Promise<T[]> {
  const db = await Database.open(join(folder, 'flaretally.duckdb'), { readOnly: true });
  try {
    return await db.rows<T>(sql);
  } finally {
    db.close();
  }
}
