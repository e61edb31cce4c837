import { resolve } from 'node:path';
import { usageError } from '../errors.ts';
import { literal } from './quote.ts';

/** Characters that make DuckDB take a path for a pattern. */
const SIGNS = /[*?[]/;

/** DuckDB's name of a file that it reads by `exactly`: the absolute path. */
export function readName(path: string): string {
  return resolve(path);
}

/**
 * The SQL literal by which DuckDB's readers read this file and no other. It is absolute, so that no
 * `~` and no URL is seen in it, and each pattern character is in a set of its own. Use it for
 * reading only; `written` is for writing.
 * @throws FlaretallyError E_FILE_NAME for a pattern character after a backslash, which cannot be
 *   escaped
 */
export function exactly(path: string): string {
  const name = readName(path);
  if (!SIGNS.test(name)) return literal(name);
  if (name.includes('\\')) {
    throw usageError(
      'E_FILE_NAME',
      `${path} cannot be read under this name`,
      'it has a backslash beside one of * ? [: rename the file or its folder',
    );
  }
  return literal(name.replace(/[*?[]/g, '[$&]'));
}

/** A list of files for a reader. */
export function exactlyAll(paths: readonly string[]): string {
  return `[${paths.map(exactly).join(', ')}]`;
}

/**
 * The path of a database for DuckDB to open.
 * @throws FlaretallyError E_FILE_NAME for a question mark: DuckDB would put its journal elsewhere
 */
export function databaseName(path: string): string {
  const name = resolve(path);
  if (!name.includes('?')) return name;
  throw usageError(
    'E_FILE_NAME',
    `the database ${path} cannot be opened under this name`,
    'its path has a ?: rename the file or its folder, or name another with --db',
  );
}

/** The SQL literal for a path to write to, in which DuckDB sees no pattern. */
export function written(path: string): string {
  return literal(resolve(path));
}
