import { kindsRead } from '../../corrected.ts';
import type { Database } from '../../store/database.ts';

/**
 * A note for SQL that names relations which corrections of closed periods change: it reads them as
 * published, without these.
 */
export async function uncorrectedNote(db: Database, sql: string): Promise<string | undefined> {
  const words = new Set(sql.toLowerCase().match(/\w+/g));
  const isNamed = (relation: string) => words.has(relation.split('.')[1] ?? '');
  const kinds = await kindsRead(db, isNamed, {});
  const names = [...new Set(kinds.flatMap(({ answers }) => answers))].sort();
  if (names.length === 0) return undefined;
  return (
    `${names.join(', ')}: SQL reads no corrections of closed periods; ` +
    'flaretally report and flaretally export have them'
  );
}
