import { lstatSync, realpathSync, statSync } from 'node:fs';
import { usageError } from '../errors.ts';

/**
 * The real path of a database. Links are followed: a run replaces the file that a link names, and
 * two names of one database share its lock and its other files.
 * @throws FlaretallyError E_DB_LINK for a link to nothing, E_DB_FOLDER for a folder, E_DB_NAME for
 *   DuckDB's name of a database in memory
 */
export function placeOf(path: string): string {
  if (path === ':memory:') {
    const fix = 'name a file with --db: what one command loads the next one must find';
    throw usageError('E_DB_NAME', 'a database in memory would end with the command', fix);
  }
  const place = lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink()
    ? followed(path)
    : path;
  if (!statSync(place, { throwIfNoEntry: false })?.isDirectory()) return place;
  const fix = `name a file in it: ${path.replace(/\/*$/, '/')}flaretally.duckdb`;
  throw usageError('E_DB_FOLDER', `the database ${path} is a folder`, fix);
}

function followed(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    throw usageError(
      'E_DB_LINK',
      `the database ${path} is a link to a file that is not there`,
      'put the file back, remove the link, or give another with --db',
    );
  }
}
