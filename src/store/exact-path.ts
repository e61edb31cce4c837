import { resolve } from 'node:path';
import { usageError } from '../errors.ts';
import { literal } from './quote.ts';

/** Signs by which DuckDB takes a path for a pattern. */
const SIGNS = /[*?[]/;

/** What DuckDB calls a file that it reads by `exactly`: an absolute path, its signs as they are. */
export function readName(path: string): string {
  return resolve(path);
}

/**
 * The literal by which every reader of DuckDB reads this file and no other: absolute, so that no
 * `~` and no address is seen in it, and each sign of a pattern in a set of its own. It goes into
 * readers only; what is written is `written`.
 * @throws FlaretallyError E_FILE_NAME for a sign beside a backslash, which no pattern can mean
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
 * A database as DuckDB is to open it.
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

/** The literal by which DuckDB writes to this path: it takes no pattern there. */
export function written(path: string): string {
  return literal(resolve(path));
}
