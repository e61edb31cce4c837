import { EXIT, FlaretallyError, usageError } from '../errors.ts';
import type { RowSet } from '../rows.ts';
import type { Database } from '../store/database.ts';
import { databaseError } from '../store/database-error.ts';

/**
 * Runs statements and returns the rows of the last. Of two columns of one name the second is `a:1`.
 * @throws FlaretallyError E_SQL, E_SQL_EMPTY
 */
export async function readAnswer(db: Database, sql: string): Promise<RowSet> {
  try {
    const reader = await db.connection.runAndReadAll(sql);
    const names = reader.deduplicatedColumnNames();
    if (names.length === 0) throw nothingAsked();
    const types = reader.columnTypes();
    const columns = names.map((name, i) => ({ name, type: String(types[i]) }));
    return { columns, rows: reader.getRowObjectsJson() as RowSet['rows'] };
  } catch (error) {
    throw databaseError(error, db.path, sql);
  }
}

export function nothingAsked(): FlaretallyError {
  return usageError('E_SQL_EMPTY', 'there is no SQL to run', 'flaretally sql "from report.lines"');
}

/** A statement that DuckDB refuses is the writer's mistake: its whole message, caret and all. */
export function refused(error: unknown): unknown {
  if (!(error instanceof FlaretallyError) || error.code !== 'E_SQL') return error;
  const { code, message: what, fix = '', cause } = error;
  const whole = cause instanceof Error ? cause.message : (error.why ?? '');
  const why = whole.replaceAll('\t', ' ').replace(/\n{2,}/g, '\n');
  return new FlaretallyError({ code, what, why, fix, exit: EXIT.usage }, { cause });
}
