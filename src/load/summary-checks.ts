import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { EXIT, FlaretallyError, usageError } from '../errors.ts';

/** @throws FlaretallyError E_REJECTED if no row of the logs can be read */
export function requireRead({ records, rejects }: { records: string; rejects: string }): void {
  if (records === '0' || records !== rejects) return;
  throw new FlaretallyError({
    code: 'E_REJECTED',
    what: `none of the ${records} row(s) of these logs can be read`,
    fix: 'flaretally load names the rows; nothing was written',
    exit: EXIT.failed,
  });
}

/** @throws FlaretallyError E_OUT_EXISTS, E_OUT_FOLDER */
export function requireFree(out: string): void {
  if (existsSync(out))
    throw usageError('E_OUT_EXISTS', `${out} exists already`, 'name another file with --out');
  if (existsSync(dirname(out))) return;
  throw usageError('E_OUT_FOLDER', `${out} lies in a folder that does not exist`, 'make it first');
}
