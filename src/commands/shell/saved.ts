import { readdirSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { usageError } from '../../errors.ts';
import { writeFiles } from '../../store/write-files.ts';
import { closest } from '../../words/suggest.ts';
import type { Io } from '../shared/io.ts';

const ENDING = '.sql';

/** The folder of a person's saved queries, a file each. */
export function savedFolder({ XDG_CONFIG_HOME: config, HOME: home }: Io['env']): string {
  return join(config || join(home || homedir(), '.config'), 'flaretally', 'queries');
}

export function savedNames(env: Io['env']): string[] {
  try {
    const files = readdirSync(savedFolder(env)).filter((file) => file.endsWith(ENDING));
    return files.map((file) => file.slice(0, -ENDING.length)).sort();
  } catch {
    return [];
  }
}

/** A name is a saved query. With a slash or an ending it is a file. */
function placeOfQuery(io: Io, name: string): string {
  if (/^[\p{L}\p{N}_-]+$/u.test(name)) return join(savedFolder(io.env), `${name}${ENDING}`);
  if (name.includes('/') || name.endsWith(ENDING)) return resolve(io.cwd, name);
  throw usageError(
    'E_SHELL_NAME',
    `a query cannot be called "${name}"`,
    'use letters, digits, - and _; a file is ./NAME.sql',
  );
}

/** @throws FlaretallyError E_SHELL_NAME, E_FILE_EXISTS */
export function saveQuery(io: Io, name: string, sql: string): string {
  const place = placeOfQuery(io, name);
  writeFiles({ [place]: `${sql.trim()}\n` }, false);
  return place;
}

/** @throws FlaretallyError E_SHELL_NAME, E_QUERY_UNKNOWN */
export function readQuery(io: Io, name: string): string {
  const place = placeOfQuery(io, name);
  try {
    return readFileSync(place, 'utf8').replace(/^\ufeff/, '');
  } catch (error) {
    const near = closest(name, savedNames(io.env));
    const fix =
      near === undefined ? '.read alone lists those that are saved' : `did you mean ${near}?`;
    const { code, message } = error as NodeJS.ErrnoException;
    const what = code === 'ENOENT' ? `there is no query ${name}` : message;
    throw usageError('E_QUERY_UNKNOWN', what, fix);
  }
}
