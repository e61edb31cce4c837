// What the Tail Worker stored, as files, through `flaretally load`.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { Database } from '../../src/store/database.ts';
import { type Ran, run } from '../support/run.ts';

export const ACCOUNT = 'a'.repeat(32);

/** Writes the objects below `folder` under their keys, as a download of the bucket would. */
export function download(objects: ReadonlyMap<string, string>, folder: string): void {
  for (const [key, text] of objects) {
    mkdirSync(dirname(join(folder, key)), { recursive: true });
    writeFileSync(join(folder, key), gzipSync(text));
  }
}

export function load(folder: string): Promise<Ran> {
  return run(['load', 'trace-events', '--account', ACCOUNT, '--db', 'bill.duckdb'], folder);
}

/** Rows of the database as text. */
export async function select(
  folder: string,
  sql: string,
): Promise<Record<string, string | null>[]> {
  const db = await Database.open(join(folder, 'bill.duckdb'));
  try {
    return await db.rows(sql);
  } finally {
    db.close();
  }
}
