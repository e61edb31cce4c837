import type { Database } from '../../store/database.ts';
import { type At, type Row, readSection, SECTIONS } from './sections.ts';

/**
 * From what a report was made: its inputs as the database knows them, the digest of the rules that
 * built it, the program and the command. No clock is read, so that the same input gives the same
 * bytes.
 */
export async function provenance(
  db: Database,
  at: At,
  { version, command }: { version: string; command: string },
): Promise<readonly Row[]> {
  const { rows } = await readSection(db, SECTIONS.provenance, at);
  const [built] = await db.rows<{ rules: string }>(
    'select left(rules, 16) as rules from params.built_by',
  );
  const item = (name: string, says: string) => ({ item_number: null, item: name, says });
  return [
    ...(rows as readonly Row[]),
    item('rules', built?.rules ?? 'unknown'),
    item('program', `flaretally ${version}`),
    item('command', command),
  ];
}
