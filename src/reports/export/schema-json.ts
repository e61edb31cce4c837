import type { Database } from '../../store/database.ts';
import { renderDocument } from '../json.ts';
import { fileOfRelation } from './open-sql.ts';
import type { Relation } from './relations.ts';

/** A relation with the number of rows in its file. */
export interface Exported extends Relation {
  rows: string;
}

/**
 * What the files hold: every relation with its sentence, its grain (the columns of which no two
 * rows have the same values), and its columns. No clock is read.
 */
export async function schemaJson(
  db: Database,
  relations: readonly Exported[],
  { version, command }: { version: string; command: string },
): Promise<string> {
  const [built] = await db.rows<{ rules: string }>('select rules from params.built_by');
  return renderDocument({
    tool: { name: 'flaretally', version },
    command,
    rule_digest: built?.rules ?? null,
    relations: relations.map(({ name, says, grain, rows, columns }) => ({
      name,
      file: fileOfRelation({ name }),
      says,
      grain,
      rows,
      columns,
    })),
  });
}
