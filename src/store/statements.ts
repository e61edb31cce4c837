import type { DuckDBPreparedStatement } from '@duckdb/node-api';
import { usageError } from '../errors.ts';
import type { Database } from './database.ts';
import { databaseError } from './database-error.ts';
import { engine } from './engine.ts';

export type Statement = DuckDBPreparedStatement;

/** A statement ready to run, and whether it is the last of its text. */
export interface Prepared {
  statement: Statement;
  isLast: boolean;
}

/**
 * The statements of a text, each prepared when it is its turn, because it may need what the one
 * before made. Counting semicolons would not do, because DuckDB makes several statements of one
 * PIVOT.
 * @throws FlaretallyError E_SQL
 */
export async function* statementsIn(db: Database, sql: string): AsyncGenerator<Prepared> {
  try {
    const statements = await extract(db, sql);
    const count = statements?.count ?? 0;
    for (let i = 0; i < count; i++) {
      const statement = await statements?.prepare(i);
      if (statement === undefined) return;
      refuseSetting(statement);
      yield { statement, isLast: i + 1 === count };
    }
  } catch (error) {
    throw databaseError(error, db.path, sql);
  }
}

/**
 * Runs all statements but the last, which is returned ready to run; undefined if there are only
 * comments.
 * @param during waits for each of them, and may give up
 * @throws FlaretallyError E_SQL
 */
export async function lastStatement(
  db: Database,
  sql: string,
  during: (work: () => Promise<unknown>) => Promise<unknown> = (work) => work(),
): Promise<Statement | undefined> {
  for await (const { statement, isLast } of statementsIn(db, sql)) {
    if (isLast) return statement;
    try {
      await during(() => statement.run());
    } catch (error) {
      throw databaseError(error, db.path, sql);
    }
  }
  return undefined;
}

/**
 * Whether a text that is being typed ends with the semicolon of a statement, and not inside a
 * quoted text or a comment. DuckDB decides: one more statement behind it must count as one more. A
 * text with a mistake is complete at its semicolon, so that the mistake is shown.
 */
export async function isComplete(db: Database, text: string): Promise<boolean> {
  if (!text.includes(';')) return false;
  const alone = await countOf(db, text);
  if (typeof alone === 'string') return !/unterminated/.test(alone) && /;\s*$/.test(text);
  return (await countOf(db, `${text}\nselect 1`)) === alone + 1;
}

async function countOf({ connection }: Database, sql: string): Promise<number | string> {
  try {
    return (await connection.extractStatements(sql)).count;
  } catch (error) {
    return String(error);
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
function refuseSetting(prepared: Statement): void {
  const { StatementType } = engine();
  if (prepared.statementType !== StatementType.PRAGMA) return;
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
