import type { DuckDBConnection, DuckDBPreparedStatement } from '@duckdb/node-api';
import { databaseError } from '../database-error.ts';
import { requireWhole } from '../whole.ts';

/** Waits for DuckDB, and may give up. */
type During = <T>(work: () => Promise<T>) => Promise<T>;

/**
 * The result of a statement as an Arrow IPC stream: the schema, then a record batch for each chunk
 * of DuckDB (2,048 rows), then the end mark. One chunk is in memory at a time. apache-arrow is
 * loaded by the first call. No other statement may run on `connection` until the last byte is out.
 * After an error the bytes so far are a readable but shorter stream: discard them.
 * @throws FlaretallyError E_SQL, E_ARROW_RANGE, E_SQL_CUT, or what `during` throws
 */
export async function* arrowStream(
  connection: DuckDBConnection,
  statement: string | DuckDBPreparedStatement,
  during: During = (work) => work(),
): AsyncGenerator<Uint8Array> {
  const { IpcWriter } = await import('./ipc.ts');
  const isText = typeof statement === 'string';
  const told: During = (work) => orDatabaseError(during(work));
  const result = await told(() => (isText ? connection.stream(statement) : statement.stream()));
  const end = requireWhole(result, () =>
    told<unknown>(() => (isText ? connection.run(statement) : statement.run())),
  );
  const writer = new IpcWriter(result.columnNames(), result.columnTypes());
  yield writer.start();
  for (;;) {
    const chunk = await told(() => result.fetchChunk());
    if (!chunk || chunk.rowCount === 0) break;
    yield writer.batch(chunk);
  }
  await end();
  yield writer.end();
}

async function orDatabaseError<T>(promise: Promise<T>): Promise<T> {
  try {
    return await promise;
  } catch (error) {
    throw databaseError(error, '', '');
  }
}
