import { Database } from '../../../../src/store/database.ts';
import { digestsOf as tableDigests } from '../../../support/digests.ts';

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

/** The digest of each relation without capture times, by name. */
export const digestsOf = (path: string) => tableDigests(path, [CAPTURE]);
