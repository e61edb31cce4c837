import { digestAll, publishedRelations } from '../../src/rules/digest.ts';
import { Database } from '../../src/store/database.ts';

/**
 * The digest of each table's content, by name: a difference says where. Views say again what tables
 * say, and take most of the time; `check --digest` has them too.
 */
export async function digestsOf(
  path: string,
  without: readonly string[] = [],
): Promise<Record<string, string>> {
  const db = await Database.open(path, { readOnly: true });
  try {
    const tables = new Set(
      (
        await db.rows<{ name: string }>(
          `select schema_name || '.' || table_name as name from duckdb_tables()`,
        )
      ).map(({ name }) => name),
    );
    const relations = (await publishedRelations(db))
      .filter(({ relation }) => tables.has(relation))
      .map(({ relation, columns }) => ({
        relation,
        columns: columns.filter((column) => !without.includes(column)),
      }));
    const digests = await digestAll(db, relations);
    return Object.fromEntries(digests.map(({ relation, sha256 }) => [relation, sha256]));
  } finally {
    db.close();
  }
}
