import type { DuckDBResult } from '@duckdb/node-api';
import type { Column, RowSet } from '../words/rows.ts';
import type { Database } from './database.ts';
import { databaseError } from './database-error.ts';
import { engine } from './engine.ts';
import type { Statement } from './statements.ts';
import type { Watch } from './watch.ts';
import { requireWhole } from './whole.ts';

/** What a statement of a person returns. */
export interface Result {
  columns: readonly Column[];
  /** Whether it asked for rows: `use ref` and `create temp table` do not. */
  hasRows: boolean;
  /** The rows as they come, so that any number of them takes the same memory. */
  pages: AsyncGenerator<RowSet['rows']>;
}

/**
 * Runs a statement up to its first rows. Nothing else may run on the connection until the pages
 * were read or dropped.
 * @throws FlaretallyError E_SQL, E_MEMORY, E_SQL_TIME, E_INTERRUPTED; the pages too
 */
export async function resultOf(
  db: Database,
  statement: Statement,
  sql: string,
  watch: Watch,
): Promise<Result> {
  try {
    const result = await watch.during(() => statement.stream());
    const types = result.columnTypes();
    const columns = result
      .deduplicatedColumnNames()
      .map((name, i) => ({ name, type: String(types[i]) }));
    const hasRows =
      result.returnType === engine().ResultReturnType.QUERY_RESULT &&
      !(columns.length === 1 && columns[0]?.name === 'Success');
    return { columns, hasRows, pages: pagesOf({ db, statement, sql, watch, result }) };
  } catch (error) {
    throw databaseError(error, db.path, sql);
  }
}

interface Running {
  db: Database;
  statement: Statement;
  sql: string;
  watch: Watch;
  result: DuckDBResult;
}

async function* pagesOf({ db, statement, sql, watch, result }: Running) {
  const end = requireWhole(result, () => watch.during(() => statement.run()));
  const pages = result.yieldRowObjectJson();
  try {
    for (;;) {
      const { value, done } = await watch.during(() => pages.next());
      if (done) break;
      yield value as RowSet['rows'];
    }
    await end();
  } catch (error) {
    throw databaseError(error, db.path, sql);
  }
}
