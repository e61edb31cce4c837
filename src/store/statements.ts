import type { DuckDBPreparedStatement } from '@duckdb/node-api';
import { usageError } from '../errors.ts';
import type { Database } from './database.ts';
import { databaseError } from './database-error.ts';
import { engine } from './engine.ts';

/**
 * Runs all statements but the last, which is returned ready to run; undefined if there are only
 * comments. Counting semicolons would not do, because DuckDB makes several statements of one PIVOT.
 * @throws FlaretallyError E_SQL
 */
export async function lastStatement(
  db: Database,
  sql: string,
): Promise<DuckDBPreparedStatement | undefined> {
  try {
    const statements = await extract(db, sql);
    for (let i = 0; i < (statements?.count ?? 0); i++) {
      const prepared = await statements?.prepare(i);
      refuseSetting(prepared);
      if (i + 1 === statements?.count) return prepared;
      await prepared?.run();
    }
    return undefined;
  } catch (error) {
    throw databaseError(error, db.path, sql);
  }
}

/** The binding does not report an empty or a wrong statement; running it does. */
async function extract({ connection }: Database, sql: string) {
  try {
    return await connection.extractStatements(sql);
  } catch {
    await connection.run(sql);
    return undefined;
  }
}

/** A PRAGMA that only reads is a SELECT by now; `enable_profiling` would print on stdout. */
function refuseSetting(prepared: DuckDBPreparedStatement | undefined): void {
  const { StatementType } = engine();
  if (prepared?.statementType !== StatementType.PRAGMA) return;
  const fix = 'leave the PRAGMA out; those that only look, such as table_info, do work';
  throw usageError('E_SQL', 'how DuckDB works cannot be changed here', fix);
}

/**
 * Gives a statement the values of the parameters that it has, by their names; a text may be cast.
 * @throws FlaretallyError E_SQL when it has a parameter without a value
 */
export function bindNamed(
  prepared: DuckDBPreparedStatement,
  values: Readonly<Record<string, string | null>>,
): void {
  for (let place = 1; place <= prepared.parameterCount; place++) {
    const name = prepared.parameterName(place);
    const value = values[name];
    if (value === undefined) throw usageError('E_SQL', `nothing gives the parameter $${name}`);
    prepared.bind({ [name]: value });
  }
}
