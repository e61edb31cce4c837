import { FlaretallyError } from '../../errors.ts';
import type { Database } from '../database.ts';
import { readName } from '../exact-path.ts';
import { readError } from '../read-error.ts';
import type { Batch } from './batch.ts';
import { readSql } from './read.ts';
import type { Fields } from './surfaces.ts';

/**
 * The error for a batch that cannot be read. It names the file in DuckDB's message, else the first
 * file that cannot be read alone.
 */
export async function logError(
  db: Database,
  { files, shape }: Batch,
  fields: Fields,
  cause: unknown,
): Promise<unknown> {
  if (!(cause instanceof FlaretallyError) || cause.code !== 'E_SQL') return cause;
  const said = cause.why ?? '';
  const paths = files.map(({ path }) => path);
  const named = paths.find((path) => said.includes(readName(path)));
  if (named !== undefined) return readError(cause, named, UNREADABLE);
  for (const path of paths) {
    const records = readSql([path], shape, fields);
    const read = db.rows(`select bit_xor(hash(r)) from (${records}) as r`);
    const error: unknown = await read.then(
      () => undefined,
      (alone: unknown) => alone,
    );
    if (error !== undefined) return readError(error, path, UNREADABLE);
  }
  return cause;
}

const UNREADABLE = {
  code: 'E_FILE_DAMAGED',
  is: 'cannot be read as a log',
  fix: 'fetch the file again, or leave it out; nothing was loaded',
};
