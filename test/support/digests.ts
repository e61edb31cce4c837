import { digestAll, publishedRelations } from '../../src/rules/digest.ts';
import { Database } from '../../src/store/database.ts';
import { runs } from './tier.ts';

/** Which relations are read: tables and the text of views, or views too. */
export type Depth = 'tables' | 'views';

/**
 * The digest of each relation's content by name, so that a difference can be located. The rows of a
 * view follow from its text and the tables, and reading two hundred views takes longer than most
 * commands.
 */
export async function digestsOf(
  path: string,
  without: readonly string[] = [],
  depth: Depth = runs('tables', 'views'),
): Promise<Record<string, string>> {
  const db = await Database.open(path, { readOnly: true });
  try {
    const texts = depth === 'views' ? {} : await textsOfViews(db);
    const relations = (await publishedRelations(db))
      .filter(({ relation }) => texts[relation] === undefined)
      .map(({ relation, columns }) => ({
        relation,
        columns: columns.filter((column) => !without.includes(column)),
      }));
    const digests = await digestAll(db, relations);
    const known = digests.map(({ relation, sha256 }) => [relation, sha256]);
    return { ...texts, ...Object.fromEntries(known) };
  } finally {
    db.close();
  }
}

/** The stored fingerprint of each view: of its text and of the texts that it reads. */
async function textsOfViews(db: Database): Promise<Record<string, string>> {
  const views = await db.rows<{ relation: string; text: string }>(
    `select relation, fingerprint as text from params.built
     where relation in (select schema_name || '.' || view_name from duckdb_views())
     order by relation`,
  );
  return Object.fromEntries(views.map(({ relation, text }) => [relation, text]));
}
