import { readFileSync, statSync } from 'node:fs';
import { usageError } from '../errors.ts';

/**
 * Limits of a rule file in bytes, and of a CSV in columns. A larger table is usage, which is
 * loaded.
 */
const MOST_BYTES = 32_000_000;
const MOST_COLUMNS = 1000;

/**
 * The text of one rule file.
 * @param path its path below `queries/`, for error messages
 * @throws FlaretallyError E_QUERIES_SIZE, E_QUERIES_MISSING
 */
export function textOf(path: string, from: string): string {
  const text = read(path, from);
  const columns = path.endsWith('.csv') ? (text?.split('\n', 1)[0]?.split(',').length ?? 0) : 0;
  if (text !== undefined && columns <= MOST_COLUMNS) return text;
  throw usageError(
    'E_QUERIES_SIZE',
    `${path} is no file of rules`,
    `one is a regular file of at most ${MOST_BYTES / 1e6} MB and ${MOST_COLUMNS} columns; ` +
      'what is larger is usage: give it to flaretally load',
  );
}

function read(path: string, from: string): string | undefined {
  try {
    const file = statSync(from);
    return file.isFile() && file.size <= MOST_BYTES ? readFileSync(from, 'utf8') : undefined;
  } catch (error) {
    const why = (error as Error).message;
    throw usageError('E_QUERIES_MISSING', `--queries: ${path} cannot be read: ${why}`);
  }
}
