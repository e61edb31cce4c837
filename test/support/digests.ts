import { digestAll, publishedRelations } from '../../src/rules/digest.ts';
import { Database } from '../../src/store/database.ts';
import { runs } from './tier.ts';

/** Which relations are read: tables, and of views their text alone; or views too. */
export type Depth = 'tables' | 'views';

/**
 * The digest of each relation's content, by name: a difference says where. What a view shows follows
 * from its text and the tables, and to read two hundred of them takes longer than most commands.
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

/** What a build wrote down of each view: a fingerprint of its text and of those that it reads. */
async function textsOfViews(db: Database): Promise<Record<string, string>> {
  const views = await db.rows<{ relation: string; text: string }>(
    `select relation, fingerprint as text from params.built
     where relation in (select schema_name || '.' || view_name from duckdb_views())
     order by relation`,
  );
  return Object.fromEntries(views.map(({ relation, text }) => [relation, text]));
}
