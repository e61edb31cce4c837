import { digestAll, publishedRelations } from '../../../../src/rules/digest.ts';
import { Database } from '../../../../src/store/database.ts';

/** Asks the books of a database. */
export async function query<T>(path: string, sql: string): Promise<T[]> {
  const db = await Database.open(path, { readOnly: true });
  try {
    return await db.rows<T>(sql);
  } finally {
    db.close();
  }
}

/** Is made of the bytes of an envelope, in which the capture time stands. */
const CAPTURE = 'capture_id';

/** The digest of each relation without capture times, by name: a difference says where. */
export async function digestsOf(path: string): Promise<Record<string, string>> {
  const db = await Database.open(path, { readOnly: true });
  try {
    const relations = (await publishedRelations(db)).map(({ relation, columns }) => {
      return { relation, columns: columns.filter((column) => column !== CAPTURE) };
    });
    const digests = await digestAll(db, relations);
    return Object.fromEntries(digests.map(({ relation, sha256 }) => [relation, sha256]));
  } finally {
    db.close();
  }
}
