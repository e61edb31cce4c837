import type { DuckDBConnection, DuckDBPreparedStatement } from '@duckdb/node-api';
import { FlaretallyError } from '../../errors.ts';
import { databaseError } from '../database-error.ts';

/**
 * The result of a statement as an Arrow IPC stream: the schema, then a record batch for each chunk
 * of DuckDB (2,048 rows), then the end mark. One chunk is in memory at a time. apache-arrow is
 * loaded by the first call. No other statement may run on `connection` until the last byte is out.
 * After an error the bytes so far are a readable but shorter stream: discard them.
 * @throws FlaretallyError E_SQL, E_ARROW_RANGE, E_ARROW_CUT
 */
export async function* arrowStream(
  connection: DuckDBConnection,
  statement: string | DuckDBPreparedStatement,
): AsyncGenerator<Uint8Array> {
  const { IpcWriter } = await import('./ipc.ts');
  const isText = typeof statement === 'string';
  const result = await orDatabaseError(isText ? connection.stream(statement) : statement.stream());
  const streams = result.isStreaming;
  const writer = new IpcWriter(result.columnNames(), result.columnTypes());
  yield writer.start();
  for (;;) {
    const chunk = await orDatabaseError(result.fetchChunk());
    if (!chunk || chunk.rowCount === 0) break;
    yield writer.batch(chunk);
  }
  // Without this flag a stream that was interrupted would look complete.
  if (streams && !result.isStreaming) throw cutShort();
  yield writer.end();
}

async function orDatabaseError<T>(promise: Promise<T>): Promise<T> {
  try {
    return await promise;
  } catch (error) {
    throw databaseError(error, '', '');
  }
}

function cutShort(): FlaretallyError {
  return new FlaretallyError({
    code: 'E_ARROW_CUT',
    what: 'the result ended before its last row',
    why: 'it was interrupted, or another statement ran on its connection',
    fix: 'drop what was written and run it again',
  });
}
