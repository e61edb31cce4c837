import type { DuckDBResult } from '@duckdb/node-api';
import { FlaretallyError } from '../errors.ts';

/**
 * Returns what is to be called after the last row of a stream. A stream that fails ends as if it
 * were complete: only `isStreaming` tells. The statement is run again for its reason.
 * @param result a stream of which no row was read yet
 * @throws what the statement gives as its reason, else FlaretallyError E_SQL_CUT
 */
export function requireWhole(
  result: DuckDBResult,
  again: () => Promise<unknown>,
): () => Promise<void> {
  const streams = result.isStreaming;
  return async () => {
    if (!streams || result.isStreaming) return;
    await again();
    throw new FlaretallyError({
      code: 'E_SQL_CUT',
      what: 'the result ended before its last row',
      why: 'DuckDB stopped and did not say why',
      fix: 'drop what was written and run it again',
    });
  };
}
