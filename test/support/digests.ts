import { digestAll, publishedRelations } from '../../src/rules/digest.ts';
import { Database } from '../../src/store/database.ts';

/** The digest of each relation's content, by name: a difference says where. */
export async function digestsOf(
  path: string,
  without: readonly string[] = [],
): Promise<Record<string, string>> {
  const db = await Database.open(path, { readOnly: true });
  try {
    const relations = (await publishedRelations(db)).map(({ relation, columns }) => ({
      relation,
      columns: columns.filter((column) => !without.includes(column)),
    }));
    const digests = await digestAll(db, relations);
    return Object.fromEntries(digests.map(({ relation, sha256 }) => [relation, sha256]));
  } finally {
    db.close();
  }
}
