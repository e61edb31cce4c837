import { type Count, CountedCursor } from './cursor.ts';
import { partsOf } from './statements.ts';
import type { Cursor, MeterOptions, Sql } from './types.ts';

/**
 * Runs a query and reports its rows to `count`. As for the runtime, parameters and answer are those
 * of the last statement.
 * @throws TypeError for several statements, unless they are to be split
 */
export function countedExec(
  exec: Sql['exec'],
  multiple: MeterOptions['multiple'],
  query: string,
  bindings: readonly unknown[],
  count: Count,
): Cursor {
  const parts = partsOf(query);
  if (parts.length > 1 && multiple !== 'split') throw severalStatements(parts.length);
  const last = parts.pop() ?? query;
  for (const part of parts) new CountedCursor(exec(part), count).toArray();
  return new CountedCursor(exec(last, ...bindings), count);
}

function severalStatements(count: number): TypeError {
  return new TypeError(
    `flaretally/meter: ${count} statements in one exec(), of which the runtime reports the rows ` +
      `of the last only. Run them one by one, or set multiple: 'split'.`,
  );
}
