import type { Database } from '../../store/database.ts';
import type { ExportForm } from '../../store/export-forms.ts';
import { renderDocument } from '../json.ts';
import { fileOfRelation } from './open-sql.ts';
import type { Relation } from './relations.ts';

/** The program, the command that makes the export again, and the form of its files. */
export interface Made {
  version: string;
  command: string;
  form: ExportForm;
}

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
  { version, command, form }: Made,
): Promise<string> {
  const [built] = await db.rows<{ rules: string }>('select rules from params.built_by');
  return renderDocument({
    tool: { name: 'flaretally', version },
    command,
    rule_digest: built?.rules ?? null,
    relations: relations.map(({ name, says, grain, rows, columns }) => ({
      name,
      file: fileOfRelation({ name }, form),
      says,
      grain,
      rows,
      columns,
    })),
  });
}
