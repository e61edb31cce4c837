import { EXIT, FlaretallyError, usageError } from '../errors.ts';
import { readError } from '../store/read-error.ts';

const FIX = 'correct the row; numbers have no separators, dates are YYYY-MM-DD, unknown is empty';

/** A field of a CSV that is not of the declared type. `line` counts the header as 1. */
export interface BadCell {
  line: string | number;
  column_name: string;
  value: string;
  data_type: string;
}

/** Says which row of a CSV of `queries/` cannot be read, and why. */
export function seedError(path: string, cause: BadCell | unknown): FlaretallyError {
  if (!isBadCell(cause)) {
    return readError(cause, path, {
      code: 'E_REF_ROW',
      is: 'cannot be read',
      fix: FIX,
      exit: EXIT.usage,
    });
  }
  const { line, column_name, value, data_type } = cause;
  return new FlaretallyError({
    code: 'E_REF_ROW',
    what: `${path} line ${line}: ${column_name} "${value}" is no ${data_type}`,
    fix: FIX,
    exit: EXIT.usage,
  });
}

/** Two lines of a CSV with the same key. */
export function repeatedRow(
  path: string,
  { line, first }: { line: string; first: string },
  grain: readonly string[],
): FlaretallyError {
  return new FlaretallyError({
    code: 'E_REF_ROW',
    what: `${path} line ${line} says again what line ${first} says`,
    why: `there is one line for each ${grain.join(', ')}`,
    fix: 'leave one of them out',
    exit: EXIT.usage,
  });
}

/** A CSV without all columns of its declaration. */
export function columnsError(path: string, missing: readonly string[]): FlaretallyError {
  return new FlaretallyError({
    code: 'E_REF_ROW',
    what: `${path} lacks the column(s) ${missing.join(', ')}`,
    fix: `name the columns as ${path.replace('.csv', '.sql')} does, in any order`,
    exit: EXIT.usage,
  });
}

/** A CSV without a declaration. */
export function undeclared(path: string): FlaretallyError {
  const sql = path.replace('.csv', '.sql');
  const fix = `a CSV fills the table that ${sql} declares: add it, with "-- kind: declaration"`;
  return usageError('E_REF_UNDECLARED', `${path} fills a table that no rule declares`, fix);
}

function isBadCell(cause: unknown): cause is BadCell {
  return typeof cause === 'object' && cause !== null && 'column_name' in cause;
}
