import { EXIT, FlaretallyError, usageError } from '../errors.ts';
import type { BadCell } from './declare.ts';

/** Says which row of a CSV of `queries/` cannot be read, and why. */
export function seedError(path: string, cause: BadCell | unknown): FlaretallyError {
  if (cause instanceof FlaretallyError && cause.code === 'E_REF_ROW') return cause;
  return new FlaretallyError({
    code: 'E_REF_ROW',
    what: isBadCell(cause)
      ? `${path} line ${cause.line}: ${cause.column_name} "${cause.value}" is no ${cause.data_type}`
      : `${path} cannot be read`,
    ...(cause instanceof FlaretallyError && cause.why ? { why: cause.why } : {}),
    fix: 'correct the row; numbers have no separators, dates are YYYY-MM-DD, unknown is empty',
    exit: EXIT.usage,
  });
}

/** A CSV that lacks columns of its declaration. */
export function columnsError(path: string, missing: readonly string[]): FlaretallyError {
  return new FlaretallyError({
    code: 'E_REF_ROW',
    what: `${path} lacks the column(s) ${missing.join(', ')}`,
    fix: `name the columns as ${path.replace('.csv', '.sql')} does, in any order`,
    exit: EXIT.usage,
  });
}

/** A CSV beside which no declaration stands. */
export function undeclared(path: string): FlaretallyError {
  const sql = path.replace('.csv', '.sql');
  const fix = `a CSV fills the table that ${sql} declares: add it, with "-- kind: declaration"`;
  return usageError('E_REF_UNDECLARED', `${path} fills a table that no rule declares`, fix);
}

function isBadCell(cause: unknown): cause is BadCell {
  return typeof cause === 'object' && cause !== null && 'column_name' in cause;
}
