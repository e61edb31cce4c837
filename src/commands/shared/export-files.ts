import { fileOfRelation, openSql } from '../../reports/export/open-sql.ts';
import type { Relation } from '../../reports/export/relations.ts';
import { type Exported, type Made, schemaJson } from '../../reports/export/schema-json.ts';
import type { Database } from '../../store/database.ts';
import { openExports } from '../../store/export.ts';
import type { Put } from './write-folder.ts';

/** Writes a file for each relation, and the two that say what the files are. */
export async function exportFiles(
  db: Database,
  relations: readonly Relation[],
  made: Made,
  put: Put,
  signal: AbortSignal | undefined,
): Promise<void> {
  const files = await openExports(db);
  const done: Exported[] = [];
  try {
    for (const relation of relations) {
      signal?.throwIfAborted();
      const { path: from, rows } = await files.relation(relation, made.form);
      put(fileOfRelation(relation, made.form), { from });
      done.push({ ...relation, rows });
    }
  } finally {
    files.drop();
  }
  put('open.sql', openSql(done, made.form));
  put('schema.json', await schemaJson(db, done, made));
}
